import type { Role } from '@planwall/shared/access/roles'
import { can } from '@planwall/shared/access/roles'
import { writeAct } from '@planwall/shared/access/rooms'
import type { Room } from '@planwall/shared/access/rooms'
import { mayWriteRoom } from '@planwall/shared/session/room-rules'
import type { RoomVerdict } from '@planwall/shared/session/room-rules'
import { noRules } from './board-rules.ts'
import type { BoardRules } from './board-rules.ts'

/** What the relay decides about updates from: the rules of a board as they are now. */
export interface Gate {
  readonly rules: BoardRules
  /** Whether somebody may write in a room now; with words for them where they may not. */
  verdict(room: Room, who: { seatId: string; role: Role }): RoomVerdict
}

export interface GatesNeeds {
  /** Reads the rules off the session document as it is stored. */
  read: (boardId: string) => Promise<BoardRules>
  /** A session document that cannot be read: roles alone decide then. */
  onUnreadable: (boardId: string, error: unknown) => void
}

interface Held extends Gate {
  rules: BoardRules
  users: number
  loaded: Promise<void>
  /** Runs while the rules are read again. */
  renewing: Promise<void> | undefined
  /** The document has changed since that began. */
  isStale: boolean
}

/** The rules of every board somebody has open, read once and again whenever the session document changes. */
export class Gates {
  readonly #needs: GatesNeeds
  readonly #held = new Map<string, Held>()

  constructor(needs: GatesNeeds) {
    this.#needs = needs
  }

  /** The gate of a board, to be released as often as it is held. */
  async hold(boardId: string): Promise<Gate> {
    const held = this.#held.get(boardId) ?? this.#open(boardId)
    held.users++
    await held.loaded
    return held
  }

  release(boardId: string): void {
    const held = this.#held.get(boardId)
    if (held && --held.users === 0) this.#held.delete(boardId)
  }

  /** The rules of a board as they are now, whether it is open or not. */
  async rulesOf(boardId: string): Promise<BoardRules> {
    await this.hold(boardId)
    try {
      await this.settled(boardId)
      return this.#held.get(boardId)?.rules ?? noRules
    } finally {
      this.release(boardId)
    }
  }

  /** The rules of a board that is open. */
  peek(boardId: string): BoardRules | undefined {
    return this.#held.get(boardId)?.rules
  }

  /** The session document has changed: its rules are read again. */
  changed(boardId: string): void {
    const held = this.#held.get(boardId)
    if (!held) return
    held.isStale = true
    held.renewing ??= this.#renew(boardId, held).finally(() => (held.renewing = undefined))
  }

  /** Resolves once every change so far counts. */
  async settled(boardId: string): Promise<void> {
    await this.#held.get(boardId)?.renewing
  }

  #open(boardId: string): Held {
    const held: Held = {
      rules: noRules,
      users: 0,
      loaded: Promise.resolve(),
      renewing: undefined,
      isStale: true,
      verdict: (room, who) => verdict(held.rules, room, who),
    }
    this.#held.set(boardId, held)
    held.loaded = this.#renew(boardId, held)
    return held
  }

  async #renew(boardId: string, held: Held): Promise<void> {
    while (held.isStale) {
      held.isStale = false
      try {
        const rules = await this.#needs.read(boardId)
        if (!held.isStale) held.rules = rules
      } catch (error) {
        this.#needs.onUnreadable(boardId, error)
      }
    }
  }
}

function verdict(rules: BoardRules, room: Room, who: { seatId: string; role: Role }): RoomVerdict {
  const byStep = mayWriteRoom(rules, who, room)
  if (!byStep.allowed || can(who.role, writeAct(room))) return byStep
  return { allowed: false, code: 'not-your-room', message: 'Your role does not allow you to change this.' }
}
