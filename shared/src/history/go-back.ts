import { isCardKind } from '../board/kinds.ts'
import type { BoardElement, Connector, Geometry, Zone } from '../board/model.ts'
import type { Difference } from '../unsent/differences.ts'
import { isSame } from '../unsent/is-same.ts'

/** A wall at one time: what lies on it, and its zones. */
export interface WallThen {
  elements: ReadonlyMap<string, BoardElement>
  zones: ReadonlyMap<string, Zone>
}

export interface GoingBack {
  /** Elements that are to be what they were. */
  ids: Iterable<string>
  /** Who is named as the maker of what has to be made again: what the history says of a card names nobody else. */
  maker: string | null
  /** Zones that are gone may be made again. */
  mayMakeZones: boolean
}

/** The elements that lay in a zone then. */
export function idsInZone({ elements }: WallThen, zoneId: string): string[] {
  return [...elements.values()].filter((element) => element.zoneId === zoneId).map(({ id }) => id)
}

/**
 * [H2] What has to be done for elements to be again what they were then, to be made with `putBack`: those that are gone
 * are made again under their ids, those that are there get their fields, zone and place back; everything else on the wall
 * stays. A zone that has moved since takes its cards along. Lines between them, and to what is still there, come back too.
 * Votes stay as they are, since the server alone counts. What this build cannot make is left out.
 */
export function waysBack(now: WallThen, then: WallThen, { ids, maker, mayMakeZones }: GoingBack): Difference[] {
  const wanted = new Set([...ids].filter((id) => isMakeable(then.elements.get(id))))
  const zones = mayMakeZones ? zonesGone(now, then, wanted) : []
  const isZoneThere = (id: string) => now.zones.has(id) || zones.some((zone) => zone.id === id)
  const willBe = (id: string | null) => id !== null && (wanted.has(id) || now.elements.has(id))
  const found: Difference[] = zones.map((zone) => ({ of: 'zone', id: zone.id, before: null, after: zone }))
  for (const id of wanted) {
    const was = then.elements.get(id) as BoardElement
    const is = now.elements.get(id)
    if (is && is.type !== was.type) continue
    const isZoneGone = was.zoneId !== null && !isZoneThere(was.zoneId)
    const zoneId = isZoneGone ? (is?.zoneId ?? null) : was.zoneId
    const geometry = isZoneGone && is ? is.geometry : shifted(was, now, then)
    const placed = { ...was, zoneId, geometry } as BoardElement
    const after = is ? madeAs(placed, is) : { ...placed, createdBy: was.createdBy === maker ? maker : null }
    if (!is || !isSame(is, after)) found.push({ of: 'element', id, before: is ?? null, after })
  }
  for (const line of then.elements.values()) {
    if (line.type !== 'connector' || wanted.has(line.id)) continue
    const touches = [line.from, line.to].some((end) => end !== null && wanted.has(end))
    if (touches && willBe(line.from) && willBe(line.to)) found.push(...lineBack(line, now, wanted))
  }
  return found
}

/** The zones of elements that are to come back, where those are gone. */
function zonesGone(now: WallThen, then: WallThen, wanted: ReadonlySet<string>): Zone[] {
  const ids = new Set([...wanted].flatMap((id) => then.elements.get(id)?.zoneId ?? []))
  return [...ids].filter((id) => !now.zones.has(id)).flatMap((id) => then.zones.get(id) ?? [])
}

/** Where it lay in its zone, which may have moved. */
function shifted({ geometry, zoneId }: BoardElement, now: WallThen, then: WallThen): Geometry | null {
  const [before, after] = zoneId === null ? [] : [then.zones.get(zoneId), now.zones.get(zoneId)]
  if (!geometry || !before || !after) return geometry
  const [dx, dy] = [after.geometry.x - before.geometry.x, after.geometry.y - before.geometry.y]
  return { ...geometry, x: geometry.x + dx, y: geometry.y + dy }
}

/** The same element as somebody made it: what is written once and what the server counts stays. */
function madeAs(element: BoardElement, { createdAt, createdBy, ...is }: BoardElement): BoardElement {
  const own = { createdAt, createdBy }
  return element.type === 'card' && is.type === 'card'
    ? { ...element, ...own, votes: is.votes }
    : { ...element, ...own }
}

/** A line that is gone is made again; one that was let go at an end that comes back is joined again. */
function lineBack(line: Connector, now: WallThen, wanted: ReadonlySet<string>): Difference[] {
  const is = now.elements.get(line.id)
  if (!is) return [{ of: 'element', id: line.id, before: null, after: { ...line, createdBy: null } }]
  if (is.type !== 'connector') return []
  const end = (name: 'from' | 'to') => (is[name] === null && wanted.has(line[name] ?? '') ? line[name] : is[name])
  const after = { ...is, from: end('from'), to: end('to') }
  return isSame(is, after) ? [] : [{ of: 'element', id: line.id, before: is, after }]
}

function isMakeable(element: BoardElement | undefined): boolean {
  if (!element || element.type === 'opaque') return false
  return element.type !== 'card' || isCardKind(element.kind)
}
