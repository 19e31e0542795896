import type { DatabaseSync } from 'node:sqlite'
import { boards } from './migrations/0001-boards.ts'
import { epochsAndChunks } from './migrations/0002-epochs-and-chunks.ts'
import { revisions } from './migrations/0003-revisions.ts'
import { sessions } from './migrations/0004-sessions.ts'
import { access } from './migrations/0005-access.ts'
import { repairs } from './migrations/0006-repairs.ts'
import { ownCards } from './migrations/0007-own-cards.ts'
import { history } from './migrations/0008-history.ts'
import { accountsAndShelf } from './migrations/0009-accounts-and-shelf.ts'
import { pictures } from './migrations/0010-pictures.ts'

type Migration = string | ((db: DatabaseSync) => void)

/** In order; the number of a migration is its place here, counted from 1. What has been released is never changed. */
const migrations: readonly Migration[] = [
  boards,
  epochsAndChunks,
  revisions,
  sessions,
  access,
  repairs,
  ownCards,
  history,
  accountsAndShelf,
  pictures,
]

/** What is stored is of a version that is not known here. For the person who starts the server. */
export class NewerData extends Error {
  constructor(version: number) {
    super(
      `The data was written by a newer version of Planwall (tables ${version}). Start that one. Nothing was changed.`,
    )
    this.name = 'NewerData'
  }
}

/** How many there are: the number of the tables as this version writes them. */
export const tablesVersion = migrations.length

/** Brings the tables up to date, each step in a transaction of its own. Refuses a database that a newer version wrote. */
export function migrateTables(db: DatabaseSync, upTo = migrations.length): void {
  const { user_version: version } = db.prepare('pragma user_version').get() as { user_version: number }
  if (version > migrations.length) {
    throw new NewerData(version)
  }
  for (const [index, migration] of migrations.slice(0, upTo).entries()) {
    if (index < version) continue
    db.exec('begin immediate')
    try {
      if (typeof migration === 'string') db.exec(migration)
      else migration(db)
      db.exec(`pragma user_version = ${index + 1}; commit;`)
    } catch (error) {
      if (db.isTransaction) db.exec('rollback')
      throw error
    }
  }
}
