import { AppError } from '@planwall/shared/errors'
import { readSession } from '@planwall/shared/board/read'
import { checkSettingsOf } from '@planwall/shared/plan/check-settings'
import { readFacilitation } from '@planwall/shared/session/facilitation'
import { addEvent } from '@planwall/shared/session/record'
import type { RoundResult } from '@planwall/shared/session/round-result'
import { sortByResult, tally, writeResult } from '@planwall/shared/session/tally'
import type { CastBallot } from '@planwall/shared/session/tally'
import { closeRound as close } from '@planwall/shared/session/voting'
import { newId } from '../../access/tokens.ts'
import { todayIn } from '../../boards/today.ts'
import type { Act } from '../acts.ts'

interface Closing {
  roundId: string
  /** Null calls the round off. */
  ballots: readonly CastBallot[] | null
  /** How many might have voted. */
  people: number
  /** Whether the cards are laid in the order of the result. */
  sort: boolean
  now: number
  by: string | null
}

/** [V4, V7, V9] Counts a round, writes totals in the session and on the cards. One that is closed stays as it is. */
export const closeRound: Act<Closing, { result: RoundResult | null }> = {
  parts: ['board', 'session'],
  run({ board, session }, { roundId, ballots, people, sort, now, by }) {
    const round = readFacilitation(session).facilitation.rounds.get(roundId)
    if (!round) throw new AppError('not-found', 'There is no such vote.')
    if (round.closedAt !== undefined) return { result: round.result ?? null }
    const result = ballots && tally(ballots, round)
    close(session, roundId, result, { now, by }, 'server')
    if (!result) return { result }
    const read = readSession(session).session
    const { obviousShare } = checkSettingsOf(read).thresholds
    writeResult(board, round, result, { yesShare: obviousShare }, 'server')
    if (sort) sortByResult(board, read.zones, result, { today: todayIn(read.meta.timezone, now) }, 'server')
    const counts = { ballots: result.ballots, people: Math.max(people, result.ballots) }
    addEvent(session, newId(), { type: 'vote-closed', roundId, title: round.title, ...counts }, { now, by }, 'server')
    return { result }
  },
}
