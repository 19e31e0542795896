import type { FastifyBaseLogger } from 'fastify'
import { AppError } from '@planwall/shared/errors'
import { refusals } from '@planwall/shared/session/rules'
import { votesLeft } from '@planwall/shared/session/voting'
import type { Ballot } from '@planwall/shared/session/voting'
import { ROLE_CHANGED } from '@planwall/shared/protocol'
import type { Revealed } from '@planwall/shared/session/reveal'
import { claimPerson } from '../access/take-seat.ts'
import { createTurns } from '../access/turns.ts'
import { newId } from '../access/tokens.ts'
import type { Conducted, Order } from '../docs/acts/conduct.ts'
import type { Relay } from '../relay/relay.ts'
import type { BoardStore, Seat } from '../store/board-store.ts'
import type { Gates } from './gates.ts'
import { proverOf } from './own-cards.ts'
import type { OwnCards } from './own-cards.ts'
import { PrivateCounts } from './private-counts.ts'
import type { WallWatch } from './wall-watch.ts'
import type { SeatBytes } from '../docs/acts/private-seats.ts'
import { seatBytes } from './seat-bytes.ts'

export interface SessionsNeeds {
  store: BoardStore
  relay: Relay
  gates: Gates
  ownCards: OwnCards
  wallWatch: Pick<WallWatch, 'settled'>
  log: FastifyBaseLogger
  /** Lets changes of a board's seats happen one after the other. */
  seatsInTurn: ReturnType<typeof createTurns>
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
      if (conducted.ended !== undefined) {
        void this.#forgetOwners(boardId)
        await this.#keepSnapshot(boardId, conducted.ended, at)
      }
      return { ...conducted, at }
    })
  }

  /** [P5, P8] Lays on the wall what everybody wrote in private, and removes it everywhere else. */
  reveal({ boardId, personId }: Pick<Seat, 'boardId' | 'personId'>): Promise<Omit<Revealed, 'leftOut'>> {
    const { relay, store, gates, now, log } = this.#needs
    return this.inTurn(boardId, async () => {
      const read = () => this.#writtenInPrivate(boardId)
      const { leftOut, ...revealed } = await relay.reveal(boardId, { read, now: now(), by: personId })
      await gates.settled(boardId)
      this.#counts.forget(boardId)
      await store.durable()
      await store.privateRooms.erase().catch((error: unknown) => {
        // The reveal stands; what is left in the log's file goes when it is next begun anew.
        log.error({ err: error, boardId }, 'the log of what was private could not be emptied')
      })
      for (const { seatId, ids } of leftOut) {
        relay.notify(boardId, seatId, { code: 'enough-cards', message: refusals['enough-cards'], elementIds: ids })
      }
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

  /** [M3] Somebody opened the board: where the floor goes round, they are put at its end. */
  arrived({ boardId, personId, role }: Pick<Seat, 'boardId' | 'personId' | 'role'>): void {
    const { gates, log } = this.#needs
    const floor = gates.peek(boardId)?.run.floor
    if (personId === null || role === 'observer' || floor?.of !== 'people' || floor.order.includes(personId)) return
    this.conduct({ boardId, personId: null }, { do: 'join-floor', personId }).catch((error: unknown) => {
      // They are put there when the floor is next passed on.
      log.warn({ err: error, boardId }, 'somebody who came late is not in the round yet')
    })
  }

  /** [O1] Ids of the cards without a name that somebody has made in the step that runs; for them alone. */
  async ownCards(boardId: string, seatToken: string): Promise<readonly string[]> {
    const { gates, ownCards, wallWatch } = this.#needs
    // Whoever comes back at once finds what they wrote a moment ago among it.
    await wallWatch.settled(boardId)
    const step = (await gates.rulesOf(boardId)).run.step?.n
    return step === undefined ? [] : await ownCards.of(boardId, step, proverOf(boardId, seatToken))
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
    const { store, relay, seatsInTurn, now } = this.#needs
    return seatsInTurn(boardId, async () => {
      const seats = await store.seatsOf(boardId)
      const isLast = !seats.some((seat) => seat.role === 'facilitator' && seat.seatId !== seatId)
      if (isLast && role !== 'facilitator') {
        throw new AppError('refused', 'A board needs a facilitator. Hand the role to somebody else first.')
      }
      const before = seats.find((one) => one.seatId === seatId)
      if (!before) throw new AppError('not-found', 'Nobody has this seat.')
      if (role !== 'observer' && before.personId === null) {
        // Whoever takes part is a person of the plan, also who came to look on.
        const personId = await claimPerson({ store, relay, now }, boardId, before.name)
        await store.access.setPerson(boardId, seatId, personId)
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
    // Of those who were removed too: by a link that was reset, they may have meant no harm.
    const seats = (await store.access.seats(boardId)).filter(({ seatId }) => writing.has(seatId))
    return Promise.all(seats.map((seat) => seatBytes(store, seat)))
  }

  /** [O2] The step has ended: whose its cards without a name are is known to nobody any more. */
  async #forgetOwners(boardId: string): Promise<void> {
    const { ownCards, wallWatch, gates, log } = this.#needs
    try {
      // What was written just before goes by whose it was.
      await wallWatch.settled(boardId)
      await ownCards.forget(boardId, (await gates.rulesOf(boardId)).run.step?.n)
    } catch (error) {
      // Proofs of a step that does not run count for nothing; they go with those of the next.
      log.error({ err: error, boardId }, 'what proved whose cards are was not removed')
    }
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
