import { updateMessage, updateMessageHead } from './messages.ts'
import { deflatedFrameLater, socketFrameHead } from './socket-frames.ts'

/** Large updates that many are sent, as frames of the socket: compressed when the first one needs them, then kept. */
export class Pieces {
  readonly updates: readonly Uint8Array[]
  readonly #deflated: Promise<Buffer>[] = []

  constructor(updates: readonly Uint8Array[]) {
    this.updates = updates
  }

  /** The frame of one update, in parts. Compressing takes a while, and happens once however many ask for it. */
  async frame(index: number, isDeflated: boolean): Promise<Uint8Array[]> {
    const update = this.updates[index]
    if (!update) throw new Error(`There is no piece ${index}.`)
    if (isDeflated) return [await (this.#deflated[index] ??= deflatedFrameLater(updateMessage(update)))]
    const head = updateMessageHead(update.length)
    return [socketFrameHead(head.length + update.length), head, update]
  }
}

/** Pieces of one large update each, as long as the update itself is kept. */
const single = new WeakMap<Uint8Array, Pieces>()

/** One large update as a piece, the same for everybody. */
export function pieceOf(update: Uint8Array): Pieces {
  const piece = single.get(update) ?? new Pieces([update])
  single.set(update, piece)
  return piece
}
