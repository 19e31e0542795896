import { AppError } from '@planwall/shared/errors'
import type { FastifyBaseLogger } from 'fastify'
import { createTurns } from '../access/turns.ts'
import type { BoardStore } from '../store/board-store.ts'
import type { StoredPicture } from '../store/pictures-port.ts'
import type { AssetStore } from './asset-store.ts'
import type { Imaging } from './imaging.ts'
import { acceptPicture, preparePicture } from './prepare-picture.ts'
import type { PreparedPicture } from './prepare-picture.ts'

/** A board may have so many pictures, however small. */
const MOST_PICTURES = 2000

export interface AssetsNeeds {
  store: BoardStore
  files: AssetStore
  /** Undefined: pictures are kept as they come. */
  imaging: Imaging | undefined
  /** What the pictures of one board may come to, bytes; smaller ones of the same are not counted. */
  mostBytesPerBoard: number
  log: FastifyBaseLogger
}

/** A picture, or a smaller one of it, ready to be sent. */
export interface PictureBytes {
  bytes: Uint8Array
  mediaType: string
}

/** The pictures of boards: which there are stands in the store, their bytes lie in an asset store. */
export class Assets {
  readonly #needs: AssetsNeeds
  readonly #inTurn = createTurns()

  constructor(needs: AssetsNeeds) {
    this.#needs = needs
  }

  /**
   * Takes a picture in; the same one a second time is the same picture. It is on the disk when this resolves. Throws
   * `bad-picture`, `too-large`, `pictures-full`, `not-stored`.
   */
  async add(boardId: string, bytes: Uint8Array): Promise<StoredPicture> {
    return await this.#keep(boardId, await preparePicture(bytes, this.#needs.imaging))
  }

  /** Takes in the pictures of a board's file, each under its own name; gives the names of those that were not taken. */
  async addNamed(boardId: string, pictures: Iterable<[pictureId: string, bytes: Uint8Array]>): Promise<string[]> {
    const left: string[] = []
    for (const [pictureId, bytes] of pictures) {
      const prepared = await acceptPicture(pictureId, bytes, this.#needs.imaging)
      const kept = prepared && (await this.#keep(boardId, prepared).catch((error: unknown) => this.#leave(error)))
      if (!kept) left.push(pictureId)
    }
    return left
  }

  /** The narrowest there is that is at least so wide; without a width the picture itself. */
  async read(boardId: string, pictureId: string, width?: number): Promise<PictureBytes | undefined> {
    const picture = await this.#needs.store.pictures.get(boardId, pictureId)
    if (!picture) return undefined
    const small = width === undefined ? undefined : picture.thumbnails.find((one) => one >= width)
    const thumbnail = small === undefined ? undefined : await this.#needs.files.get(keyOf(boardId, pictureId, small))
    if (thumbnail) return { bytes: thumbnail, mediaType: 'image/webp' }
    const whole = await this.#needs.files.get(keyOf(boardId, pictureId))
    if (!whole) this.#needs.log.error({ boardId, pictureId }, 'a picture is missing from where pictures lie')
    return whole && { bytes: whole, mediaType: picture.mediaType }
  }

  /** Removes every picture of a board, for good. */
  async deleteBoard(boardId: string): Promise<void> {
    await this.#inTurn(boardId, async () => {
      await this.#needs.files.removeBoard(boardId)
      await this.#needs.store.pictures.forget(boardId)
    })
  }

  /** The board is made already: a picture that finds no place is left out, and said. */
  #leave(error: unknown): undefined {
    if (!(error instanceof AppError)) throw error
    this.#needs.log.warn({ err: error }, 'a picture of a board file was not kept')
  }

  #keep(boardId: string, picture: PreparedPicture): Promise<StoredPicture> {
    const { store, files, mostBytesPerBoard } = this.#needs
    const { pictureId, bytes, mediaType, width, height, thumbnails } = picture
    const entry: StoredPicture = {
      boardId,
      pictureId,
      mediaType,
      width,
      height,
      bytes: bytes.byteLength,
      thumbnails: thumbnails.map((one) => one.width),
    }
    return this.#inTurn(boardId, async () => {
      const before = await store.pictures.get(boardId, pictureId)
      if (before) return before
      const used = await store.pictures.usage(boardId)
      if (used.count >= MOST_PICTURES || used.bytes + entry.bytes > mostBytesPerBoard) {
        throw new AppError('pictures-full', fullWords(mostBytesPerBoard))
      }
      // Files first: an entry is never without them.
      for (const one of thumbnails) await files.put(keyOf(boardId, pictureId, one.width), one.bytes, 'image/webp')
      await files.put(keyOf(boardId, pictureId), bytes, mediaType)
      try {
        await store.pictures.add(entry)
      } catch (error) {
        // The board may have been removed for good meanwhile: nothing of it is to be left.
        for (const one of [undefined, ...entry.thumbnails]) await files.remove(keyOf(boardId, pictureId, one))
        throw error
      }
      await store.durable()
      return entry
    })
  }
}

function keyOf(boardId: string, pictureId: string, width?: number) {
  return { boardId, name: width === undefined ? pictureId : `${pictureId}.${width}` }
}

function fullWords(mostBytes: number): string {
  const megabytes = Math.floor(mostBytes / 1024 / 1024)
  return `The pictures of this board have reached ${megabytes} MB, the most this server keeps for one board.`
}
