import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { isDiskTrouble, sqliteCode } from './disk-trouble.ts'

/** Names in the data folder that the store gives. Everything else in it belongs to other parts and is kept as it is. */
export const databaseName = 'planwall.sqlite'
export const lockName = 'lock.sqlite'
/** A backup that was checked and waits to be put in place. */
export const readyName = 'restore-ready'
/** How the last restore ended. */
export const restoredName = 'restored.json'

/** The folder is used by another process. One process serves a folder; two would not hear of each other's changes. */
export class StoreInUse extends Error {
  constructor(dir: string) {
    super(`Another server is using the data in ${dir}.`)
    this.name = 'StoreInUse'
  }
}

/** The folder cannot be written in: nothing is wrong with what is in it. For the person who starts the server. */
export class FolderTrouble extends Error {
  constructor(dir: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    super(
      `The data in ${dir} cannot be written (${reason}). Make sure that the disk has space, is not read-only and ` +
        'that this user may write there, then start the server again. Nothing was changed.',
      { cause },
    )
    this.name = 'FolderTrouble'
  }
}

/**
 * An exclusive lock that the system takes back when the process ends, however it ends; the folder is made where it is not
 * there. Throws `StoreInUse`, `FolderTrouble`.
 */
export function lockFolder(dir: string): { release: () => void } {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  let lock: DatabaseSync
  try {
    lock = new DatabaseSync(join(dir, lockName))
  } catch (error) {
    throw isDiskTrouble(error) ? new FolderTrouble(dir, error) : error
  }
  try {
    lock.exec('begin exclusive')
    return { release: () => lock.close() }
  } catch (error) {
    lock.close()
    throw sqliteCode(error) === busy ? new StoreInUse(dir) : new FolderTrouble(dir, error)
  }
}

const busy = 5

/** Names beginning like these are of the store too: what a restore kept, and what it is about to put in place. */
export const beforeRestore = 'before-restore-'
export const incoming = 'incoming-restore-'

/** Whether a name in the data folder is the store's own affair, and neither copied nor moved with the other files. */
export function isOwnName(name: string): boolean {
  return (
    [databaseName, lockName].some((own) => name === own || name.startsWith(`${own}-`) || name === `${own}.mended`) ||
    [readyName, restoredName, `${restoredName}-new`].includes(name) ||
    [beforeRestore, incoming, 'moves.json'].some((start) => name.startsWith(start))
  )
}
