import { createContext, use } from 'react'
import type { PrivateRoom } from './private-room.ts'

/** What this person writes in private, for everything the page shows. */
export const PrivateRoomContext = createContext<PrivateRoom | null>(null)

export function usePrivateRoom(): PrivateRoom {
  const room = use(PrivateRoomContext)
  if (!room) throw new Error('usePrivateRoom outside of a PrivateRoomContext')
  return room
}
