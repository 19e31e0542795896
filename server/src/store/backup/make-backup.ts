import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { databaseName, isOwnName } from '../data-folder.ts'
import { isDamage, isDiskTrouble } from '../disk-trouble.ts'
import { flushFolder } from '../moves.ts'
import { copyFile, sumFile } from './copy-file.ts'
import { BackupError, dataName, manifestName, writeManifest } from './manifest.ts'
import type { BackupFile, Manifest } from './manifest.ts'

export interface BackupWish {
  /** The data folder; a server may run on it. */
  dir: string
  /** A folder that is not there yet, outside the data folder. */
  to: string
  now: Date
  /** This program's. */
  version: string
  /** Hears in words what is being done. */
  say: (words: string) => void
}

/**
 * Copies everything that must not be lost: the database as it is at one moment, then every other file of the data folder.
 * What the database names was on the disk before, so that it is in the copy. The folder has its name only once all of it
 * is on the disk. Rejects with `BackupError`, and leaves nothing behind then.
 */
export async function makeBackup({ dir, to, now, version, say }: BackupWish): Promise<Manifest> {
  const target = resolve(to)
  if (!existsSync(join(dir, databaseName))) throw new BackupError(`There is no data in ${dir}. Is DATA_DIR right?`)
  if (existsSync(target)) throw new BackupError(`There is something at ${target} already. Choose another place.`)
  if (isWithin(resolve(dir), target)) {
    throw new BackupError(`${target} lies in the data folder. Choose a place outside of it, best on another disk.`)
  }
  const partial = join(dirname(target), `.${basename(target)}.partial-${process.pid}`)
  try {
    await mkdir(join(partial, dataName), { recursive: true, mode: 0o700 })
    say('Copying the database …')
    const { tables, boards } = copyDatabase(join(dir, databaseName), join(partial, dataName, databaseName))
    const database = await sumFile(join(partial, dataName, databaseName))
    const files: BackupFile[] = [{ path: databaseName, ...database }]
    say(`The database is copied: ${counted(boards, 'board')}, ${inWords(database.bytes)}.`)
    files.push(...(await copyOthers(dir, join(partial, dataName), say)))
    const madeAt = now.toISOString()
    const manifest = {
      format: 'planwall-backup',
      version: 1,
      planwall: version,
      tables,
      madeAt,
      boards,
      files,
    } as const
    await writeFile(join(partial, manifestName), writeManifest(manifest), { mode: 0o600, flush: true })
    await rename(partial, target)
    flushFolder(dirname(target))
    return manifest
  } catch (error) {
    await rm(partial, { recursive: true, force: true })
    throw inPlainWords(error, dir, target)
  }
}

/** One moment of it, whatever a server writes meanwhile; what was removed from it is not in the copy. */
function copyDatabase(from: string, to: string): { tables: number; boards: number } {
  const db = new DatabaseSync(from, { readOnly: true, timeout: 10_000 })
  try {
    db.prepare('vacuum into ?').run(to)
  } finally {
    db.close()
  }
  const copy = new DatabaseSync(to, { readOnly: true })
  try {
    const [first] = copy.prepare('pragma integrity_check(1)').all() as { integrity_check: string }[]
    if (first?.integrity_check !== 'ok') throw new BackupError('The copy of the database is not whole.')
    const { user_version: tables } = copy.prepare('pragma user_version').get() as { user_version: number }
    const { boards } = copy.prepare('select count(*) as boards from board').get() as { boards: number }
    return { tables, boards }
  } finally {
    copy.close()
  }
}

async function copyOthers(dir: string, to: string, say: (words: string) => void): Promise<BackupFile[]> {
  const paths = await otherFiles(dir, '')
  if (paths.length === 0) return []
  say(`Copying ${counted(paths.length, 'other file')} …`)
  const files: BackupFile[] = []
  for (const [i, path] of paths.entries()) {
    const copied = await copyFile(join(dir, path), join(to, path)).catch(unlessGone)
    if (copied) files.push({ path, ...copied })
    if ((i + 1) % 500 === 0) say(`${i + 1} of ${paths.length} are copied.`)
  }
  return files
}

/** Every file that does not belong to the store, by its path with slashes. */
async function otherFiles(dir: string, within: string): Promise<string[]> {
  const names = await readdir(join(dir, within)).catch((error: unknown) => unlessGone(error) ?? [])
  const found: string[] = []
  for (const name of names.toSorted((a, b) => a.localeCompare(b))) {
    if (within === '' && isOwnName(name)) continue
    const path = within === '' ? name : `${within}/${name}`
    const entry = await stat(join(dir, path)).catch(unlessGone)
    if (entry?.isDirectory()) found.push(...(await otherFiles(dir, path)))
    else if (entry?.isFile()) found.push(path)
  }
  return found
}

/** A running server removes files, too. */
function unlessGone(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
}

function isWithin(dir: string, path: string): boolean {
  const way = relative(dir, path)
  return way === '' || (!way.startsWith(`..${sep}`) && way !== '..' && !way.startsWith(sep))
}

function inPlainWords(error: unknown, dir: string, to: string): unknown {
  if (error instanceof BackupError || !(error instanceof Error)) return error
  if (isDamage(error)) {
    return new BackupError(
      `The database in ${dir} is damaged and was not copied. Start the server anew: it looks through its data when it ` +
        'starts, and says what it can mend.',
      { cause: error },
    )
  }
  const code = 'code' in error ? String(error.code) : ''
  if (isDiskTrouble(error) || ['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS', 'EPERM', 'EIO'].includes(code)) {
    return new BackupError(
      `The backup could not be written to ${to} (${error.message}). Is there space, and may this user write there?`,
      { cause: error },
    )
  }
  return error
}

export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

export function inWords(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.ceil(bytes / 1024)} kB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
