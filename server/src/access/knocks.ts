import type { LinkKind } from '@planwall/shared/access/roles'
import { AppError } from '@planwall/shared/errors'
import { hashToken, newId, newToken } from './tokens.ts'

/** Somebody who waits to be let in. */
export interface Knock {
  knockId: string
  boardId: string
  kind: LinkKind
  name: string
  /** Token of the seat they have at this board already, if any: they stay the person they are. */
  seatBefore: string | undefined
  /** Unix ms. */
  since: number
}

type State = 'waiting' | 'admitted' | 'refused' | 'link-reset'

interface Held extends Knock {
  tokenHash: string
  address: string
  state: State
  /** Unix ms: who asks no more has left. */
  askedAt: number
  /** Those who wait for an answer now. */
  waiters: Set<() => void>
}

/** How many may wait, and how long they are remembered without asking, ms. */
export const knockLimits = { perBoard: 200, perAddress: 30, forgetAfterMs: 120_000 } as const

/**
 * Who waits at the doors of boards. In memory alone: a person waits for minutes, and knocks again when the server was
 * restarted meanwhile.
 */
export class Knocks {
  readonly #knocks = new Map<string, Held>()
  readonly #onChanged: (boardId: string, name: string) => void
  readonly #now: () => number

  /** `onChanged` hears of every change of who waits at a board, with the name of who just came, or nothing. */
  constructor(now: () => number, onChanged: (boardId: string, name: string) => void) {
    this.#now = now
    this.#onChanged = onChanged
  }

  /** Throws `too-many` where too many wait already. */
  knock(of: Omit<Knock, 'knockId' | 'since'>, address: string): { knockId: string; knockToken: string } {
    this.#forgetGone()
    const waiting = [...this.#knocks.values()].filter(({ boardId }) => boardId === of.boardId)
    const ofAddress = waiting.filter((one) => one.address === address)
    if (waiting.length >= knockLimits.perBoard || ofAddress.length >= knockLimits.perAddress) {
      throw new AppError('too-many', 'Too many people wait to be let in here. Try again in a few minutes.')
    }
    const [knockId, knockToken, since] = [newId(), newToken(), this.#now()]
    const held: Held = {
      ...of,
      knockId,
      since,
      address,
      tokenHash: hashToken(knockToken),
      state: 'waiting',
      askedAt: since,
      waiters: new Set(),
    }
    this.#knocks.set(knockId, held)
    this.#onChanged(of.boardId, of.name)
    return { knockId, knockToken }
  }

  /** Who waits at a board, the first to come first. */
  waiting(boardId: string): Knock[] {
    this.#forgetGone()
    return [...this.#knocks.values()].filter((one) => one.boardId === boardId && one.state === 'waiting')
  }

  /** Lets somebody in or sends them away. False where nobody waits under this id. */
  answer(boardId: string, knockId: string, isAdmitted: boolean): boolean {
    const held = this.#knocks.get(knockId)
    if (held?.boardId !== boardId || held.state !== 'waiting') return false
    this.#settle(held, isAdmitted ? 'admitted' : 'refused')
    this.#onChanged(boardId, '')
    return true
  }

  /** A link was reset: nobody comes in by it any more. */
  turnAway(boardId: string, kind: LinkKind): void {
    const turned = [...this.#knocks.values()].filter((one) => one.boardId === boardId && one.kind === kind)
    for (const held of turned) this.#settle(held, 'link-reset')
    if (turned.length > 0) this.#onChanged(boardId, '')
  }

  /** What became of a knock, for who knocked. Throws `wrong-token` where it is not theirs, or none any more. */
  state(boardId: string, knockId: string, token: string | undefined): { knock: Knock; state: State } {
    const held = this.#find(boardId, knockId, token)
    held.askedAt = this.#now()
    return { knock: held, state: held.state }
  }

  /** Resolves when somebody has answered, or after a while. */
  async changed(knockId: string, waitMs: number): Promise<void> {
    const held = this.#knocks.get(knockId)
    if (held?.state !== 'waiting') return
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer)
        held.waiters.delete(done)
        held.askedAt = this.#now()
        resolve()
      }
      const timer = setTimeout(done, waitMs)
      held.waiters.add(done)
    })
  }

  /** It was answered and told. Gives whether it was there, so that it is told once. */
  forget(knockId: string): boolean {
    return this.#knocks.delete(knockId)
  }

  /** The server ends: whoever waits for an answer gets one. */
  close(): void {
    for (const held of this.#knocks.values()) for (const done of held.waiters) done()
  }

  #find(boardId: string, knockId: string, token: string | undefined): Held {
    const held = this.#knocks.get(knockId)
    if (held?.boardId === boardId && token !== undefined && held.tokenHash === hashToken(token)) return held
    throw new AppError('wrong-token', 'Nobody waits here under this token any more. Knock again.')
  }

  #settle(held: Held, state: State): void {
    held.state = state
    for (const done of held.waiters) done()
  }

  #forgetGone(): void {
    const now = this.#now()
    for (const [knockId, { askedAt, waiters }] of this.#knocks) {
      if (waiters.size === 0 && now - askedAt > knockLimits.forgetAfterMs) this.#knocks.delete(knockId)
    }
  }
}
