import type { PictureStore, StoredPicture } from './pictures-port.ts'

/** Keeps what pictures there are as long as the process lives. */
export function createMemoryPictures(hasBoard: (boardId: string) => boolean): PictureStore {
  const boards = new Map<string, Map<string, StoredPicture>>()
  const of = (boardId: string) => boards.get(boardId) ?? new Map<string, StoredPicture>()

  return {
    async add(picture) {
      const { boardId, pictureId } = picture
      if (!hasBoard(boardId)) throw new Error(`There is no board ${boardId}.`)
      const pictures = of(boardId)
      boards.set(boardId, pictures)
      if (!pictures.has(pictureId)) pictures.set(pictureId, picture)
    },
    async get(boardId, pictureId) {
      return of(boardId).get(pictureId)
    },
    async usage(boardId) {
      const pictures = [...of(boardId).values()]
      return { count: pictures.length, bytes: pictures.reduce((sum, { bytes }) => sum + bytes, 0) }
    },
    async forget(boardId) {
      boards.delete(boardId)
    },
  }
}
