import Value from 'typebox/value'
import type * as Y from 'yjs'
import { zonesOf } from '../board/doc.ts'
import { moveElements } from '../board/edit.ts'
import { bounds, freeSpots, GAP } from '../board/geometry.ts'
import type { Zone } from '../board/model.ts'
import { byOrder, ordersBetween, topOrder } from '../board/order.ts'
import { readBoard, readSession } from '../board/read.ts'
import { addZones, deleteZones } from './edit-session.ts'
import { groupSchema, readFacilitation } from './facilitation.ts'
import type { Facilitation, Group } from './facilitation.ts'
import { changeEntry, groupsOf, membersOf, putEntry } from './session-doc.ts'
import { shuffled } from './shuffle.ts'
import type { Random } from './shuffle.ts'
import { COPY, isZoneMeant } from './step.ts'

/** Verbs for breakout groups. Facilitators and the server may write here. */

/** [G1] Adds groups behind those there are; false where one is not valid or its id is taken. */
export function addGroups(session: Y.Doc, groups: readonly Omit<Group, 'order'>[], origin: unknown): boolean {
  const orders = ordersBetween(topOrder(readFacilitation(session).facilitation.groups), null, groups.length)
  const added = groups.map((group, i) => ({ ...group, order: orders[i] as string }))
  // A group's id becomes part of zone ids.
  if (!added.every((group) => Value.Check(groupSchema, group) && !group.id.includes(COPY))) return false
  if (
    new Set([...groupsOf(session).keys(), ...groups.map(({ id }) => id)]).size <
    groupsOf(session).size + groups.length
  ) {
    return false
  }
  session.transact(() => {
    for (const { id, ...fields } of added) putEntry(groupsOf(session), id, fields)
  }, origin)
  return true
}

export function changeGroup(session: Y.Doc, id: string, change: Partial<Omit<Group, 'id'>>, origin: unknown): boolean {
  const before = readFacilitation(session).facilitation.groups.find((group) => group.id === id)
  const entry = groupsOf(session).get(id)
  if (!entry || !before || !Value.Check(groupSchema, { ...before, ...change })) return false
  session.transact(() => changeEntry(entry, change), origin)
  return true
}

/** [G1] Removes groups; their people are in none. Zones and cards stay. */
export function removeGroups(session: Y.Doc, ids: readonly string[], origin: unknown): void {
  session.transact(() => {
    for (const id of ids) groupsOf(session).delete(id)
    for (const [personId, groupId] of membersOf(session).entries()) {
      if (ids.includes(groupId as string)) membersOf(session).delete(personId)
    }
  }, origin)
}

/** [G1] Puts people in a group, out of any other; null: in none. */
export function putInGroup(
  session: Y.Doc,
  personIds: readonly string[],
  groupId: string | null,
  origin: unknown,
): void {
  if (groupId !== null && !groupsOf(session).has(groupId)) return
  session.transact(() => {
    for (const personId of personIds) {
      if (groupId === null) membersOf(session).delete(personId)
      else if (membersOf(session).get(personId) !== groupId) membersOf(session).set(personId, groupId)
    }
  }, origin)
}

/** [G2] Deals people out to all groups by lot: sizes differ by one at most. Whoever is not among them stays where they are. */
export function drawGroups(session: Y.Doc, people: readonly string[], random: Random, origin: unknown): void {
  const { groups } = readFacilitation(session).facilitation
  if (groups.length === 0) return
  const drawn = shuffled([...new Set(people)], random)
  session.transact(() => {
    for (const [i, personId] of drawn.entries()) {
      membersOf(session).set(personId, (groups[i % groups.length] as Group).id)
    }
  }, origin)
}

/** [G2] Puts somebody who came late in the smallest group; whoever is in one stays there. Gives the group's id. */
export function joinSmallestGroup(session: Y.Doc, personId: string, origin: unknown): string | undefined {
  const { groups, members } = readFacilitation(session).facilitation
  const own = members.get(personId)
  if (own !== undefined || groups.length === 0) return own
  const sizes = membersByGroup({ groups, members })
  const [smallest] = groups.toSorted((a, b) => (sizes.get(a.id)?.length ?? 0) - (sizes.get(b.id)?.length ?? 0))
  putInGroup(session, [personId], smallest?.id ?? null, origin)
  return smallest?.id
}

/** Person ids of every group, in order of id. */
export function membersByGroup({
  groups,
  members,
}: Pick<Facilitation, 'groups' | 'members'>): ReadonlyMap<string, readonly string[]> {
  const by = new Map<string, string[]>(groups.map(({ id }) => [id, []]))
  for (const [personId, groupId] of members) by.get(groupId)?.push(personId)
  for (const people of by.values()) people.sort()
  return by
}

/**
 * [G3] Gives every group its own copy of zones, right of everything there is, one group below the other. What the zones
 * say of each other holds between the copies. A copy's id is the zone's, `~` and the group's; copies there are stay.
 */
export function copyZonesForGroups(session: Y.Doc, patterns: readonly string[], origin: unknown): void {
  const { facilitation } = readFacilitation(session)
  const zones = [...facilitation.zones.values()].filter(({ id }) => !id.includes(COPY) && isZoneMeant(patterns, id))
  const around = bounds(zones.map(({ geometry }) => geometry))
  const all = bounds([...facilitation.zones.values()].map(({ geometry }) => geometry))
  if (!around || !all) return
  const ids = new Set(zones.map(({ id }) => id))
  const left = all.x + all.w + 3 * GAP
  /** Away from the head of its column a zone says itself what it belongs to. */
  const nameAlone = ({ name, parentId }: Zone) => {
    const head = parentId === undefined || ids.has(parentId) ? undefined : facilitation.zones.get(parentId)
    return head ? `${head.name}: ${name}` : name
  }
  const copies = facilitation.groups.flatMap((group, row): Zone[] =>
    zones.toSorted(byOrder).map((zone) => {
      const copied = (id: string) => (ids.has(id) ? copyId(id, group.id) : id)
      const { geometry, meaning, parentId } = zone
      return {
        ...zone,
        id: copyId(zone.id, group.id),
        name: `${nameAlone(zone)} · ${group.name}`.slice(0, 200),
        color: group.color,
        meaning: { ...meaning, ...(meaning.partOf === undefined ? {} : { partOf: copied(meaning.partOf) }) },
        ...(parentId === undefined ? {} : { parentId: copied(parentId) }),
        geometry: {
          ...geometry,
          x: geometry.x - around.x + left,
          y: geometry.y - around.y + all.y + row * (around.h + 3 * GAP),
        },
      }
    }),
  )
  const missing = copies.filter(({ id }) => !facilitation.zones.has(id))
  const orders = ordersBetween(topOrder(facilitation.zones.values()), null, missing.length)
  addZones(
    session,
    missing.map((zone, i) => ({ ...zone, order: orders[i] as string })),
    origin,
  )
}

/**
 * [G4] Brings the groups' work together: the cards of all copies go to free places of the zones they were copied from,
 * then the copies go. A card keeps everything else. Two documents, so the cards move first.
 */
export function mergeGroupZones(docs: { board: Y.Doc; session: Y.Doc }, today: string, origin: unknown): number {
  const { zones } = readSession(docs.session).session
  const elements = [...readBoard(docs.board).board.elements.values()]
  const copies = [...zones.keys()].filter((id) => id.includes(COPY) && zones.has(originalOf(id)))
  const moves = [...new Set(copies.map(originalOf))].flatMap((originalId) => {
    const zone = zones.get(originalId) as Zone
    const lying = elements.filter((one) => one.geometry !== null && one.type !== 'connector')
    const coming = lying.filter((one) => one.zoneId?.includes(COPY) && originalOf(one.zoneId) === originalId)
    const taken = lying.flatMap((one) => (one.zoneId === originalId && one.geometry ? [one.geometry] : []))
    const places = freeSpots(zone.geometry, taken, coming.length)
    return coming.toSorted(byOrder).map((one, i) => ({ id: one.id, zone, geometry: places[i] as Zone['geometry'] }))
  })
  moveElements(docs.board, moves, { today, zones }, origin)
  deleteZones(
    docs.session,
    copies.filter((id) => zonesOf(docs.session).has(id)),
    origin,
  )
  return moves.length
}

function copyId(zoneId: string, groupId: string): string {
  return `${zoneId}${COPY}${groupId}`
}

function originalOf(zoneId: string): string {
  return zoneId.split(COPY)[0] as string
}
