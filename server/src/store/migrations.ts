import type { DatabaseSync } from 'node:sqlite'
import { boards } from './migrations/0001-boards.ts'

/** In order; the number of a migration is its place here, counted from 1. What has been released is never changed. */
const migrations: readonly string[] = [boards]

/** Brings the tables up to date, each step in a transaction of its own. Refuses a database that a newer version wrote. */
export function migrateTables(db: DatabaseSync): void {
  const { user_version: version } = db.prepare('pragma user_version').get() as { user_version: number }
  if (version > migrations.length) {
    throw new Error(`The data was written by a newer version of Planwall (tables ${version}). Start that one.`)
  }
  for (const [index, sql] of migrations.entries()) {
    if (index < version) continue
    db.exec(`begin immediate; ${sql} pragma user_version = ${index + 1}; commit;`)
  }
}
