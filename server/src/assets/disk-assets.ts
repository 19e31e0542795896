import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@planwall/shared/errors'
import { checkBoardId, checkKey } from './asset-store.ts'
import type { AssetKey, AssetStore } from './asset-store.ts'

/**
 * Keeps files in `<dir>/<board>/<name>`. A file is written beside its place, flushed, and given its name only then, so
 * that half a file is never seen under a name; the folder is flushed too, so that the name lasts.
 */
export function createDiskAssets(dir: string): AssetStore {
  const folderOf = (boardId: string) => join(dir, boardId)
  const fileOf = (key: AssetKey) => {
    checkKey(key)
    return join(folderOf(key.boardId), key.name)
  }
  const tidied = new Set<string>()

  return {
    async put(key, bytes) {
      const file = fileOf(key)
      const folder = folderOf(key.boardId)
      await told(async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        if (!tidied.has(key.boardId)) {
          tidied.add(key.boardId)
          await removeHalves(folder)
        }
        const half = `${file}.${randomBytes(6).toString('hex')}${HALF}`
        try {
          await writeFlushed(half, bytes)
          await rename(half, file)
        } catch (error) {
          await unlink(half).catch(() => undefined)
          throw error
        }
        await flushFolder(folder)
        await flushFolder(dir)
      })
    },
    async get(key) {
      const file = fileOf(key)
      try {
        return await readFile(file)
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return undefined
        throw new AppError('not-stored', undefined, { cause: error })
      }
    },
    async remove(key) {
      const file = fileOf(key)
      await told(() => rm(file, { force: true }))
    },
    async removeBoard(boardId) {
      checkBoardId(boardId)
      tidied.delete(boardId)
      await told(() => rm(folderOf(boardId), { recursive: true, force: true }))
    },
    async close() {
      // Nothing is held open.
    },
  }
}

const HALF = '.half'

/** What a process that was ended while it wrote has left. Nothing else writes here: the folder of the data is locked. */
async function removeHalves(folder: string): Promise<void> {
  for (const name of await readdir(folder)) if (name.endsWith(HALF)) await unlink(join(folder, name))
}

async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function told<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw new AppError('not-stored', 'The server cannot store pictures at the moment.', { cause: error })
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}
