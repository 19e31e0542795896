import type { BoardStore } from './board-store.ts'
import { describe, expect, it } from 'vitest'
import type { StoredPicture } from './pictures-port.ts'

/** What every adapter must do with what pictures there are. */
export function describePictureStore(name: string, open: () => BoardStore): void {
  describe(`pictures: ${name}`, () => {
    const picture = (boardId: string, digit: string, of: Partial<StoredPicture> = {}): StoredPicture => ({
      boardId,
      pictureId: digit.repeat(64),
      mediaType: 'image/png',
      width: 30,
      height: 20,
      bytes: 100,
      thumbnails: [160, 480],
      ...of,
    })
    const opened = async () => {
      const store = open()
      for (const boardId of ['board1', 'board2']) {
        await store.createBoard({ boardId, title: 'Plan', templateId: 'T1', createdAt: 1, links: [], rooms: [] })
      }
      return store
    }

    it('gives what was added, to its board alone, and counts', async () => {
      const { pictures } = await opened()
      expect(await pictures.usage('board1')).toEqual({ count: 0, bytes: 0 })
      await pictures.add(picture('board1', 'a'))
      await pictures.add(picture('board1', 'b', { bytes: 23, thumbnails: [] }))
      expect(await pictures.get('board1', 'a'.repeat(64))).toEqual(picture('board1', 'a'))
      expect((await pictures.get('board1', 'b'.repeat(64)))?.thumbnails).toEqual([])
      expect(await pictures.get('board2', 'a'.repeat(64))).toBeUndefined()
      expect(await pictures.usage('board1')).toEqual({ count: 2, bytes: 123 })
    })

    it('one that is there already stays as it is', async () => {
      const { pictures } = await opened()
      await pictures.add(picture('board1', 'a'))
      await pictures.add(picture('board1', 'a', { bytes: 999 }))
      expect(await pictures.usage('board1')).toEqual({ count: 1, bytes: 100 })
    })

    it('forgets those of one board, and takes none for a board that is not there', async () => {
      const { pictures } = await opened()
      await pictures.add(picture('board1', 'a'))
      await pictures.add(picture('board2', 'a'))
      await pictures.forget('board1')
      expect(await pictures.get('board1', 'a'.repeat(64))).toBeUndefined()
      expect(await pictures.usage('board2')).toEqual({ count: 1, bytes: 100 })
      await expect(pictures.add(picture('nowhere', 'a'))).rejects.toThrow()
    })
  })
}
