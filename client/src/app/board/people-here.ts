import type { Role } from '@planwall/shared/access/roles'
import type { Peer } from '../../sync/presence.ts'

/** Somebody at the board, however many tabs they have open. */
export interface PersonHere {
  key: string
  name: string
  color: number
  role: Role
  isMe: boolean
  /** A tab of theirs that can be followed. */
  clientId: number | null
}

/** Everybody here, this person first, then by name. Tabs of one person count once. */
export function peopleHere(
  me: Omit<PersonHere, 'key' | 'isMe' | 'clientId'> & { personId: string | null },
  peers: Iterable<Peer>,
): PersonHere[] {
  const mine = keyOf(me)
  const others = new Map<string, PersonHere>()
  for (const peer of peers) {
    const key = keyOf(peer)
    if (key !== mine) others.set(key, { ...shownOf(peer), key, isMe: false, clientId: peer.clientId })
  }
  const byName = [...others.values()].toSorted((a, b) => a.name.localeCompare(b.name) || (a.key < b.key ? -1 : 1))
  return [{ ...shownOf(me), key: mine, isMe: true, clientId: null }, ...byName]
}

/** Observers are no persons of the plan: their name and colour have to do. */
function keyOf({ personId, name, color }: { personId: string | null; name: string; color: number }): string {
  return personId ?? `${color} ${name}`
}

function shownOf({ name, color, role }: Pick<PersonHere, 'name' | 'color' | 'role'>) {
  return { name, color, role }
}
