import { claimPerson } from '../access/take-seat.ts'
import { hashToken, newId, newToken } from '../access/tokens.ts'
import type { Relay } from '../relay/relay.ts'
import type { BoardStore } from '../store/board-store.ts'
import type { ShelvedBoard } from '../store/shelf-port.ts'

/**
 * A facilitator's seat at a board, by ownership and without a link. The owner is one person of the plan however many seats
 * they take. For one board, one at a time.
 */
export async function ownerSeat(
  needs: { store: BoardStore; relay: Relay; now: () => number },
  { boardId, ownerPersonId }: ShelvedBoard,
  name: string,
) {
  const { store, now } = needs
  const personId = ownerPersonId ?? (await claimPerson(needs, boardId, name))
  if (ownerPersonId === null) await store.shelf.setOwnerPerson(boardId, personId)
  const seatToken = newToken()
  const seat = { seatId: newId(), boardId, role: 'facilitator' as const, name, personId }
  await store.addSeat({ ...seat, tokenHash: hashToken(seatToken), createdAt: now() })
  await store.durable()
  return { ...seat, seatToken }
}
