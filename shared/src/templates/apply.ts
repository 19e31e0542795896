import type * as Y from 'yjs'
import { zonesOf } from '../board/doc.ts'
import { addCards } from '../board/edit.ts'
import type { NewCard } from '../board/edit.ts'
import { isCardKind } from '../board/kinds.ts'
import { migrate } from '../board/migrate.ts'
import type { BoardElement, SessionMeta, Zone } from '../board/model.ts'
import { byOrder, ordersBetween } from '../board/order.ts'
import { placeCards } from '../board/place.ts'
import { readZone } from '../board/read.ts'
import { addSteps } from '../session/agenda.ts'
import { addZones, setMeta } from '../session/edit-session.ts'
import { addNotes } from '../session/notes.ts'
import { columnNumber, isZoneMeant } from '../session/step.ts'
import { findTemplate } from './catalog.ts'
import type { Template, TemplateZone } from './template.ts'

/** The two documents every board has, and the one only facilitators may open, where it is at hand. */
export interface BoardDocs {
  board: Y.Doc
  session: Y.Doc
  facilitate?: Y.Doc
}

export interface NewBoard {
  title: string
  /** IANA name. */
  timezone: string
  /** ISO date; the plan's period starts with its month. */
  today: string
  /** Unix ms. */
  createdAt: number
  /** Ids for cards a template may bring. */
  newId: () => string
  /** Columns wanted; absent: the template's own number. May be more than its advised maximum. */
  columns?: number
}

/**
 * Makes empty documents a board of this template: version, title, dates, zones, agenda, checks, starting cards. Notes for
 * facilitators go to their own document; without it they are left out, never put where everybody reads.
 */
export function applyTemplate(docs: BoardDocs, template: Template, of: NewBoard, origin: unknown): void {
  const { title, timezone, today, createdAt } = of
  const zones = zonesOfTemplate(template, of.columns)
  docs.board.transact(() => {
    migrate(docs.board, origin)
    addCards(docs.board, cardsOfTemplate(template, zones, of), origin)
  }, origin)
  docs.session.transact(() => {
    migrate(docs.session, origin)
    const meta = { title, templateId: template.id, timezone, period: periodFrom(today), createdAt }
    setMeta(docs.session, { ...meta, ...gateOf(template) }, origin)
    addZones(docs.session, zones, origin)
    addSteps(
      docs.session,
      template.agenda.map(({ notes: _notes, ...step }) => step),
      origin,
    )
  }, origin)
  if (docs.facilitate) layNotes(docs.facilitate, template, origin)
}

/** Puts a template's notes in the facilitators' document; those that are written already stay. */
export function layNotes(facilitate: Y.Doc, template: Template, origin: unknown): void {
  facilitate.transact(() => {
    migrate(facilitate, origin)
    addNotes(
      facilitate,
      template.agenda.map(({ id, notes }) => [id, notes] as const),
      origin,
    )
  }, origin)
}

/** The zones of a template with this many columns, in order. */
export function zonesOfTemplate(template: Template, columns = template.columns?.default ?? 0): Zone[] {
  const zones: TemplateZone[] = []
  for (const zone of template.zones) {
    zones.push(zone)
    if (zone.id !== template.columns?.after) continue
    for (let n = 1; n <= columns; n++) zones.push(...moveColumn(template, n))
  }
  const orders = ordersBetween(null, null, zones.length)
  return zones.map((zone, i) => ({ ...zone, order: orders[i] as string }))
}

/** The zones of column n, counted from 1, in their places. None where the template has no columns. */
export function moveColumn(template: Pick<Template, 'columns'>, n: number): TemplateZone[] {
  const { columns } = template
  if (!columns) return []
  return columns.zones.map((zone) => {
    const { geometry } = zone
    return { ...numbered(zone, n), geometry: { ...geometry, x: geometry.x + (n - 1) * columns.stepX } }
  })
}

/**
 * Adds the next column beside the last one and gives its number; undefined where the template has no columns. Two
 * facilitators who do it at once make the same column. Does not stop at the template's advised maximum.
 */
export function addMoveColumn(
  session: Y.Doc,
  template: Pick<Template, 'columns'>,
  origin: unknown,
): number | undefined {
  if (!template.columns) return undefined
  const n = countColumns(session, template) + 1
  const zones = moveColumn(template, n)
  const listed = zonesListed(session)
  const before = [...(n > 1 ? moveColumn(template, n - 1).map(({ id }) => id) : []), template.columns.after]
  const last = listed.findLastIndex(({ id }) => before.includes(id))
  const orders = ordersBetween(listed[last]?.order ?? null, listed[last + 1]?.order ?? null, zones.length)
  addZones(
    session,
    zones.map((zone, i) => ({ ...zone, order: orders[i] as string })),
    origin,
  )
  return n
}

/** How many columns the board has: the highest number of which any zone is left. */
export function countColumns(session: Y.Doc, template: Pick<Template, 'columns'>): number {
  if (!template.columns) return 0
  const patterns = template.columns.zones.map(({ id }) => id)
  const numbers = [...zonesOf(session).keys()].flatMap((id) =>
    patterns.map((pattern) => columnNumber(pattern, id) ?? 0),
  )
  return numbers.reduce((highest, number) => Math.max(highest, number), 0)
}

/** From the first day of today's month to the end of the year; in the last quarter, for twelve months. */
export function periodFrom(today: string): { start: string; end: string } {
  const year = today.slice(0, 4)
  const month = Number(today.slice(5, 7))
  const start = `${year}-${today.slice(5, 7)}-01`
  if (month < 10) return { start, end: `${year}-12-31` }
  const end = new Date(Date.UTC(Number(year) + 1, month - 1, 0))
  return { start, end: end.toISOString().slice(0, 10) }
}

/** What the plan is checked for stands in the board itself where nobody could look it up in the catalogue. */
function gateOf(template: Template): Pick<SessionMeta, 'gate'> {
  if (findTemplate(template.id) === template) return {}
  return { gate: { checks: template.checks, thresholds: template.settings.thresholds } }
}

/** Starting cards in free places of their zones, one below the other in the order they are written. */
function cardsOfTemplate(template: Template, zones: readonly Zone[], of: NewBoard): NewCard[] {
  const { today, createdAt, newId } = of
  const elements = new Map<string, BoardElement>()
  const all = new Map(zones.map((zone) => [zone.id, zone]))
  const made: NewCard[] = []
  for (const { zoneId, kind, text, fields = {} } of template.cards ?? []) {
    if (!isCardKind(kind)) continue
    for (const zone of zones.filter(({ id }) => isZoneMeant([zoneId], id))) {
      const wish = { kind, texts: [{ text, fields }], zone, elements, zones: all, today, newId }
      for (const card of placeCards({ ...wish, now: createdAt, createdBy: null })) {
        made.push(card)
        elements.set(card.id, { ...card, ...asElement })
      }
    }
  }
  return made
}

/** What makes a new card an element for whoever looks for a free place. */
const asElement = { type: 'card', known: true, fields: {}, votes: 0, links: [] } as const

function zonesListed(session: Y.Doc): Zone[] {
  return [...zonesOf(session).keys()].flatMap((id) => readZone(session, id) ?? []).toSorted(byOrder)
}

function numbered(zone: TemplateZone, n: number): TemplateZone {
  const fill = (text: string) => text.replaceAll('{n}', String(n))
  const { meaning, parentId } = zone
  return {
    ...zone,
    id: fill(zone.id),
    name: fill(zone.name),
    prompt: fill(zone.prompt),
    meaning: { ...meaning, ...(meaning.partOf === undefined ? {} : { partOf: fill(meaning.partOf) }) },
    ...(parentId === undefined ? {} : { parentId: fill(parentId) }),
  }
}
