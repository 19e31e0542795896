import { isCardKind, kindNames } from '@planwall/shared/board/kinds'
import type { CardKind } from '@planwall/shared/board/kinds'
import type { Zone } from '@planwall/shared/board/model'
import { accepts } from '@planwall/shared/board/place'

/** Kinds to offer first: those the zones of this board are made for; a board without any has the usual few. */
export function kindsForBoard(zones: Iterable<Zone>): { first: CardKind[]; more: CardKind[] } {
  const wanted = new Set<CardKind>()
  for (const zone of zones) for (const kind of zone.accepts) if (isCardKind(kind)) wanted.add(kind)
  if (wanted.size === 0) for (const kind of usual) wanted.add(kind)
  return {
    first: kindNames.filter((kind) => wanted.has(kind)),
    more: kindNames.filter((kind) => !wanted.has(kind)),
  }
}

/** The zone a new card of this kind goes to: the one at hand if it takes it, else the first that does, made-for before any-kind. */
export function zoneFor(
  kind: CardKind,
  zones: readonly Zone[],
  atHand: string | null,
  countIn: (zoneId: string) => number,
): Zone | undefined {
  const takes = zones.filter((zone) => accepts(zone, kind, countIn(zone.id)))
  return takes.find(({ id }) => id === atHand) ?? takes.find((zone) => zone.accepts.includes(kind)) ?? takes[0]
}

const usual: readonly CardKind[] = ['note', 'goal', 'move', 'task', 'kpi']
