import { AppError } from '@planwall/shared/errors'
import type { RoundResult } from '@planwall/shared/session/round-result'
import { no, rulesNow } from '@planwall/shared/session/rules'
import type { Vote } from '@planwall/shared/session/step'
import { checkBallot, votesLeft } from '@planwall/shared/session/voting'
import type { Ballot, Round } from '@planwall/shared/session/voting'
import type { FastifyBaseLogger } from 'fastify'
import type { Relay } from '../relay/relay.ts'
import type { BoardRules } from '../session/board-rules.ts'
import type { Gates } from '../session/gates.ts'
import type { Sessions } from '../session/sessions.ts'
import type { BoardStore, Seat } from '../store/board-store.ts'

export interface VotesNeeds {
  store: BoardStore
  relay: Relay
  gates: Gates
  sessions: Sessions
  log: FastifyBaseLogger
  /** The server's clock, Unix ms. */
  now: () => number
}

/** What somebody has cast, and how much of it is left. */
export interface OwnBallot {
  roundId: string
  ballot: Ballot | null
  votesLeft: number
}

/** Rounds of voting: opened and closed one after the other for each board, ballots kept in the store alone. */
export class Votes {
  readonly #needs: VotesNeeds

  constructor(needs: VotesNeeds) {
    this.#needs = needs
  }

  /** [V1] Throws `not-found` where there is nothing to vote on. */
  open(
    { boardId, personId }: Pick<Seat, 'boardId' | 'personId'>,
    wish: { stepId: string | undefined; vote: Vote | undefined; title: string | undefined },
  ): Promise<{ roundId: string; cards: number }> {
    const { relay, gates, sessions, now } = this.#needs
    return sessions.inTurn(boardId, async () => {
      const opened = await relay.act(boardId, 'open-round', { ...wish, now: now(), by: personId })
      await gates.settled(boardId)
      return opened
    })
  }

  /**
   * [V4] First no ballot is taken any more, then all are counted and the totals written, then the ballots are removed. Where
   * the server ends in between, closing once more goes on from there. Calling off counts nothing.
   */
  close(
    { boardId, personId }: Pick<Seat, 'boardId' | 'personId'>,
    { roundId, isCalledOff, sort }: { roundId: string; isCalledOff: boolean; sort: boolean },
  ): Promise<RoundResult | null> {
    const { store, relay, gates, sessions, log, now } = this.#needs
    return sessions.inTurn(boardId, async () => {
      await this.#roundOf(boardId, roundId)
      const cast = await store.ballots.close(boardId, roundId)
      const ballots = cast.map(({ voter, ballot }) => ({ voter, ballot: JSON.parse(ballot) as Ballot }))
      const { result } = await relay.act(boardId, 'close-round', {
        roundId,
        ballots: isCalledOff ? null : ballots,
        people: sessions.present(boardId).length,
        sort,
        now: now(),
        by: personId,
      })
      await gates.settled(boardId)
      await store.durable()
      await store.ballots.forget(boardId, roundId)
      await store.privateRooms.erase().catch((error: unknown) => {
        log.error({ err: error, boardId }, 'the log of what was cast could not be emptied')
      })
      return result
    })
  }

  /** [V2] Takes a ballot whole, in the place of the one before, or refuses it whole. */
  async cast({ boardId, seatId, personId, role }: Seat, roundId: string, value: unknown): Promise<OwnBallot> {
    const { store, gates, now } = this.#needs
    const rules = await gates.rulesOf(boardId)
    const round = roundIn(rules, roundId)
    const verdict = rulesNow(rules, { role, act: 'vote' })
    const mayVote = verdict.allowed || verdict.code === 'no-vote'
    if (!mayVote) throw new AppError('refused', verdict.message)
    const checked = checkBallot(round, value)
    if (!checked.ok) throw new AppError(checked.code === 'unreadable' ? 'bad-request' : 'refused', checked.message)
    const { ballot } = checked
    const voter = personId ?? seatId
    const isTaken = await store.ballots.cast({
      boardId,
      roundId,
      voter,
      ballot: JSON.stringify(ballot),
      castAt: now(),
    })
    if (!isTaken) throw new AppError('refused', no('no-vote').allowed ? '' : 'This vote is closed.')
    await store.durable()
    return { roundId, ballot, votesLeft: votesLeft(round, ballot) }
  }

  /** What this person has cast, for another tab or after a reload; nobody else is told. */
  async own({ boardId, seatId, personId }: Seat, roundId: string): Promise<OwnBallot> {
    const round = await this.#roundOf(boardId, roundId)
    const kept = await this.#needs.store.ballots.get(boardId, roundId, personId ?? seatId)
    const ballot = kept === undefined ? null : (JSON.parse(kept) as Ballot)
    const left = round.closedAt === undefined ? votesLeft(round, ballot ?? undefined) : 0
    return { roundId, ballot, votesLeft: left }
  }

  async #roundOf(boardId: string, roundId: string): Promise<Round> {
    return roundIn(await this.#needs.gates.rulesOf(boardId), roundId)
  }
}

function roundIn({ rounds }: Pick<BoardRules, 'rounds'>, roundId: string): Round {
  const round = rounds.get(roundId)
  if (!round) throw new AppError('not-found', 'There is no such vote.')
  return round
}
