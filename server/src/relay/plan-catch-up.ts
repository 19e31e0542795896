import type { FastifyBaseLogger } from 'fastify'
import { AppError } from '@planwall/shared/errors'
import * as Y from 'yjs'
import type { Documents } from '../docs/documents.ts'
import type { CatchUpPlan } from './catch-up.ts'
import type { KnownDeletions } from './known-deletions.ts'
import { Pieces } from './pieces.ts'
import type { JoinKind } from './relay-stats.ts'
import type { RoomLog } from './room-log.ts'
import { firstClocks } from './scan-update.ts'

/** A difference larger than this is sent in pieces instead, all of the document: a slow line hears something in between. */
const maxDifferenceBytes = 512 * 1024

/** An update that says nothing. */
const emptyUpdate = new Uint8Array([0, 0])

const noPieces = new Pieces([])

/**
 * What a client lacks who knows `stateVector`, and says it was sent everything up to number `since`. Made of what is stored
 * as it is wherever that is possible: what came after its place; what came after the snapshot, with all deletions; a
 * difference made for it; all of it.
 */
export async function planCatchUp(
  { log, deletions, documents, logger, shorten }: CatchUpNeeds,
  { stateVector, since }: { stateVector: Uint8Array; since: number | undefined },
): Promise<CatchUpPlan & { kind: JoinKind }> {
  const theirs = Y.decodeStateVector(stateVector)
  if (since !== undefined && continuesAt(log, since, theirs)) {
    return { kind: 'position', pieces: noPieces, from: since, closing: emptyUpdate }
  }
  if (theirs.size > 0) {
    const closing = await deletions.whole()
    const from = tailFor(theirs, log)
    if (from !== undefined) return { kind: 'tail', pieces: noPieces, from, closing: closing.asUpdate() }
    const { seq } = log
    const difference = await differenceFor(stateVector)
    if (difference && difference.length <= maxDifferenceBytes && log.holdsSince(seq)) {
      return { kind: 'difference', pieces: new Pieces([difference]), from: seq, closing: emptyUpdate }
    }
  }
  // One update as large as a whole wall would be silence on a slow line.
  await shorten()
  return { kind: 'snapshot', pieces: log.snapshot.pieces, from: log.snapshot.seq, closing: emptyUpdate }

  /** Undefined where none can be made at the moment: then the client is given everything. Throws where the room is damaged. */
  async function differenceFor(vector: Uint8Array): Promise<Uint8Array | undefined> {
    try {
      return await documents.diff(log.asBytes(), vector)
    } catch (error) {
      if (error instanceof AppError && error.code === 'damaged') throw error
      logger.warn({ err: error, room: log.room }, 'a difference could not be made')
      return undefined
    }
  }
}

export interface CatchUpNeeds {
  log: RoomLog
  deletions: KnownDeletions
  documents: Documents
  logger: FastifyBaseLogger
  /** Puts a log that is long into a snapshot, where that is possible. */
  shorten: () => Promise<void>
}

/** Whether somebody who knows `theirs` knows at least `clocks`. */
export function knowsAll(theirs: ReadonlyMap<number, number>, clocks: ReadonlyMap<number, number>): boolean {
  for (const [client, clock] of clocks) if ((theirs.get(client) ?? 0) < clock) return false
  return true
}

/**
 * Whether somebody who knows this much, and says they were sent everything up to number `seq`, lacks nothing but what came
 * after it. A copy that lost something since is not believed.
 */
function continuesAt(log: RoomLog, seq: number, theirs: ReadonlyMap<number, number>): boolean {
  if (!log.holdsSince(seq)) return false
  const before = new Map(log.clocks)
  for (const update of log.since(seq)) {
    const first = firstClocks(update)
    for (let i = 0; i < first.length; i += 2) {
      const client = first[i] as number
      before.set(client, Math.min(before.get(client) ?? 0, first[i + 1] as number))
    }
  }
  return knowsAll(theirs, before)
}

/** After which number the log's updates are all that somebody lacks who knows this much, deletions aside. */
function tailFor(theirs: ReadonlyMap<number, number>, { clocks, seq, snapshot }: RoomLog): number | undefined {
  if (knowsAll(theirs, clocks)) return seq
  return knowsAll(theirs, snapshot.clocks) ? snapshot.seq : undefined
}
