import { atom } from '@tldraw/editor'
import { thumbnailWidths } from '@planwall/shared/board/picture'
import type { BoardHandle } from '../sync/open-board.ts'
import { holdPicture, NoPicture } from '../sync/pictures.ts'

/** So many small pictures are kept decoded. */
const KEPT = 400
/** So many are fetched at once. */
const AT_ONCE = 6

/** Small pictures for the painted layer: decoded beside the main path, and drawn once they are there. */
export class FarPictures {
  /** Rises when a picture has come. */
  readonly version = atom('far pictures', 0)
  readonly #handle: BoardHandle
  readonly #bitmaps = new Map<string, ImageBitmap | null>()
  readonly #waiting = new Set<string>()
  #running = 0
  #isStopped = false

  constructor(handle: BoardHandle) {
    this.#handle = handle
  }

  /** What there is of a picture now; where there is nothing it is sent for. */
  get(name: string): ImageBitmap | undefined {
    const known = this.#bitmaps.get(name)
    if (known === undefined && name !== '') this.#want(name)
    return known ?? undefined
  }

  stop(): void {
    this.#isStopped = true
    this.#waiting.clear()
    for (const bitmap of this.#bitmaps.values()) bitmap?.close()
    this.#bitmaps.clear()
  }

  #want(name: string): void {
    if (this.#isStopped) return
    // Nothing yet: asked for once.
    this.#bitmaps.set(name, null)
    this.#waiting.add(name)
    this.#next()
  }

  #next(): void {
    for (const name of this.#waiting) {
      if (this.#running >= AT_ONCE) return
      this.#waiting.delete(name)
      this.#running++
      void this.#fetch(name).finally(() => {
        this.#running--
        this.#next()
      })
    }
  }

  async #fetch(name: string): Promise<void> {
    const { apiUrl, seat } = this.#handle
    const picture = holdPicture({ apiUrl, ...seat }, name, thumbnailWidths[0])
    try {
      const bitmap = await createImageBitmap(await picture.blob)
      if (this.#isStopped) {
        bitmap.close()
        return
      }
      this.#bitmaps.set(name, bitmap)
      this.#forgetOldest()
      this.version.update((version) => version + 1)
    } catch (error) {
      // Where the connection is at fault it is asked for again when it is next to be drawn.
      if (error instanceof NoPicture && error.status === 0) this.#bitmaps.delete(name)
    } finally {
      picture.release()
    }
  }

  #forgetOldest(): void {
    for (const [name, bitmap] of this.#bitmaps) {
      if (this.#bitmaps.size <= KEPT) return
      if (!bitmap) continue
      this.#bitmaps.delete(name)
      bitmap.close()
    }
  }
}
