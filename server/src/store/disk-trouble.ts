/** Locked, read-only, failing or full (SQLite's 5, 6, 8, 10, 13): nothing is wrong with what was asked. */
export function isDiskTrouble(error: unknown): boolean {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined
  return [5, 6, 8, 10, 13].includes(code ?? 0)
}
