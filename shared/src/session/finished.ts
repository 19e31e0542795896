import Type from 'typebox'
import type { Static } from 'typebox'
import Value from 'typebox/value'
import type * as Y from 'yjs'
import { wellFormed } from '../board/well-formed.ts'
import { roots } from './session-doc.ts'

const finishedSchema = Type.Object({
  revision: Type.Integer({ minimum: 1 }),
  /** Server time, Unix ms. */
  at: Type.Number(),
  /** Person id, where they are one of the plan's people. */
  by: Type.Union([Type.String(), Type.Null()]),
  name: Type.String(),
})
/** The newest plan that was finished on a board, so that everybody at it hears of it. The plan itself is with the server. */
export type Finished = Static<typeof finishedSchema>

const latest = 'latest'

/** [D2] The server alone tells. One that is older than what is told already changes nothing. */
export function tellFinished(session: Y.Doc, finished: Finished, origin: unknown): void {
  if ((readFinished(session)?.revision ?? 0) >= finished.revision) return
  session.transact(() => finishedOf(session).set(latest, wellFormed(finished)), origin)
}

/** Undefined where nothing was finished, or what stands there cannot be read. */
export function readFinished(session: Y.Doc): Finished | undefined {
  const value = finishedOf(session).get(latest)
  return Value.Check(finishedSchema, value) ? value : undefined
}

/** Calls back with each plan that is finished from now on. Gives what ends it. */
export function watchFinished(session: Y.Doc, onFinished: (finished: Finished) => void): () => void {
  const map = finishedOf(session)
  const hear = () => {
    const finished = readFinished(session)
    if (finished) onFinished(finished)
  }
  map.observe(hear)
  return () => map.unobserve(hear)
}

function finishedOf(session: Y.Doc): Y.Map<unknown> {
  return session.getMap(roots.finished)
}
