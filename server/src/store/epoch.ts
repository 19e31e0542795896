import { customAlphabet } from 'nanoid'

/** Names a life of a board. Letters and digits only: it stands in addresses and headers. */
export const newEpoch: () => string = customAlphabet(
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  12,
)

/** The board a room belongs to. */
export function boardOf(room: string): string {
  const slash = room.indexOf('/')
  return slash < 0 ? room : room.slice(0, slash)
}

/** Whether a room is one seat's own; such rooms have epochs within the board's. */
export function isPrivateRoom(room: string): boolean {
  return room.includes('/seat/')
}
