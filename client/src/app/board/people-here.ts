import type { Role } from '@planwall/shared/access/roles'
import type { Peer } from '../../sync/presence.ts'

/** Somebody at the board, however many tabs they have open. */
export interface PersonHere {
  key: string
  name: string
  color: number
  role: Role
  isMe: boolean
}

/** Everybody here, this person first, then by name. Tabs of one person count once. */
export function peopleHere(
  me: Omit<PersonHere, 'key' | 'isMe'> & { personId: string | null },
  peers: Iterable<Peer>,
): PersonHere[] {
  const mine = keyOf(me)
  const others = new Map<string, PersonHere>()
  for (const peer of peers) {
    const key = keyOf(peer)
    if (key !== mine) others.set(key, { key, name: peer.name, color: peer.color, role: peer.role, isMe: false })
  }
  const byName = [...others.values()].toSorted((a, b) => a.name.localeCompare(b.name) || (a.key < b.key ? -1 : 1))
  return [{ key: mine, name: me.name, color: me.color, role: me.role, isMe: true }, ...byName]
}

/** Observers are no persons of the plan: their name and colour have to do. */
function keyOf({ personId, name, color }: { personId: string | null; name: string; color: number }): string {
  return personId ?? `${color} ${name}`
}
