/** SQLite's result code of an error, without its detail; undefined for errors of others. */
export function sqliteCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined
}

/** Locked, read-only, failing, full, or not to be opened (SQLite's 5, 6, 8, 10, 13, 14): nothing is wrong with what was asked. */
export function isDiskTrouble(error: unknown): boolean {
  return [5, 6, 8, 10, 13, 14].includes(sqliteCode(error) ?? 0)
}

/** What is stored is not a database, or not a whole one (SQLite's 11 and 26). */
export function isDamage(error: unknown): boolean {
  return [11, 26].includes(sqliteCode(error) ?? 0)
}
