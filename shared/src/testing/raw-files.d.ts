/** What vitest adds to modules: the texts of files, by path. Only tests use it. */
interface ImportMeta {
  glob(
    patterns: readonly string[],
    options: { query: '?raw'; import: 'default'; eager: true },
  ): Readonly<Record<string, string>>
}
