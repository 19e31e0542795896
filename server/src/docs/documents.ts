import type { ActArgs, ActName, ActPart, ActResult } from './acts.ts'

/** Everything that is stored of a room: what its document is made of. Never changed, and copied before it goes elsewhere. */
export interface RoomBytes {
  room: string
  /** With the room and the number, these name the bytes: who has an earlier state may go on from there. */
  epoch: string
  /** Number of the last update. */
  seq: number
  /** Of the snapshot; none where there is none. */
  chunks: readonly Uint8Array[]
  /** Every update after the snapshot, the last one being number `seq`. */
  updates: readonly Uint8Array[]
}

/**
 * What needs documents rather than bytes, done elsewhere than where sockets are served. Every call rejects with
 * `damaged` where the bytes make no document, and with `internal` where it took too long or did not end well; what others
 * asked for is not concerned.
 */
export interface Documents {
  /** The room as a snapshot of update number `seq`: chunks as the store wants them. */
  compact(room: RoomBytes): Promise<{ stateVector: Uint8Array; chunks: Uint8Array[] }>
  /** One update with what somebody who knows `stateVector` does not know; deletions are all in it. */
  diff(room: RoomBytes, stateVector: Uint8Array): Promise<Uint8Array>
  /**
   * Runs an act on the rooms it names. The updates are what it changed, for the caller to append and tell; rejects as the
   * act throws.
   */
  act<N extends ActName>(
    name: N,
    rooms: ActRooms,
    args: ActArgs<N>,
  ): Promise<{ result: ActResult<N>; updates: Partial<Record<ActPart, Uint8Array>> }>
  /** Lets go of everything. What was asked for and is not done yet rejects with `restarting`. */
  close(): Promise<void>
}

/** The rooms an act names in its `parts`. */
export type ActRooms = Partial<Record<ActPart, RoomBytes>>
