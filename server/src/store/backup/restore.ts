import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import Type from 'typebox'
import type { Static } from 'typebox'
import { Check } from 'typebox/value'
import { beforeRestore, databaseName, incoming, isOwnName, readyName, restoredName } from '../data-folder.ts'
import { newEpoch } from '../epoch.ts'
import { migrateTables, tablesVersion } from '../migrations.ts'
import { flushFile, flushFolder, runMoves } from '../moves.ts'
import { copyFile } from './copy-file.ts'
import { counted, inWords } from './make-backup.ts'
import { BackupError, dataName, readManifest } from './manifest.ts'

const orderName = 'restore.json'

const orderSchema = Type.Object({ id: Type.String(), madeAt: Type.String(), boards: Type.Integer() })
type Order = Static<typeof orderSchema>

const restoredSchema = Type.Object({
  id: Type.String(),
  isDone: Type.Boolean(),
  /** Where, within the data folder, lies what was there before. */
  keptIn: Type.String(),
  message: Type.String(),
})
/** How a restore ended. */
export type Restored = Static<typeof restoredSchema>

/**
 * Checks a backup, copies it into the data folder beside what is there, gives every board in it a new epoch, so that
 * nobody's older copy is merged with it, and leaves it ready to be put in place. Gives the id under which the outcome is
 * told. Rejects with `BackupError`, having changed nothing.
 */
export async function prepareRestore(
  dir: string,
  { from, id, say }: { from: string; id: string; say: (words: string) => void },
): Promise<Order> {
  const manifest = await readManifest(from)
  if (manifest.tables > tablesVersion) {
    throw new BackupError(
      `The backup was made by a newer version of Planwall (${manifest.planwall}). Restore it with that one.`,
    )
  }
  if (!manifest.files.some(({ path }) => path === databaseName)) throw new BackupError('The backup has no database.')
  if (existsSync(join(dir, readyName, orderName))) {
    throw new BackupError('Another restore is waiting to be put in place. Start the server, or wait until it is done.')
  }
  const ready = join(dir, incoming + id)
  const { madeAt, boards, files } = manifest
  try {
    await mkdir(join(ready, dataName), { recursive: true, mode: 0o700 })
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
    say(`Checking and copying the backup of ${madeAt}: ${counted(boards, 'board')}, ${inWords(bytes)} …`)
    for (const { path, ...expected } of files) {
      const copied = await copyFile(join(from, dataName, path), join(ready, dataName, path)).catch((error: unknown) => {
        if (isMissing(error)) throw new BackupError(`The backup is damaged: ${path} is missing.`, { cause: error })
        throw error
      })
      if (copied.bytes !== expected.bytes || copied.sha256 !== expected.sha256) {
        throw new BackupError(`The backup is damaged: ${path} is not what was written. Nothing was changed.`)
      }
    }
    say('The backup is whole.')
    beginEpochs(join(ready, dataName, databaseName))
    writeFileSync(join(ready, orderName), JSON.stringify({ id, madeAt, boards } satisfies Order), { flush: true })
    flushFolder(ready)
    rmSync(join(dir, readyName), { recursive: true, force: true })
    renameSync(ready, join(dir, readyName))
    flushFolder(dir)
    return { id, madeAt, boards }
  } catch (error) {
    await rm(ready, { recursive: true, force: true })
    throw error
  }
}

/** Whether a backup waits to be put in place. */
export function isRestoreReady(dir: string): boolean {
  return existsSync(join(dir, readyName, orderName))
}

/**
 * Puts a backup that was made ready in place; nobody else may use the folder. What was there is kept in a folder of its
 * own beside it. `undo` puts that back, should the restored data not be of use.
 */
export function applyRestore(dir: string, now: Date): { keptIn: string; order: Order; undo: () => void } {
  const order = readOrder(dir)
  const stamp = now.toISOString().replaceAll(/[:.]/g, '-')
  const keptIn = beforeRestore + stamp
  const before = readdirSync(dir).filter(isData)
  const restored = readdirSync(join(dir, readyName, dataName))
  runMoves(dir, [
    ...before.map((name) => ({ from: name, to: join(keptIn, name) })),
    ...restored.map((name) => ({ from: join(readyName, dataName, name), to: name })),
    { from: join(readyName, orderName), to: join(keptIn, orderName) },
  ])
  rmSync(join(dir, readyName), { recursive: true, force: true })
  return {
    keptIn,
    order,
    undo: () => {
      const failed = readdirSync(dir).filter(isData)
      runMoves(dir, [
        ...failed.map((name) => ({ from: name, to: join(keptIn, 'not-used', name) })),
        ...before.map((name) => ({ from: join(keptIn, name), to: name })),
      ])
    },
  }
}

/** Says how a restore ended, to whoever asked for it. */
export function tellRestored(dir: string, restored: Restored): void {
  const file = join(dir, restoredName)
  writeFileSync(`${file}-new`, JSON.stringify(restored))
  flushFile(`${file}-new`)
  renameSync(`${file}-new`, file)
}

/** How the restore with this id ended; undefined where it has not. */
export function restoredOf(dir: string, id: string): Restored | undefined {
  if (!existsSync(join(dir, restoredName))) return undefined
  const told: unknown = JSON.parse(readFileSync(join(dir, restoredName), 'utf8'))
  return Check(restoredSchema, told) && told.id === id ? told : undefined
}

/** Everything of the data that a restore replaces: the database with its log, and what is not the store's own. */
function isData(name: string): boolean {
  return ['', '-wal', '-shm'].some((end) => name === databaseName + end) || !isOwnName(name)
}

function readOrder(dir: string): Order {
  const order: unknown = JSON.parse(readFileSync(join(dir, readyName, orderName), 'utf8'))
  if (!Check(orderSchema, order)) throw new BackupError(`${readyName} in ${dir} is not what was written. Remove it.`)
  return order
}

/** Every board begins a new life; to those who have a copy of an earlier one it is another board now. */
function beginEpochs(file: string): void {
  const db = new DatabaseSync(file)
  try {
    db.exec('pragma journal_mode = delete; pragma synchronous = full; pragma foreign_keys = on;')
    migrateTables(db)
    db.exec('begin immediate')
    const setEpoch = db.prepare('update board set epoch = ? where board_id = ?')
    const ofSnapshots = db.prepare(
      `update room_snapshot set epoch = ?3 || substr(epoch, length(?2) + 1)
       where (room = ?1 or room like ?1 || '/%') and (epoch = ?2 or epoch like ?2 || '-%')`,
    )
    const boards = db.prepare('select board_id, epoch from board').all() as { board_id: string; epoch: string }[]
    for (const { board_id: boardId, epoch } of boards) {
      const next = newEpoch()
      setEpoch.run(next, boardId)
      ofSnapshots.run(boardId, epoch, next)
    }
    db.exec('commit')
  } finally {
    db.close()
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
