import { AppError } from '@planwall/shared/errors'
import * as Y from 'yjs'
import type { RoomBytes } from '../docs/documents.ts'
import type { StoredRoom, StoredSnapshot } from '../store/board-store.ts'
import { scanUpdate } from './scan-update.ts'
import { Pieces } from './pieces.ts'

/** Updates that a snapshot covers are kept so far, for those who come back after a short while, bytes. */
const keepBytes = 256 * 1024

/**
 * A room as it is stored, in memory: its last snapshot and the updates since, as bytes. Also updates that the snapshot
 * covers already, as long as somebody may need them who was here before it.
 */
export class RoomLog {
  readonly room: string
  readonly epoch: string
  /** How far each client's things are in it, those that are about to be appended included. */
  readonly clocks = new Map<number, number>()
  #seq: number
  #snapshot: { seq: number; clocks: ReadonlyMap<number, number>; pieces: Pieces; bytes: number }
  /** Number of the first update that is kept. */
  #first: number
  #updates: Uint8Array[]
  #looseBytes: number
  #keptBytes: number

  /** Throws `damaged`, naming the room, where what is stored makes no sense. */
  constructor(room: string, stored: StoredRoom) {
    this.room = room
    this.epoch = stored.epoch
    this.#seq = stored.seq
    this.#snapshot = readable(room, () => snapshotOf(stored.snapshot))
    this.#first = this.#snapshot.seq + 1
    this.#updates = [...stored.updates]
    this.#looseBytes = this.#keptBytes = totalBytes(stored.updates)
    for (const [client, clock] of this.#snapshot.clocks) this.clocks.set(client, clock)
    for (const update of stored.updates) {
      const { reached, hasGap } = readable(room, () => scanUpdate(update, this.clocks))
      if (hasGap) throw damaged(room)
      this.advance(reached)
    }
  }

  /** Number of the last update that is appended. */
  get seq(): number {
    return this.#seq
  }

  /** The updates after the snapshot: how many, and their bytes. */
  get loose(): { updates: number; bytes: number } {
    return { updates: this.#seq - this.#snapshot.seq, bytes: this.#looseBytes }
  }

  /** All that is stored, bytes. */
  get bytes(): number {
    return this.#snapshot.bytes + this.#looseBytes
  }

  /** The updates that are kept, those of the snapshot among them, bytes. */
  get keptBytes(): number {
    return this.#keptBytes
  }

  /** What the last snapshot comes to; nothing where there is none. */
  get snapshot(): { seq: number; clocks: ReadonlyMap<number, number>; pieces: Pieces } {
    return this.#snapshot
  }

  /** Takes in how far clients got: client, clock, client, clock … */
  advance(reached: readonly number[]): void {
    for (let i = 0; i < reached.length; i += 2) this.clocks.set(reached[i] as number, reached[i + 1] as number)
  }

  /** These were appended, the last of them as number `seq`. */
  append(updates: readonly Uint8Array[], seq: number): void {
    this.#updates.push(...updates)
    const bytes = totalBytes(updates)
    this.#looseBytes += bytes
    this.#keptBytes += bytes
    this.#seq = seq
  }

  /** Whether every update after number `seq` is at hand. */
  holdsSince(seq: number): boolean {
    return seq <= this.#seq && seq + 1 >= this.#first
  }

  /** The updates after number `seq`, in order. */
  since(seq: number): Uint8Array[] {
    return this.#updates.slice(seq + 1 - this.#first)
  }

  /** Everything, to work on elsewhere. */
  asBytes(): RoomBytes {
    const { room, epoch } = this
    return {
      room,
      epoch,
      seq: this.#seq,
      chunks: this.#snapshot.pieces.updates,
      updates: this.since(this.#snapshot.seq),
    }
  }

  /** A snapshot was stored; updates after `needed` (a number) are kept in any case. */
  compacted(snapshot: StoredSnapshot, needed: number): void {
    const covered = this.#updates.slice(0, snapshot.seq + 1 - this.#first)
    const firstLoose = this.#updates.slice(covered.length)
    this.#snapshot = snapshotOf(snapshot)
    this.#looseBytes = totalBytes(firstLoose)
    let bytes = 0
    let kept = covered.length
    while (kept > 0) {
      bytes += covered[kept - 1]?.length ?? 0
      if (bytes > keepBytes && this.#first + kept - 1 <= needed) break
      kept--
    }
    this.#updates = [...covered.slice(kept), ...firstLoose]
    this.#keptBytes = totalBytes(this.#updates)
    this.#first += kept
  }
}

function readable<T>(room: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw damaged(room, error)
  }
}

function damaged(room: string, cause?: unknown): AppError {
  return new AppError('damaged', `What is stored of "${room}" cannot be read. Nothing was changed.`, { cause })
}

function snapshotOf(snapshot: StoredSnapshot | undefined) {
  if (!snapshot) return { seq: 0, clocks: new Map<number, number>(), pieces: new Pieces([]), bytes: 0 }
  const { seq, stateVector, chunks } = snapshot
  return { seq, clocks: Y.decodeStateVector(stateVector), pieces: new Pieces(chunks), bytes: totalBytes(chunks) }
}

export function totalBytes(updates: readonly Uint8Array[]): number {
  return updates.reduce((sum, update) => sum + update.length, 0)
}
