import type { Connection } from './connection.ts'
import { step2Message, updateMessageLength, writeUpdateMessage } from './messages.ts'
import { pieceOf } from './pieces.ts'
import type { Pieces } from './pieces.ts'
import type { RoomLog } from './room-log.ts'
import { frameLength, socketFrame, writeFrameHead } from './socket-frames.ts'

/** An update of this many bytes is sent as a piece of its own, compressed where that is possible. */
const ownPieceBytes = 16 * 1024

/** About so much is handed to a socket before waiting for it to leave, bytes. */
const stretchBytes = 256 * 1024

/** How a client is brought up to date: pieces, then every update after `from`, then what closes it. */
export interface CatchUpPlan {
  pieces: Pieces
  from: number
  /** An update that is sent as step 2, upon which a client counts itself in sync. */
  closing: Uint8Array
}

/**
 * Sends what a client lacks, no faster than its line takes it, so that however slow the line, something arrives all the
 * time, and never more than a stretch waits in memory. Updates that are appended meanwhile come in their turn. Calls
 * `atEnd` in the moment in which nothing is missing.
 */
export class CatchUp {
  /** Number of the last update that was sent. */
  reached: number
  readonly #connection: Connection
  readonly #log: RoomLog

  constructor(connection: Connection, log: RoomLog, from: number) {
    this.#connection = connection
    this.#log = log
    this.reached = from
  }

  async run({ pieces, closing }: CatchUpPlan, atEnd: () => readonly Uint8Array[]): Promise<void> {
    const connection = this.#connection
    await this.#sendPieces(pieces)
    for (;;) {
      if (connection.isEnded) return
      const { small, large } = this.#nextStretch()
      if (large) await this.#sendPieces(pieceOf(large))
      else if (this.reached < this.#log.seq) connection.sendAll(small)
      else {
        connection.sendAll([...small, socketFrame(step2Message(closing)), ...atEnd()])
        return
      }
      await connection.drained()
    }
  }

  /** Too much has come meanwhile: it is sent away, and begins again when it comes back. */
  giveUp(): void {
    this.#connection.end('slow-reader')
  }

  async #sendPieces(pieces: Pieces): Promise<void> {
    for (let i = 0; i < pieces.updates.length; i++) {
      if (this.#connection.isEnded) return
      this.#connection.sendAll(await pieces.frame(i, this.#connection.takesDeflated))
      await this.#connection.drained()
    }
  }

  /** Small updates together in one buffer, or a large one alone; neither at the end. */
  #nextStretch(): { small: Uint8Array[]; large?: Uint8Array } {
    const updates: Uint8Array[] = []
    let bytes = 0
    for (const update of this.#log.since(this.reached)) {
      if (update.length >= ownPieceBytes) {
        if (updates.length > 0) break
        this.reached++
        return { small: [], large: update }
      }
      updates.push(update)
      bytes += update.length
      if (bytes >= stretchBytes) break
    }
    this.reached += updates.length
    return { small: updates.length > 0 ? [frameUpdates(updates).frames] : [] }
  }
}

/** Update messages behind each other, as frames in one buffer; where each frame begins, and the updates in it. */
export function frameUpdates(updates: readonly Uint8Array[]): {
  frames: Buffer
  starts: number[]
  inside: Uint8Array[]
} {
  let total = 0
  for (const { length } of updates) total += frameLength(updateMessageLength(length))
  const frames = Buffer.allocUnsafeSlow(total)
  const starts: number[] = []
  const inside: Uint8Array[] = []
  let at = 0
  for (const update of updates) {
    starts.push(at)
    at = writeFrameHead(frames, at, updateMessageLength(update.length))
    const { from, to } = writeUpdateMessage(frames, at, update)
    inside.push(frames.subarray(from, to))
    at = to
  }
  return { frames, starts, inside }
}
