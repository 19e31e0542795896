import { AppError } from '@planwall/shared/errors'
import { readBoard } from '@planwall/shared/board/read'
import { readFacilitation } from '@planwall/shared/session/facilitation'
import type { Vote } from '@planwall/shared/session/step'
import { candidates, openRound as open } from '@planwall/shared/session/voting'
import { newId } from '../../access/tokens.ts'
import type { Act } from '../acts.ts'

interface Wish {
  /** The step whose vote it is, or whose zones it is about; absent: the one that runs. */
  stepId: string | undefined
  /** What is asked; absent: what the step asks. */
  vote: Vote | undefined
  title: string | undefined
  now: number
  by: string | null
}

/** [V1] Opens a round and settles its cards. Throws `not-found` where the step has no vote, or no cards to vote on. */
export const openRound: Act<Wish, { roundId: string; cards: number }> = {
  parts: ['board', 'session'],
  run({ board, session }, wish) {
    const { agenda, run } = readFacilitation(session).facilitation
    const step = agenda.find(({ id }) => id === (wish.stepId ?? run.step?.stepId))
    if (wish.stepId !== undefined && !step) throw new AppError('not-found', 'This step is not on the agenda any more.')
    const vote = wish.vote ?? step?.vote
    if (!vote) throw new AppError('not-found', 'Say what is to be voted on: this step has no vote of its own.')
    const cardIds = candidates(readBoard(board).board, step ?? { zoneIds: [] }, vote.kinds).map(({ id }) => id)
    if (cardIds.length === 0)
      throw new AppError('not-found', 'There are no cards to vote on in the zones of this step.')
    const roundId = newId()
    const round = { id: roundId, title: wish.title ?? step?.title ?? '', stepId: step?.id ?? null, vote, cardIds }
    if (!open(session, round, wish, 'server')) throw new AppError('bad-request', 'This vote could not be opened.')
    return { roundId, cards: cardIds.length }
  },
}
