import type { DatabaseSync } from 'node:sqlite'
import type { PictureStore, StoredPicture } from './pictures-port.ts'

/** Runs `write` as one transaction; `bytes` is about what it adds to the log. */
type Transaction = <T>(bytes: number, write: () => T) => Promise<T>

/** Keeps what pictures there are in the board's database. */
export function createSqlitePictures(db: DatabaseSync, transaction: Transaction): PictureStore {
  const add = db.prepare(
    `insert or ignore into picture (board_id, picture_id, media_type, width, height, bytes, thumbnails)
     values (?, ?, ?, ?, ?, ?, ?)`,
  )
  const get = db.prepare('select * from picture where board_id = ? and picture_id = ?')
  const usage = db.prepare('select count(*) as count, coalesce(sum(bytes), 0) as bytes from picture where board_id = ?')
  const forget = db.prepare('delete from picture where board_id = ?')

  return {
    async add({ boardId, pictureId, mediaType, width, height, bytes, thumbnails }) {
      await transaction(0, () => add.run(boardId, pictureId, mediaType, width, height, bytes, thumbnails.join(',')))
    },
    async get(boardId, pictureId) {
      const row = get.get(boardId, pictureId) as PictureRow | undefined
      if (!row) return undefined
      const { media_type: mediaType, width, height, bytes, thumbnails } = row
      const widths = thumbnails === '' ? [] : thumbnails.split(',').map(Number)
      return { boardId, pictureId, mediaType, width, height, bytes, thumbnails: widths }
    },
    async usage(boardId) {
      return usage.get(boardId) as { count: number; bytes: number }
    },
    async forget(boardId) {
      await transaction(0, () => forget.run(boardId))
    },
  }
}

interface PictureRow {
  media_type: StoredPicture['mediaType']
  width: number
  height: number
  bytes: number
  thumbnails: string
}
