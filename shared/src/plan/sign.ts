import type * as Y from 'yjs'
import { setFields } from '../board/edit.ts'
import { moveHash } from './move-hash.ts'
import type { Plan } from './plan.ts'

/** A sponsor's word on a move. */
export interface Signature {
  /** The card of the sign-off. */
  cardId: string
  state: 'signed' | 'signed-with-conditions' | 'declined' | 'withdrawn'
  /** ISO date. */
  on: string
}

/**
 * Writes down what a sponsor says of a move, and of which words: signed is the move as it reads in this plan, so that a
 * change afterwards is noticed (MOV-03). One step of undo.
 */
export function signMove(
  board: Y.Doc,
  { cardId, state, on }: Signature,
  move: Plan['moves'][number],
  origin: unknown,
): boolean {
  const isSigned = state === 'signed' || state === 'signed-with-conditions'
  const values = { state, signedOn: on, signedWords: isSigned ? moveHash(move) : undefined }
  return setFields(
    board,
    Object.entries(values).map(([name, value]) => ({ id: cardId, name, value })),
    origin,
  )
}
