/** A name for the file that every system takes: letters and digits of any language, joined by hyphens. */
export function fileNameOf(name: string): string {
  const words = name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
  return `${words || 'board'}.planwall-template.json`
}
