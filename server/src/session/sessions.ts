import type { FastifyBaseLogger } from 'fastify'
import { AppError } from '@planwall/shared/errors'
import { votesLeft } from '@planwall/shared/session/voting'
import type { Ballot } from '@planwall/shared/session/voting'
import { ROLE_CHANGED } from '@planwall/shared/protocol'
import type { Revealed } from '@planwall/shared/session/reveal'
import { createTurns } from '../access/turns.ts'
import { newId } from '../access/tokens.ts'
import type { Conducted, Order } from '../docs/acts/conduct.ts'
import type { Relay } from '../relay/relay.ts'
import type { BoardStore, Seat } from '../store/board-store.ts'
import type { Gates } from './gates.ts'
import { PrivateCounts } from './private-counts.ts'
import type { SeatBytes } from '../docs/acts/private-seats.ts'
import { seatBytes } from './seat-bytes.ts'

export interface SessionsNeeds {
  store: BoardStore
  relay: Relay
  gates: Gates
  log: FastifyBaseLogger
  /** The server's clock, Unix ms. */
  now: () => number
}

/** Somebody at a board, as facilitators see them. */
export interface PersonNow {
  seatId: string
  personId: string | null
  name: string
  role: Seat['role']
  isHere: boolean
  /** Cards written in private and not revealed. */
  privateCards: number
  /** Has written in private within the last seconds. */
  isWriting: boolean
  /** For each open round: whether a ballot is there, and how much of it is left. */
  votes: { roundId: string; hasVoted: boolean; votesLeft: number }[]
}

/** What facilitators ask for, done on the server one after the other for each board, and told to the relay at once. */
export class Sessions {
  /** Lets acts on the same board run one after the other. */
  readonly inTurn = createTurns()
  readonly #needs: SessionsNeeds
  readonly #counts: PrivateCounts

  constructor(needs: SessionsNeeds) {
    this.#needs = needs
    this.#counts = new PrivateCounts(needs)
  }

  /** Does one thing; where a step ends by it, what the board was then is kept. Throws `not-found`. */
  conduct(
    { boardId, personId }: Pick<Seat, 'boardId' | 'personId'>,
    order: Order,
  ): Promise<Conducted & { at: number }> {
    const { relay, gates, now } = this.#needs
    return this.inTurn(boardId, async () => {
      const at = now()
      const conducted = await relay.act(boardId, 'conduct', {
        order,
        now: at,
        by: personId,
        present: this.present(boardId),
      })
      await gates.settled(boardId)
      if (conducted.ended !== undefined) await this.#keepSnapshot(boardId, conducted.ended, at)
      return { ...conducted, at }
    })
  }

  /** [P5] Lays on the wall what everybody wrote in private, and removes it everywhere else. */
  reveal({ boardId, personId }: Pick<Seat, 'boardId' | 'personId'>): Promise<Revealed> {
    const { relay, store, gates, now, log } = this.#needs
    return this.inTurn(boardId, async () => {
      const read = () => this.#writtenInPrivate(boardId)
      const revealed = await relay.reveal(boardId, { read, now: now(), by: personId })
      await gates.settled(boardId)
      this.#counts.forget(boardId)
      await store.durable()
      await store.privateRooms.erase().catch((error: unknown) => {
        // The reveal stands; what is left in the log's file goes when it is next begun anew.
        log.error({ err: error, boardId }, 'the log of what was private could not be emptied')
      })
      return revealed
    })
  }

  /** [M3] Shows the cards of the step that runs one by one. Throws `not-found` where there are none. */
  showCards({ boardId, personId }: Pick<Seat, 'boardId' | 'personId'>, kinds: readonly string[]): Promise<unknown> {
    const { relay, now } = this.#needs
    return this.inTurn(boardId, () => relay.act(boardId, 'show-cards', { kinds, now: now(), by: personId }))
  }

  /** [G4] Gives how many cards moved. */
  mergeGroups({ boardId }: Pick<Seat, 'boardId'>): Promise<number> {
    const { relay, gates, now } = this.#needs
    return this.inTurn(boardId, async () => {
      const moved = await relay.act(boardId, 'merge-groups', { now: now() })
      await gates.settled(boardId)
      return moved
    })
  }

  /** Person ids of those who have the board open. */
  present(boardId: string): string[] {
    return [...new Set(this.#needs.relay.present(boardId).flatMap(({ personId }) => personId ?? []))]
  }

  /** [P4, V5] Everybody who has a seat: who is here, how much they have written in private, and what they have to vote. */
  async people(boardId: string): Promise<PersonNow[]> {
    const { store, relay, gates } = this.#needs
    const [seats, rules] = await Promise.all([store.seatsOf(boardId), gates.rulesOf(boardId)])
    const counts = rules.run.writing ? await this.#counts.of(boardId, seats) : undefined
    const open = [...rules.rounds.values()].filter(({ closedAt }) => closedAt === undefined)
    const cast = await Promise.all(
      open.map(async (round) => ({ round, ballots: await store.ballots.list(boardId, round.id) })),
    )
    const here = new Set(relay.present(boardId).map(({ seatId }) => seatId))
    return seats.map(({ seatId, personId, name, role }) => ({
      seatId,
      personId,
      name,
      role,
      isHere: here.has(seatId),
      privateCards: counts?.get(seatId)?.cards ?? 0,
      isWriting: counts?.get(seatId)?.isWriting ?? false,
      votes: cast.map(({ round, ballots }) => {
        const own = ballots.find(({ voter }) => voter === (personId ?? seatId))
        const ballot = own && (JSON.parse(own.ballot) as Ballot)
        return { roundId: round.id, hasVoted: own !== undefined, votesLeft: votesLeft(round, ballot) }
      }),
    }))
  }

  /** Gives somebody another role, on the sockets they have open as well. Throws `not-found`, `refused`. */
  setRole(boardId: string, seatId: string, role: Seat['role']): Promise<Seat> {
    const { store, relay } = this.#needs
    return this.inTurn(boardId, async () => {
      const seats = await store.seatsOf(boardId)
      const isLast = !seats.some((seat) => seat.role === 'facilitator' && seat.seatId !== seatId)
      if (isLast && role !== 'facilitator') {
        throw new AppError('refused', 'A board needs a facilitator. Hand the role to somebody else first.')
      }
      const seat = await store.setSeatRole(boardId, seatId, role)
      if (!seat) throw new AppError('not-found', 'Nobody has this seat.')
      await store.durable()
      relay.setRole(seat)
      relay.notify(boardId, seatId, { code: ROLE_CHANGED, message: role, elementIds: [] })
      return seat
    })
  }

  /** What lies in private rooms, of seats that are known; nobody else ever had one. */
  async #writtenInPrivate(boardId: string): Promise<SeatBytes[]> {
    const { store } = this.#needs
    const written = await store.privateRooms.seatsWriting(boardId)
    const writing = new Set(written.map(({ seatId }) => seatId))
    const seats = (await store.seatsOf(boardId)).filter(({ seatId }) => writing.has(seatId))
    return Promise.all(seats.map((seat) => seatBytes(store, seat)))
  }

  async #keepSnapshot(boardId: string, stepId: string, at: number): Promise<void> {
    const { relay, store, log } = this.#needs
    try {
      const content = await relay.act(boardId, 'snapshot-board', {})
      await store.records.addSnapshot({ boardId, snapshotId: newId(), stepId, at, ...content })
    } catch (error) {
      // The step has ended; that nothing was kept of it is no reason to say otherwise.
      log.error({ err: error, boardId, stepId }, 'no snapshot was kept of a step')
    }
  }
}
