import type { PictureType } from '@planwall/shared/board/picture'

/** A picture a board has; who added it is not kept. */
export interface StoredPicture {
  boardId: string
  /** SHA-256 of its bytes, hexadecimal. */
  pictureId: string
  mediaType: PictureType
  /** Pixels. */
  width: number
  height: number
  /** Of the picture itself, without the smaller ones beside it. */
  bytes: number
  /** Widths of the smaller ones, narrowest first. */
  thumbnails: readonly number[]
}

/** Which pictures boards have; their bytes lie elsewhere. */
export interface PictureStore {
  /** One that is there already stays as it is. Rejects where there is no such board. */
  add(picture: StoredPicture): Promise<void>
  get(boardId: string, pictureId: string): Promise<StoredPicture | undefined>
  usage(boardId: string): Promise<{ count: number; bytes: number }>
  /** Forgets all of a board. */
  forget(boardId: string): Promise<void>
}
