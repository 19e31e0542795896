import { roleOfLink } from '@planwall/shared/access/roles'
import type { LinkKind } from '@planwall/shared/access/roles'
import type { Relay } from '../relay/relay.ts'
import type { BoardStore, Seat } from '../store/board-store.ts'
import { hashToken, newId, newToken } from './tokens.ts'

export interface TakenSeat extends Seat {
  seatToken: string
}

interface Needs {
  store: BoardStore
  relay: Relay
  now: () => number
}

/**
 * Gives whoever may come in by a link a seat. Whoever takes part is also a person of the plan: the card of that name which
 * nobody claimed yet, or a new one that is not on the wall. Who shows the token of a seat at this board, having come by
 * another link, stays the person they were. For one board, one at a time.
 */
export async function takeSeat(
  needs: Needs,
  boardId: string,
  { link, name, seatBefore }: { link: LinkKind; name: string; seatBefore?: string | undefined },
): Promise<TakenSeat> {
  const { store, now } = needs
  const role = roleOfLink[link]
  const personId = role === 'observer' ? null : await personFor()
  const seatToken = newToken()
  const seat: Seat = { seatId: newId(), boardId, role, name, personId }
  await store.addSeat({ ...seat, link, tokenHash: hashToken(seatToken), createdAt: now() })
  await store.durable()
  return { ...seat, seatToken }

  async function personFor(): Promise<string> {
    const before = seatBefore === undefined ? undefined : await store.findSeat(hashToken(seatBefore))
    if (before?.boardId === boardId && before.personId !== null) return before.personId
    return await claimPerson(needs, boardId, name)
  }
}

/** The person card of a name which nobody claimed yet, or a new one. For one board, one at a time. */
export async function claimPerson({ store, relay, now }: Needs, boardId: string, name: string): Promise<string> {
  const claimed = (await store.seatsOf(boardId)).map((taken) => taken.personId)
  return await relay.act(boardId, 'claim-person', { name, claimed, newId: newId(), createdAt: now() })
}
