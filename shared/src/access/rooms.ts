import type { Act } from './roles.ts'

/** A room is one Yjs document of a board: what everybody makes, or what the facilitators set. */
export interface Room {
  boardId: string
  part: 'board' | 'session'
}

const boardIdPattern = /^[A-Za-z0-9_-]{6,64}$/

/** `<boardId>` or `<boardId>/session`; anything else is undefined. */
export function parseRoom(name: string): Room | undefined {
  const [boardId = '', part, ...rest] = name.split('/')
  if (rest.length > 0 || !boardIdPattern.test(boardId)) return undefined
  if (part === undefined) return { boardId, part: 'board' }
  return part === 'session' ? { boardId, part } : undefined
}

export function roomName(room: Room): string {
  return room.part === 'board' ? room.boardId : `${room.boardId}/${room.part}`
}

/** The act that writing in a room is. */
export function writeAct(room: Room): Act {
  return room.part === 'board' ? 'write-board' : 'write-session'
}
