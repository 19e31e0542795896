import { describe, expect, it } from 'vitest'
import type { AssetStore } from './asset-store.ts'

/** What every place where pictures lie must do. */
export function describeAssetStore(name: string, open: () => AssetStore | Promise<AssetStore>): void {
  const hash = (digit: string) => digit.repeat(64)
  const key = (boardId: string, digit = 'a', width = '') => ({ boardId, name: `${hash(digit)}${width}` })
  const bytes = (...values: number[]) => new Uint8Array(values)
  const read = async (store: AssetStore, of: ReturnType<typeof key>) => {
    const found = await store.get(of)
    return found && [...found]
  }

  describe(`a place for pictures: ${name}`, () => {
    it('gives back what was put, to the byte, and nothing for what was not', async () => {
      const store = await open()
      const every = Uint8Array.from({ length: 70_000 }, (_, index) => index % 251)
      await store.put(key('board1'), every, 'image/png')
      expect(Buffer.from((await store.get(key('board1'))) ?? []).equals(every)).toBe(true)
      expect(await store.get(key('board1', 'b'))).toBeUndefined()
      expect(await store.get(key('board1', 'a', '.160'))).toBeUndefined()
      await store.close()
    })

    it('an empty file is a file', async () => {
      const store = await open()
      await store.put(key('board1'), bytes(), 'image/png')
      expect(await read(store, key('board1'))).toEqual([])
      await store.close()
    })

    it('putting a file again is no error, also twice at once', async () => {
      const store = await open()
      await store.put(key('board1'), bytes(1, 2), 'image/png')
      await Promise.all([1, 2, 3].map(() => store.put(key('board1'), bytes(1, 2), 'image/png')))
      expect(await read(store, key('board1'))).toEqual([1, 2])
      await store.close()
    })

    it('removes a file, and one that is not there', async () => {
      const store = await open()
      await store.put(key('board1'), bytes(1), 'image/png')
      await store.put(key('board1', 'a', '.160'), bytes(2), 'image/webp')
      await store.remove(key('board1'))
      await store.remove(key('board1'))
      expect(await read(store, key('board1'))).toBeUndefined()
      expect(await read(store, key('board1', 'a', '.160'))).toEqual([2])
      await store.close()
    })

    it('removes all of a board, and nothing of another whose name begins alike', async () => {
      const store = await open()
      for (const digit of ['a', 'b', 'c']) await store.put(key('board1', digit), bytes(1), 'image/png')
      await store.put(key('board1', 'a', '.480'), bytes(1), 'image/webp')
      await store.put(key('board10'), bytes(9), 'image/png')
      await store.removeBoard('board1')
      await store.removeBoard('board1')
      expect(await read(store, key('board1'))).toBeUndefined()
      expect(await read(store, key('board1', 'a', '.480'))).toBeUndefined()
      expect(await read(store, key('board10'))).toEqual([9])
      await store.put(key('board1'), bytes(3), 'image/png')
      expect(await read(store, key('board1'))).toEqual([3])
      await store.close()
    })

    const strange: [boardId: string, name: string][] = [
      ['../board1', hash('a')],
      ['board1', '../secret'],
      ['board1/x', hash('a')],
      ['board1', `${hash('a')}/..`],
      ['board1', ''],
      ['', hash('a')],
      ['board1', `${hash('a')}.half`],
    ]
    it.each(strange)('a key that could lead elsewhere is refused: %j %j', async (boardId, file) => {
      const store = await open()
      await expect(store.put({ boardId, name: file }, bytes(1), 'image/png')).rejects.toThrow(/no name/)
      await expect(store.get({ boardId, name: file })).rejects.toThrow(/no name/)
      await expect(store.remove({ boardId, name: file })).rejects.toThrow(/no name/)
      await store.close()
    })
  })
}
