import { elementsOf, zonesOf } from '../board/doc.ts'
import {
  addCards,
  addConnector,
  addDrawing,
  addPicture,
  addShape,
  deleteElements,
  differenceOf,
  moveElements,
  setColor,
  setConnectorEnds,
  setDecorative,
  setField,
  setKind,
  setLinks,
  setLongText,
  setOrder,
  setText,
} from '../board/edit.ts'
import { fieldOf, isCardKind } from '../board/kinds.ts'
import type { BoardElement, Color, Geometry, Zone } from '../board/model.ts'
import { readElement, readSession, readZone } from '../board/read.ts'
import { addZones, changeZone, deleteZones, moveZones, setMeta } from '../session/edit-session.ts'
import type { BoardDocs } from '../templates/apply.ts'
import { elementChanges, isSameMaking } from './differences.ts'
import type { Difference, ElementChange } from './differences.ts'
import { isSame } from './is-same.ts'

/**
 * What came of a difference: done; nothing to do, since the board is so already; its element or zone was deleted
 * meanwhile and stays deleted; this build cannot make it (a newer client's kind of card).
 */
export type Outcome = 'done' | 'already-so' | 'gone' | 'not-possible'

/**
 * Makes changes again on a board that went on without them, by the verbs anybody uses, with `origin` as whose they are.
 * What others wrote into the same text meanwhile stays; a single value becomes what it was changed to. Gives the
 * outcomes in the order of the differences. Where nothing else changed, the board is as it was with them.
 */
export function putBack(docs: BoardDocs, differences: readonly Difference[], origin: unknown): Outcome[] {
  const outcomes = new Map<Difference, Outcome>()
  const run = (act: (difference: Difference) => Outcome | undefined) => {
    for (const difference of differences) {
      const outcome = outcomes.has(difference) ? undefined : act(difference)
      if (outcome) outcomes.set(difference, outcome)
    }
  }
  docs.session.transact(() => {
    docs.board.transact(() => {
      // Zones before what lies in them; what goes before what is made, since lines let go of what is deleted.
      run((one) => (one.of === 'zone' || one.of === 'meta' ? putBackSetting(docs, one, origin) : undefined))
      run((one) => (one.of === 'element' && !one.after ? putBackElement(docs, one, origin) : undefined))
      run((one) => (one.of === 'element' ? putBackElement(docs, one, origin) : undefined))
    }, origin)
  }, origin)
  return differences.map((difference) => outcomes.get(difference) ?? 'not-possible')
}

/** What would come of a difference now, without doing it. */
export function outlook({ board, session }: BoardDocs, difference: Difference): Outcome {
  const { of, id, before, after } = difference
  if (of === 'meta') {
    const meta: Record<string, unknown> = { ...readSession(session).session.meta }
    return isSame(meta[id], after) ? 'already-so' : 'done'
  }
  if (of === 'other') return 'not-possible'
  const now = of === 'element' ? readElement(board, id) : readZone(session, id)
  if (!after) return now ? 'done' : 'already-so'
  // It did arrive after all; what others made of it since is newer.
  if (!before && now) return 'already-so'
  if (before && !now) return 'gone'
  if (of === 'element' && !isMakeable(after)) return 'not-possible'
  return now && isSame(now, after) ? 'already-so' : 'done'
}

function isMakeable(element: BoardElement): boolean {
  return element.type === 'card' ? isCardKind(element.kind) : element.type !== 'opaque'
}

type ElementDifference = Extract<Difference, { of: 'element' }>
type SettingDifference = Extract<Difference, { of: 'zone' | 'meta' }>

function putBackElement(docs: BoardDocs, { id, before, after }: ElementDifference, origin: unknown): Outcome {
  const now = readElement(docs.board, id)
  if (!after) {
    if (!elementsOf(docs.board).has(id)) return 'already-so'
    deleteElements(docs.board, [id], origin)
    return 'done'
  }
  if (!before) {
    // It did arrive after all; what others made of it since is newer.
    if (now) return 'already-so'
    return make(docs, after, origin)
  }
  if (!now) return 'gone'
  if (!isSameMaking(before, after)) return make(docs, after, origin)
  const changes = elementChanges(before, after).filter((change) => isWanted(now, before, change))
  if (changes.length === 0) return 'already-so'
  const done = changes.map((change) => applyChange(docs, now, after, change, origin))
  return done.includes(true) ? 'done' : 'not-possible'
}

/** A new element, under the id of another one too; and what was done to it since it was made. */
function make(docs: BoardDocs, after: BoardElement, origin: unknown): Outcome {
  if (!addElement(docs, after, origin)) return 'not-possible'
  const made = readElement(docs.board, after.id)
  for (const change of made ? elementChanges(made, after) : []) applyChange(docs, after, after, change, origin)
  return 'done'
}

/** Whether there is still something to be done about it. */
function isWanted(now: BoardElement, before: BoardElement, change: ElementChange): boolean {
  return elementChanges(before, now).every(
    ({ aspect, field, after }) => aspect !== change.aspect || field !== change.field || !isSame(after, change.after),
  )
}

function addElement({ board, session }: BoardDocs, element: BoardElement, origin: unknown): boolean {
  const { id, order, createdAt, createdBy } = element
  const zoneId = element.zoneId !== null && zonesOf(session).has(element.zoneId) ? element.zoneId : null
  const common = { id, order, createdAt, createdBy }
  switch (element.type) {
    case 'card': {
      const { kind, text, fields, geometry, links } = element
      if (!isCardKind(kind)) return false
      addCards(board, [{ ...common, kind, text, fields, zoneId, geometry, links }], origin)
      return true
    }
    case 'connector': {
      const { from, to, text, geometry } = element
      addConnector(board, { ...common, from, to, text, geometry }, origin)
      return true
    }
    case 'shape': {
      const { shape, color, text, geometry } = element
      addShape(board, { ...common, shape, color, text, zoneId, geometry }, origin)
      return true
    }
    case 'drawing': {
      const { color, points, geometry } = element
      addDrawing(board, { ...common, color, points, zoneId, geometry }, origin)
      return true
    }
    case 'picture': {
      const { asset, pixels, text, isDecorative, geometry } = element
      addPicture(board, { ...common, asset, pixels, text, isDecorative, zoneId, geometry }, origin)
      return true
    }
    case 'opaque':
      return false
    default:
      return element satisfies never
  }
}

/** False where it cannot be done. `now` is the element before any of the changes. */
function applyChange(
  docs: BoardDocs,
  now: BoardElement,
  wanted: BoardElement,
  { aspect, field = '', before, after }: ElementChange,
  origin: unknown,
): boolean {
  const { board } = docs
  const { id } = now
  switch (aspect) {
    case 'kind':
      if (!isCardKind(after)) return false
      setKind(board, id, after, origin)
      return true
    case 'text':
      setText(board, id, mergedText(String(before), String(after), 'text' in now ? now.text : ''), origin)
      return true
    case 'zone':
      return enterZone(docs, id, after as string | null, wanted.geometry, origin)
    case 'place':
      if (!after) return false
      moveElements(board, [{ id, geometry: after as Geometry }], noContext, origin)
      return true
    case 'order':
      setOrder(board, [{ id, order: String(after) }], origin)
      return true
    case 'field':
      return putBackField(docs, now, { field, before, after }, origin)
    case 'links':
      setLinks(board, id, after as readonly string[], origin)
      return true
    case 'color':
      setColor(board, [id], after as Color, origin)
      return true
    case 'from':
    case 'to':
      setConnectorEnds(board, id, { [aspect]: after as string | null }, origin)
      return true
    case 'decorative':
      setDecorative(board, id, after === true, origin)
      return true
    default:
      return aspect satisfies never
  }
}

function putBackField(
  { board }: BoardDocs,
  now: BoardElement,
  { field, before, after }: { field: string; before: unknown; after: unknown },
  origin: unknown,
): boolean {
  const element = readElement(board, now.id)
  if (element?.type !== 'card') return false
  if (fieldOf(element.kind, field)?.control !== 'long') return setField(board, now.id, field, after, origin)
  const words = (value: unknown) => (typeof value === 'string' ? value : '')
  const merged = mergedText(words(before), words(after), words(element.fields[field]))
  setLongText(board, now.id, field, merged, origin)
  return true
}

/** Into the zone without what lying there means: the fields that came of it are differences of their own. */
function enterZone(
  { board, session }: BoardDocs,
  id: string,
  zoneId: string | null,
  geometry: Geometry | null,
  origin: unknown,
): boolean {
  const zone = zoneId === null ? null : readZone(session, zoneId)
  const at = readElement(board, id)?.geometry ?? geometry
  if (zone === undefined || !at) return false
  moveElements(board, [{ id, geometry: at, zone: zone && { ...zone, meaning: {} } }], noContext, origin)
  return true
}

const noContext = { today: '', zones: new Map<string, Zone>() }

/**
 * The change from `before` to `after`, made in a text that others have changed from `before` to `now`. Where both
 * changed the same place, both texts are kept, theirs first.
 */
export function mergedText(before: string, after: string, now: string): string {
  if (now === before) return after
  if (now === after) return now
  const mine = differenceOf(before, after)
  const theirs = differenceOf(before, now)
  const mineEnd = mine.index + mine.remove
  const theirsEnd = theirs.index + theirs.remove
  if (mineEnd <= theirs.index) return spliced(now, mine.index, mine.remove, mine.insert)
  const shift = theirs.insert.length - theirs.remove
  if (mine.index >= theirsEnd) return spliced(now, mine.index + shift, mine.remove, mine.insert)
  return `${now} / ${after}`
}

function spliced(text: string, index: number, remove: number, insert: string): string {
  return text.slice(0, index) + insert + text.slice(index + remove)
}

function putBackSetting({ session }: BoardDocs, difference: SettingDifference, origin: unknown): Outcome {
  const { id, before, after } = difference
  if (difference.of === 'meta') {
    const now: Record<string, unknown> = { ...readSession(session).session.meta }
    if (isSame(now[id], after)) return 'already-so'
    setMeta(session, { [id]: after }, origin)
    return 'done'
  }
  return putBackZone(session, id, before as Zone | null, after as Zone | null, origin)
}

function putBackZone(
  session: BoardDocs['session'],
  id: string,
  before: Zone | null,
  after: Zone | null,
  origin: unknown,
): Outcome {
  const isThere = zonesOf(session).has(id)
  if (!after) {
    if (!isThere) return 'already-so'
    deleteZones(session, [id], origin)
    return 'done'
  }
  if (!before) {
    if (isThere) return 'already-so'
    addZones(session, [after], origin)
    return 'done'
  }
  if (!isThere) return 'gone'
  const { id: _id, geometry, ...fields } = after
  const was: Record<string, unknown> = { ...before }
  const names = new Set([...Object.keys(before), ...Object.keys(fields)])
  const change: Record<string, unknown> = {}
  for (const name of names) {
    if (name === 'id' || name === 'geometry') continue
    const is = (fields as Record<string, unknown>)[name]
    if (!isSame(was[name], is)) change[name] = is
  }
  if (Object.keys(change).length > 0) changeZone(session, id, change, origin)
  if (!isSame(before.geometry, geometry)) moveZones(session, [{ id, geometry }], origin)
  return 'done'
}
