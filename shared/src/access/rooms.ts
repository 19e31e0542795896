import { can } from './roles.ts'
import type { Act, Role } from './roles.ts'

/**
 * A room is one Yjs document of a board: what everybody makes, what the facilitators set, what they note for themselves,
 * or what one seat keeps to itself.
 */
export type Room =
  | { boardId: string; part: 'board' | 'session' | 'facilitate' }
  | { boardId: string; part: 'seat'; seatId: string }

const boardIdPattern = /^[A-Za-z0-9_-]{6,64}$/
const seatIdPattern = /^[A-Za-z0-9_-]{1,64}$/

/** `<boardId>`, `<boardId>/session`, `<boardId>/facilitate` or `<boardId>/seat/<seatId>`; anything else is undefined. */
export function parseRoom(name: string): Room | undefined {
  const [boardId = '', part, seatId, ...rest] = name.split('/')
  if (rest.length > 0 || !boardIdPattern.test(boardId)) return undefined
  if (part === 'seat' && seatIdPattern.test(seatId ?? '')) return { boardId, part, seatId: seatId as string }
  if (seatId !== undefined) return undefined
  if (part === undefined) return { boardId, part: 'board' }
  return part === 'session' || part === 'facilitate' ? { boardId, part } : undefined
}

export function roomName(room: Room): string {
  switch (room.part) {
    case 'board':
      return room.boardId
    case 'session':
    case 'facilitate':
      return `${room.boardId}/${room.part}`
    case 'seat':
      return `${room.boardId}/seat/${room.seatId}`
    default:
      return room satisfies never
  }
}

/** Whether somebody may read a room of their board at all. A seat's room is that seat's alone. */
export function mayOpen(room: Room, who: { seatId: string; role: Role }): boolean {
  if (room.part === 'seat') return room.seatId === who.seatId && can(who.role, 'write-seat')
  return can(who.role, room.part === 'facilitate' ? 'write-facilitate' : 'read-board')
}

/** The act that writing in a room is. */
export function writeAct(room: Room): Act {
  return `write-${room.part}` as const
}
