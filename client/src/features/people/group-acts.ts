import type { Role } from '@planwall/shared/access/roles'
import { colors } from '@planwall/shared/board/model'
import type { Facilitation, Group } from '@planwall/shared/session/facilitation'

/** The address a breakout room is given: the link to take part, with the group that whoever opens it is put in. */
export function groupLink(participate: string, groupId: string): string {
  const url = new URL(participate)
  url.searchParams.set('group', groupId)
  return url.href
}

/** The group an address asks for; undefined where it asks for none. */
export function groupAskedFor(search: string): string | undefined {
  return new URLSearchParams(search).get('group') || undefined
}

/**
 * What a group's link comes to for whoever opened it: nothing, for those who are put in no group or while the group is not
 * here; else the group, and whether they are in it already.
 */
export function groupToJoin(
  asked: string | undefined,
  { groups, members }: Pick<Facilitation, 'groups' | 'members'>,
  { role, personId }: { role: Role; personId: string | null },
): { group: Group; isIn: boolean } | undefined {
  if (role !== 'participant' || personId === null) return undefined
  const group = groups.find(({ id }) => id === asked)
  return group && { group, isIn: members.get(personId) === group.id }
}

/** New groups with numbers and colours no other group has, as long as there are any. */
export function newGroups(
  count: number,
  there: Facilitation['groups'],
  newId: () => string,
  nameOf: (number: number) => string,
): Omit<Group, 'order'>[] {
  const used = new Set<string>(there.map(({ color }) => color))
  const free = colors.filter((color) => color !== 'grey' && !used.has(color))
  const palette = free.length > 0 ? free : colors.filter((color) => color !== 'grey')
  return Array.from({ length: count }, (_, i) => ({
    id: newId(),
    name: nameOf(there.length + i + 1),
    color: palette[i % palette.length] as Group['color'],
    zoneIds: [],
  }))
}
