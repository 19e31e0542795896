import { roleOfLink } from '@planwall/shared/access/roles'
import type { Relay } from '../relay/relay.ts'
import type { BoardStore, Seat } from '../store/board-store.ts'
import { linkOfToken } from './link-of-token.ts'
import { hashToken, newId, newToken } from './tokens.ts'

export interface TakenSeat extends Seat {
  seatToken: string
}

/**
 * Gives whoever has a link a seat. Whoever takes part is also a person of the plan: the card of that name which nobody
 * claimed yet, or a new one that is not on the wall. Who shows the token of a seat at this board, having come by another
 * link, stays the person they were. For one board, one at a time. Throws `unknown-board`, `wrong-token`.
 */
export async function takeSeat(
  { store, relay, now }: { store: BoardStore; relay: Relay; now: () => number },
  boardId: string,
  { token, name, seatBefore }: { token: string; name: string; seatBefore?: string | undefined },
): Promise<TakenSeat> {
  const role = roleOfLink[await linkOfToken(store, boardId, token)]
  const personId = role === 'observer' ? null : await claimPerson()
  const seatToken = newToken()
  const seat: Seat = { seatId: newId(), boardId, role, name, personId }
  await store.addSeat({ ...seat, tokenHash: hashToken(seatToken), createdAt: now() })
  await store.durable()
  return { ...seat, seatToken }

  async function claimPerson(): Promise<string> {
    const before = seatBefore === undefined ? undefined : await store.findSeat(hashToken(seatBefore))
    if (before?.boardId === boardId && before.personId !== null) return before.personId
    const claimed = (await store.seatsOf(boardId)).map((taken) => taken.personId)
    return relay.act(boardId, 'claim-person', { name, claimed, newId: newId(), createdAt: now() })
  }
}
