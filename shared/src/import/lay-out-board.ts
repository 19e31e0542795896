import { addCards, addConnector, setLongText, setVotes } from '../board/edit.ts'
import type { NewCard } from '../board/edit.ts'
import { CARD_SIZE, GAP, tidy, ZONE_HEADER } from '../board/geometry.ts'
import { fieldOf } from '../board/kinds.ts'
import type { CardKind } from '../board/kinds.ts'
import type { Geometry, SessionMeta, Zone } from '../board/model.ts'
import { ordersBetween } from '../board/order.ts'
import { setMeta } from '../session/edit-session.ts'
import { applyTemplate, zonesOfTemplate } from '../templates/apply.ts'
import type { BoardDocs } from '../templates/apply.ts'
import { findTemplate } from '../templates/catalog.ts'
import type { Template, TemplateZone } from '../templates/template.ts'

export interface ImportContext {
  /** IANA name. */
  timezone: string
  /** ISO date; says which tasks are due this month, this quarter, later. */
  today: string
  /** Unix ms. */
  createdAt: number
  newId: () => string
}

/** A card before it has a place. Long texts are among its fields, of any length. */
export interface Draft {
  id: string
  kind: CardKind
  text: string
  fields: Record<string, unknown>
  /** A zone of T1 (`goal`, `move-1` …), of `extraZones`, or null: not on the wall. */
  zoneId: string | null
  createdBy?: string | null
  votes?: number
  links?: readonly string[]
}

/** A zone that T1 has not, for cards of one kind. */
export interface ExtraZone {
  id: string
  name: string
  accepts: readonly CardKind[]
}

export interface BoardWish {
  title: string
  meta?: Partial<SessionMeta>
  /** Columns for moves; T1's own number where it is smaller. */
  columns: number
  drafts: readonly Draft[]
  extraZones?: readonly ExtraZone[]
  /** Arrows between cards. */
  arrows?: readonly { from: string; to: string }[]
}

/**
 * Makes two empty documents a T1 board that holds these cards, in this order. Zones grow until everything lies inside;
 * zones T1 has not lie beneath it.
 */
export function layOutBoard(docs: BoardDocs, wish: BoardWish, context: ImportContext, origin: unknown): void {
  const t1 = findTemplate('T1')
  if (!t1?.columns) throw new Error('The catalogue has no template T1 with columns.')
  const { drafts, arrows = [] } = wish
  const columns = Math.max(t1.columns.default, wish.columns)
  const counts = countByZone(drafts)
  const template = withExtraZones(grownTo(t1, counts, columns), wish.extraZones ?? [], counts, columns)
  const placed = placedIn(zonesOfTemplate(template, columns), drafts, context.createdAt)
  applyTemplate(docs, template, { ...context, title: titleFrom(wish.title), columns }, origin)
  if (wish.meta) setMeta(docs.session, wish.meta, origin)
  docs.board.transact(() => {
    addCards(docs.board, placed, origin)
    for (const { id, kind, fields, votes } of drafts) {
      // Long texts go in by themselves: a card's fields have a largest length, an imported text must not be lost to it.
      for (const [name, text] of longTextsIn(kind, fields)) setLongText(docs.board, id, name, text, origin)
      if (votes) setVotes(docs.board, id, votes, origin)
    }
    const orders = ordersBetween(placed.at(-1)?.order ?? null, null, arrows.length)
    for (const [i, { from, to }] of arrows.entries()) {
      const geometry = { x: 0, y: 0, w: 0, h: 0 }
      const order = orders[i] as string
      const { createdAt } = context
      addConnector(docs.board, { id: context.newId(), from, to, geometry, order, createdAt, createdBy: null }, origin)
    }
  }, origin)
}

/** A board's title has a largest length; the whole stays in the goal. */
export function titleFrom(name: string): string {
  return name.length > 200 ? `${name.slice(0, 199).replace(/[\uD800-\uDBFF]$/, '')}…` : name
}

function longTextsIn(kind: CardKind, fields: Record<string, unknown>): [name: string, text: string][] {
  return Object.entries(fields).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && value !== '' && fieldOf(kind, name)?.control === 'long' ? [[name, value]] : [],
  )
}

/** Cards with places in their zones and rising order, ready to add. */
function placedIn(zones: readonly Zone[], cards: readonly Draft[], createdAt: number): NewCard[] {
  const orders = ordersBetween(null, null, cards.length)
  const places = new Map<Draft, Geometry>()
  const inside = new Map<string, Draft[]>(zones.map(({ id }) => [id, []]))
  for (const card of cards) if (card.zoneId !== null) inside.get(card.zoneId)?.push(card)
  for (const { id, geometry } of zones) {
    const drafts = inside.get(id) ?? []
    const tidied = tidy(
      geometry,
      drafts.map(() => CARD_SIZE),
      'grid',
    )
    for (const [i, place] of tidied.entries()) places.set(drafts[i] as Draft, place)
  }
  return cards.map((card, i) => {
    const { id, kind, text, fields, zoneId, createdBy = null, links = [] } = card
    const order = orders[i] as string
    return { id, kind, text, fields, zoneId, order, geometry: places.get(card) ?? null, createdAt, createdBy, links }
  })
}

function countByZone(cards: readonly Draft[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { zoneId } of cards) if (zoneId !== null) counts.set(zoneId, (counts.get(zoneId) ?? 0) + 1)
  return counts
}

/** The template with zones tall enough: rows are as tall in every column, the ideas take what is left on their side. */
function grownTo(template: Template, counts: ReadonlyMap<string, number>, columns: number): Template {
  if (!template.columns) return template
  const most = (id: string) =>
    Math.max(...Array.from({ length: columns }, (_, i) => counts.get(id.replaceAll('{n}', String(i + 1))) ?? 0))
  const rows = stacked(template.columns.zones, (zone) => heightFor(zone.geometry, most(zone.id)))
  const side = stacked(template.zones, (zone) => heightFor(zone.geometry, counts.get(zone.id) ?? 0))
  const spare = Math.max(0, bottomOf(rows) - bottomOf(side))
  const levelled = stacked(side, ({ id, geometry }) => geometry.h + (id === 'ideas' ? spare : 0))
  return { ...template, zones: levelled, columns: { ...template.columns, zones: rows } }
}

/** Cards across an extra zone, and extra zones in a row. */
const EXTRA_CARDS_ACROSS = 4
const EXTRA_ZONES_ACROSS = 3
const EXTRA_WIDTH = GAP + EXTRA_CARDS_ACROSS * (CARD_SIZE.w + GAP)
/** Two rows of cards. */
const EXTRA_HEIGHT = ZONE_HEADER + GAP * 2 + 2 * (CARD_SIZE.h + GAP)

/** Rows of zones beneath all others, as tall as the fullest of their row. */
function withExtraZones(
  template: Template,
  extra: readonly ExtraZone[],
  counts: ReadonlyMap<string, number>,
  columns: number,
): Template {
  const zones: TemplateZone[] = []
  let y = bottomOf(zonesOfTemplate(template, columns)) + GAP
  for (let i = 0; i < extra.length; i += EXTRA_ZONES_ACROSS) {
    const row = extra.slice(i, i + EXTRA_ZONES_ACROSS)
    const sized = { x: 0, y, w: EXTRA_WIDTH, h: EXTRA_HEIGHT }
    const h = Math.max(...row.map(({ id }) => heightFor(sized, counts.get(id) ?? 0)))
    for (const [at, { id, name, accepts }] of row.entries()) {
      const geometry = { ...sized, x: at * (EXTRA_WIDTH + GAP), h }
      zones.push({ id, name, prompt: '', layout: 'grid', accepts: [...accepts], meaning: {}, color: 'grey', geometry })
    }
    y += h + GAP
  }
  return { ...template, zones: [...template.zones, ...zones] }
}

/** The same zones with new heights, one beneath the other with the same gaps. */
function stacked(zones: readonly TemplateZone[], heightOf: (zone: TemplateZone) => number): TemplateZone[] {
  let shift = 0
  return zones.map((zone) => {
    const h = heightOf(zone)
    const geometry = { ...zone.geometry, y: zone.geometry.y + shift, h }
    shift += h - zone.geometry.h
    return { ...zone, geometry }
  })
}

/** High enough for this many cards, in whole steps of the grid, and never less than it is. */
function heightFor({ w, h }: { w: number; h: number }, cards: number): number {
  const across = Math.max(1, Math.floor((w - GAP) / (CARD_SIZE.w + GAP)))
  const needed = ZONE_HEADER + GAP / 2 + Math.ceil(cards / across) * (CARD_SIZE.h + GAP)
  return Math.max(h, Math.ceil(needed / GAP) * GAP)
}

function bottomOf(zones: readonly { geometry: Geometry }[]): number {
  return Math.max(...zones.map(({ geometry }) => geometry.y + geometry.h))
}
