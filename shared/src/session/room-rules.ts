import type { Role } from '../access/roles.ts'
import { currentStep } from './facilitation.ts'
import { no } from './rules.ts'
import type { Ruled, Verdict } from './rules.ts'

/** The rooms of a board, without the board's id: who reads and writes each is decided here. */
export type BoardRoom =
  | { part: 'board' }
  | { part: 'session' }
  /** What facilitators alone may read: their notes. */
  | { part: 'facilitate' }
  /** What one person writes in private. */
  | { part: 'seat'; seatId: string }

export interface Somebody {
  role: Role
  seatId: string
}

/** [D1] Whether somebody may open a room at all. A step changes nothing about that. */
export function mayReadRoom(room: BoardRoom, { role, seatId }: Somebody): boolean {
  switch (room.part) {
    case 'board':
    case 'session':
      return true
    case 'facilitate':
      return role === 'facilitator'
    case 'seat':
      return role !== 'observer' && room.seatId === seatId
    default:
      return room satisfies never
  }
}

/** A verdict on a whole room: closed to this role for good, or by what goes on now. */
export type RoomVerdict = Verdict | { allowed: false; code: 'not-your-room'; message: string }

const yes: RoomVerdict = { allowed: true }
const notYours: RoomVerdict = {
  allowed: false,
  code: 'not-your-room',
  message: 'Your role does not allow you to change this.',
}

/**
 * [R2, R3] The coarse decision of the relay, for every update: who may write in which room in this step at all. What is
 * let through is looked at closer by `violations`.
 */
export function mayWriteRoom(ruled: Pick<Ruled, 'agenda' | 'run'>, who: Somebody, room: BoardRoom): RoomVerdict {
  const { role } = who
  switch (room.part) {
    case 'session':
    case 'facilitate':
      return role === 'facilitator' ? yes : notYours
    case 'seat':
      if (!mayReadRoom(room, who)) return notYours
      if (ruled.run.pause && role !== 'facilitator') return no('paused')
      return ruled.run.writing ? yes : no('not-in-private')
    case 'board':
      return mayWriteBoard(ruled, role)
    default:
      return room satisfies never
  }
}

function mayWriteBoard(ruled: Pick<Ruled, 'agenda' | 'run'>, role: Role): RoomVerdict {
  if (role === 'facilitator') return yes
  if (role === 'observer') return no('observer')
  if (ruled.run.pause) return no('paused')
  const rules = currentStep(ruled)?.rules
  if (!rules) return yes
  if (rules.private) return no('in-private')
  const { mayAdd, mayEdit, mayMove, mayConnect, mayDraw } = rules
  const mayWrite = mayAdd.length > 0 || mayEdit !== 'none' || mayMove !== 'none' || mayConnect || mayDraw
  return mayWrite ? yes : no('read-only')
}
