import * as Y from 'yjs'
import type { StoredSnapshot } from './board-store.ts'

/** Throws where a snapshot may not take the place of what the room has; see `BoardStore.compact`. */
export function checkSnapshot(
  room: string,
  snapshot: Pick<StoredSnapshot, 'seq' | 'stateVector'> & { epoch: string },
  of: { epoch: string; seq: number; inUse: Pick<StoredSnapshot, 'seq' | 'stateVector'> | undefined },
): void {
  const refuse = (why: string) => new Error(`The snapshot ${snapshot.seq} of ${room} ${why}.`)
  if (snapshot.epoch !== of.epoch) throw refuse('is of another epoch')
  if (snapshot.seq > of.seq) throw refuse('covers more than was appended')
  if (!of.inUse) return
  if (snapshot.seq < of.inUse.seq) throw refuse('covers less than the one there is')
  if (!dominates(snapshot.stateVector, of.inUse.stateVector)) throw refuse('knows less than the one there is')
}

/** Whether who knows `a` knows everything of `b`. */
function dominates(a: Uint8Array, b: Uint8Array): boolean {
  const known = Y.decodeStateVector(a)
  return [...Y.decodeStateVector(b)].every(([client, clock]) => (known.get(client) ?? 0) >= clock)
}
