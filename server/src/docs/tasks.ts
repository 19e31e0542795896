import type { ErrorCode } from '@planwall/shared/errors'
import type { ActName, ActPart } from './acts.ts'

/** Byte arrays end to end in one buffer that changes hands: copied once, whatever they were views of. */
export interface Packed {
  buffer: ArrayBuffer
  lengths: number[]
}

/** A room on its way to where documents are. */
export interface SentRoom {
  room: string
  epoch: string
  /** Number of the last update. */
  seq: number
  /** Undefined where the other side is thought to have what came before the updates. */
  chunks: Packed | undefined
  updates: Packed
}

export type Task =
  | { kind: 'compact'; room: SentRoom }
  | { kind: 'diff'; room: SentRoom; stateVector: Uint8Array }
  | { kind: 'act'; name: ActName; args: unknown; rooms: Partial<Record<ActPart, SentRoom>> }

export type Answer =
  | { kind: 'compacted'; stateVector: Uint8Array; chunks: Packed }
  | { kind: 'difference'; update: Uint8Array }
  | { kind: 'acted'; result: unknown; updates: Partial<Record<ActPart, Uint8Array>> }
  /** An earlier state that was thought to be here is not: everything has to be sent. */
  | { kind: 'send-whole' }
  | { kind: 'failed'; code: ErrorCode; message: string; detail: string }

export function packAll(arrays: readonly Uint8Array[]): Packed {
  const buffer = new ArrayBuffer(arrays.reduce((sum, array) => sum + array.byteLength, 0))
  const bytes = new Uint8Array(buffer)
  let at = 0
  for (const array of arrays) {
    bytes.set(array, at)
    at += array.byteLength
  }
  return { buffer, lengths: arrays.map((array) => array.byteLength) }
}

export function unpackAll({ buffer, lengths }: Packed): Uint8Array[] {
  let at = 0
  return lengths.map((length) => {
    at += length
    return new Uint8Array(buffer, at - length, length)
  })
}
