import Type from 'typebox'
import type { Static } from 'typebox'
import Value from 'typebox/value'
import * as Y from 'yjs'
import { wellFormed } from '../board/well-formed.ts'
import { roots, serverRoots } from './session-doc.ts'

const restoredSchema = Type.Object({
  /** When the board was restored, server time, Unix ms. */
  at: Type.Number(),
  /** Person id, where they are one of the plan's people. */
  by: Type.Union([Type.String(), Type.Null()]),
  name: Type.String(),
  /** The time the board was brought back to, Unix ms. */
  of: Type.Number(),
})
/** The last time the board was restored as a whole, so that everybody at it hears who did it, and what it is now. */
export type Restored = Static<typeof restoredSchema>

const latest = 'latest'

/** Undefined where the board was never restored, or what stands there cannot be read. */
export function readRestored(session: Y.Doc): Restored | undefined {
  const value = session.getMap(roots.restored).get(latest)
  return Value.Check(restoredSchema, value) ? value : undefined
}

/**
 * [H3] Makes `then`, a session document as it was kept, the one a board goes on with: zones, agenda, groups and what else
 * people set are those of then. What carries the server's stamp stays what it is `now`: what runs, votes, the record, and
 * what is hidden until its reveal.
 */
export function goOnFrom(then: Y.Doc, now: Y.Doc, restored: Restored, origin: unknown): void {
  then.transact(() => {
    for (const root of serverRoots) {
      const [before, after] = [then.getMap(root), now.getMap(root)]
      for (const name of before.keys()) if (!after.has(name)) before.delete(name)
      for (const [name, value] of after) before.set(name, value instanceof Y.AbstractType ? value.clone() : value)
    }
    then.getMap(roots.restored).set(latest, wellFormed(restored))
  }, origin)
}
