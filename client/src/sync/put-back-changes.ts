import type { Difference } from '@planwall/shared/unsent/differences'
import { outlook, putBack } from '@planwall/shared/unsent/put-back'
import type { Outcome } from '@planwall/shared/unsent/put-back'
import { mayArrange, mayEdit } from './card-acts.ts'
import type { BoardHandle } from './open-board.ts'

/** What would come of a change that was set aside, for this person; `not-allowed` where it is not theirs to make. */
export function outlookFor(handle: BoardHandle, difference: Difference): Outcome | 'not-allowed' {
  const isAllowed = difference.of === 'element' ? mayEdit(handle) : mayArrange(handle)
  const outcome = outlook(handle, difference)
  return outcome === 'done' && !isAllowed ? 'not-allowed' : outcome
}

/** Makes changes that were set aside again, as one step of undo. Gives those that are done, or were already. */
export function putBackChanges(handle: BoardHandle, differences: readonly Difference[]): Difference[] {
  const { undo, origin, setAside } = handle
  undo.boundary()
  const outcomes = putBack(handle, differences, origin)
  undo.boundary()
  const settled = differences.filter((_one, index) => outcomes[index] === 'done' || outcomes[index] === 'already-so')
  setAside.remove(settled)
  return settled
}
