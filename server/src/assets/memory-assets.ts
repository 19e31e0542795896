import { checkBoardId, checkKey } from './asset-store.ts'
import type { AssetKey, AssetStore } from './asset-store.ts'

/** Keeps files as long as the process lives. */
export function createMemoryAssets(): AssetStore {
  const files = new Map<string, Uint8Array>()
  const nameOf = (key: AssetKey) => {
    checkKey(key)
    return `${key.boardId}/${key.name}`
  }
  return {
    async put(key, bytes) {
      files.set(nameOf(key), new Uint8Array(bytes))
    },
    async get(key) {
      return files.get(nameOf(key))
    },
    async remove(key) {
      files.delete(nameOf(key))
    },
    async removeBoard(boardId) {
      checkBoardId(boardId)
      for (const name of files.keys()) if (name.startsWith(`${boardId}/`)) files.delete(name)
    },
    async close() {
      files.clear()
    },
  }
}
