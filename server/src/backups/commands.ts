import { randomBytes } from 'node:crypto'
import { watch } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { readConfig } from '../config.ts'
import packageJson from '../../package.json' with { type: 'json' }
import { FolderTrouble, lockFolder, StoreInUse } from '../store/data-folder.ts'
import { NewerData } from '../store/migrations.ts'
import { counted, inWords, makeBackup } from '../store/backup/make-backup.ts'
import { BackupError } from '../store/backup/manifest.ts'
import { applyRestore, prepareRestore, restoredOf } from '../store/backup/restore.ts'
import type { Restored } from '../store/backup/restore.ts'

type Env = Readonly<Record<string, string | undefined>>

/** How long a running server has to put a restore in place, ms. */
const patienceMs = 60_000

/** `pnpm backup [to]`: copies everything to a new folder, while a server runs or not. Gives the exit code. */
export function runBackup(args: readonly string[], env: Env, cwd: string): Promise<number> {
  return inWordsOnly(async () => {
    const dir = dataDir(env, cwd)
    if (args.length > 1) throw new BackupError('Say one place, or none: pnpm backup [to]')
    const now = new Date()
    const stamp = now.toISOString().slice(0, 19).replaceAll(':', '-')
    const to = resolve(cwd, args[0] ?? join(dirname(dir), `${basename(dir)}-backups`, `planwall-${stamp}`))
    const { files, boards } = await makeBackup({ dir, to, now, version: packageJson.version, say })
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
    say(`Done: ${counted(boards, 'board')}, ${counted(files.length, 'file')}, ${inWords(bytes)}, in ${to}`)
    say('Keep it where this machine cannot lose it. It holds everything that is written on the boards.')
  })
}

/** `pnpm restore <from>`: puts a backup in the place of the data, while a server runs or not. Gives the exit code. */
export function runRestore(args: readonly string[], env: Env, cwd: string): Promise<number> {
  return inWordsOnly(async () => {
    const dir = dataDir(env, cwd)
    const [from] = args
    if (from === undefined || args.length > 1) throw new BackupError('Say which backup: pnpm restore <from>')
    const id = randomBytes(6).toString('hex')
    const lock = lockUnlessServed(dir)
    try {
      await prepareRestore(dir, { from: resolve(cwd, from), id, say })
      if (lock) {
        const { keptIn, order } = applyRestore(dir, new Date())
        say(`Done: the backup of ${order.madeAt} is in place. What was there before is kept in ${join(dir, keptIn)}`)
        return
      }
    } finally {
      lock?.release()
    }
    say('A server runs on this data. It ends all rooms now, puts the backup in place and goes on …')
    const { isDone, message } = await outcome(dir, id)
    if (!isDone) throw new BackupError(message)
    say(`Done: ${message}`)
  })
}

function say(words: string): void {
  console.log(words)
}

function dataDir(env: Env, cwd: string): string {
  const config = readConfig(env, cwd)
  if (config.store === 'memory')
    throw new BackupError('STORE is "memory": nothing is kept, and there is nothing to copy.')
  return config.dataDir
}

/** Undefined where a server runs. */
function lockUnlessServed(dir: string): { release: () => void } | undefined {
  try {
    return lockFolder(dir)
  } catch (error) {
    if (error instanceof StoreInUse) return undefined
    throw error
  }
}

/** What the server says of it. */
function outcome(dir: string, id: string): Promise<Restored> {
  return new Promise((resolve_, reject) => {
    const look = () => {
      const restored = restoredOf(dir, id)
      if (!restored) return
      stop()
      resolve_(restored)
    }
    const watcher = watch(dir, look)
    const timer = setTimeout(() => {
      stop()
      reject(
        new BackupError(
          'The server has not answered. The backup is ready and will be put in place when the server starts the next time.',
        ),
      )
    }, patienceMs)
    const poll = setInterval(look, 500)
    const stop = () => {
      watcher.close()
      clearTimeout(timer)
      clearInterval(poll)
    }
    look()
  })
}

/** Gives 0; or 1, having said what was wrong. What nobody could foresee is thrown. */
async function inWordsOnly(run: () => Promise<void>): Promise<number> {
  try {
    await run()
    return 0
  } catch (error) {
    if (!isForThePerson(error)) throw error
    console.error(error.message)
    return 1
  }
}

function isForThePerson(error: unknown): error is Error {
  if (!(error instanceof Error)) return false
  const known = [BackupError, FolderTrouble, NewerData]
  const code = 'code' in error ? String(error.code) : ''
  return (
    known.some((kind) => error instanceof kind) ||
    error.name === 'ConfigError' ||
    ['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS', 'EPERM', 'ENOTDIR'].includes(code)
  )
}
