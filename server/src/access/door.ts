import { readCode } from '@planwall/shared/access/join-code'
import type { LinkKind } from '@planwall/shared/access/roles'
import { AppError } from '@planwall/shared/errors'
import { HeadedError } from '../http/headed-error.ts'
import type { LinkSettings } from '../store/access-port.ts'
import type { BoardStore } from '../store/board-store.ts'
import { Attempts } from './attempts.ts'
import { linkOfCode, linkOfToken } from './link-of-token.ts'
import { isPasscode } from './passcodes.ts'
import { hashToken } from './tokens.ts'

/** What may be tried at doors. At the rate of all together the code of a board is guessed in 160 years, and lives for a day. */
const tries = {
  /** Wrong passcodes of one link from one address, and from all together. */
  passcode: { most: 5, windowMs: 10 * 60_000 },
  passcodeOfLink: { most: 100, windowMs: 10 * 60_000 },
  /** Wrong codes from one address, and from all together. */
  code: { most: 10, windowMs: 10 * 60_000 },
  codeOfAll: { most: 2000, windowMs: 10 * 60_000 },
} as const

/** More than anybody invites; a link that got about is not to fill the disk. */
const mostSeats = 5000

/** Who stands at the door, with what they show. */
export interface Comer {
  /** A link's token, or a code that stands for it. */
  token: string
  /** The token of the seat they have at this board, if any. */
  seatBefore: string | undefined
  /** Network address, as it is counted. */
  address: string
}

/** A link somebody may come in by. */
export interface OpenLink extends LinkSettings {
  /** Asked of this person; facilitators of the board are asked for nothing. */
  asksPasscode: boolean
  asksApproval: boolean
}

/** Decides who comes in by a link: which link it is, whether its time is over, and the passcode. */
export class Door {
  readonly #store: BoardStore
  readonly #now: () => number
  readonly #ofPasscode = new Attempts(tries.passcode)
  readonly #ofLink = new Attempts(tries.passcodeOfLink)
  readonly #ofCode = new Attempts(tries.code)
  readonly #ofAllCodes = new Attempts(tries.codeOfAll)

  constructor(store: BoardStore, now: () => number) {
    this.#store = store
    this.#now = now
  }

  /** The link that is shown. Throws `unknown-board`, `wrong-token`, `link-reset`, `unknown-code`, `link-expired`, `too-many`. */
  async open(boardId: string, comer: Comer): Promise<OpenLink> {
    const kind = await this.#kindOf(boardId, comer)
    const link = await this.#unexpired(boardId, kind)
    const isAsked = !(await this.#isFacilitator(boardId, comer.seatBefore))
    return { ...link, asksPasscode: isAsked && link.passcodeHash !== null, asksApproval: isAsked && link.needsApproval }
  }

  /** Which link of which board a code leads to. Throws `unknown-code`, `link-expired`, `too-many`. */
  async readCode(typed: string, address: string): Promise<{ boardId: string; kind: LinkKind }> {
    const found = await this.#counted(address, () => linkOfCode(this.#store, typed, this.#now()))
    await this.#unexpired(found.boardId, found.kind)
    return found
  }

  /** Throws `passcode-needed`, `passcode-wrong` or `too-many` unless the passcode is right, or none is asked for. */
  async checkPasscode(boardId: string, link: OpenLink, passcode: string | undefined, address: string): Promise<void> {
    if (!link.asksPasscode || link.passcodeHash === null) return
    if (passcode === undefined) throw new AppError('passcode-needed')
    const now = this.#now()
    const ofLink = `${boardId}/${link.kind}`
    const name = `${ofLink} ${address}`
    this.#ofPasscode.take(name, now)
    try {
      this.#ofLink.take(ofLink, now)
    } catch (error) {
      this.#ofPasscode.giveBack(name, now)
      throw error
    }
    if (!(await isPasscode(passcode, link.passcodeHash))) {
      throw wrongPasscode(this.#ofPasscode.left(name, now))
    }
    this.#ofPasscode.giveBack(name, now)
    this.#ofLink.giveBack(ofLink, now)
  }

  async #kindOf(boardId: string, { token, address }: Comer): Promise<LinkKind> {
    if (readCode(token) === undefined) return linkOfToken(this.#store, boardId, token)
    if (!(await this.#store.getBoard(boardId))) throw new AppError('unknown-board')
    return await this.#counted(address, async () => {
      const found = await linkOfCode(this.#store, token, this.#now())
      if (found.boardId !== boardId) throw new AppError('unknown-code')
      return found.kind
    })
  }

  async #counted<T>(address: string, find: () => Promise<T>): Promise<T> {
    const now = this.#now()
    this.#ofCode.take(address, now)
    try {
      this.#ofAllCodes.take('', now)
    } catch (error) {
      this.#ofCode.giveBack(address, now)
      throw error
    }
    const found = await find()
    this.#ofCode.giveBack(address, now)
    this.#ofAllCodes.giveBack('', now)
    return found
  }

  async #unexpired(boardId: string, kind: LinkKind): Promise<LinkSettings> {
    const links = await this.#store.access.links(boardId)
    const link = links.find((one) => one.kind === kind)
    if (!link) throw new AppError('unknown-board')
    if (links.reduce((sum, { people }) => sum + people, 0) >= mostSeats) {
      throw new AppError(
        'too-many',
        'All seats of this board are taken. A facilitator can remove people who have left.',
      )
    }
    if (link.expiresAt !== null && link.expiresAt <= this.#now()) throw new AppError('link-expired')
    return link
  }

  async #isFacilitator(boardId: string, seatToken: string | undefined): Promise<boolean> {
    const seat = seatToken === undefined ? undefined : await this.#store.findSeat(hashToken(seatToken))
    return seat?.boardId === boardId && seat.role === 'facilitator'
  }
}

function wrongPasscode(triesLeft: number): HeadedError {
  const many = triesLeft === 1 ? 'One try is left' : `${triesLeft > 0 ? triesLeft : 'No'} tries are left`
  const words = `This is not the passcode. ${many} for now.`
  return new HeadedError('passcode-wrong', words, { 'x-tries-left': `${triesLeft}` })
}
