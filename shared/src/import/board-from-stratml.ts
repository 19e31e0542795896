import { dueAtEndOf } from '../board/due-window.ts'
import { addCards, setLongText } from '../board/edit.ts'
import type { NewCard } from '../board/edit.ts'
import { CARD_SIZE, GAP, tidy, ZONE_HEADER } from '../board/geometry.ts'
import type { CardKind } from '../board/kinds.ts'
import type { Geometry, Zone } from '../board/model.ts'
import { ordersBetween } from '../board/order.ts'
import { setMeta } from '../session/edit-session.ts'
import { applyTemplate, zonesOfTemplate } from '../templates/apply.ts'
import type { BoardDocs } from '../templates/apply.ts'
import { findTemplate } from '../templates/catalog.ts'
import type { Template, TemplateZone } from '../templates/template.ts'
import type { ImportedMove, ImportedPlan, ImportedTask } from './stratml.ts'

export interface ImportContext {
  /** IANA name. */
  timezone: string
  /** ISO date; says which tasks are due this month, this quarter, later. */
  today: string
  /** Unix ms. */
  createdAt: number
  newId: () => string
}

/**
 * Makes two empty documents a T1 board that holds an imported plan: plan to goal, goals to moves with a column each,
 * objectives to tasks, stakeholders to people. Zones grow until everything lies inside. The rules are in SPEC.md.
 */
export function applyImport(docs: BoardDocs, imported: ImportedPlan, context: ImportContext, origin: unknown): void {
  const t1 = findTemplate('T1')
  if (!t1?.columns) throw new Error('The catalogue has no template T1 with columns.')
  const cards = cardsFrom(imported, context)
  const columns = Math.max(t1.columns.default, imported.moves.length)
  const template = grownTo(t1, countByZone(cards), columns)
  const placed = placedIn(zonesOfTemplate(template, columns), cards, context.createdAt)
  applyTemplate(docs, template, { ...context, title: titleOf(imported), columns }, origin)
  if (imported.period) setMeta(docs.session, { period: imported.period }, origin)
  docs.board.transact(() => {
    addCards(docs.board, placed, origin)
    // Long texts go in by themselves: a card's fields have a largest length, an imported text must not be lost to it.
    for (const { id, description } of cards)
      if (description) setLongText(docs.board, id, 'description', description, origin)
  }, origin)
}

/** A card before it has a place. */
interface Draft {
  id: string
  kind: CardKind
  text: string
  fields: Record<string, unknown>
  description?: string
  zoneId: string | null
}

function cardsFrom(imported: ImportedPlan, { newId, today }: ImportContext): Draft[] {
  const { identify, freshId } = identities(newId)
  const goal = { ...identify(imported.identifier), kind: 'goal' as const, zoneId: 'goal' }
  const people = new Map(imported.people.map((name) => [name, freshId()]))
  const cards: Draft[] = [{ ...goal, text: imported.name, description: imported.description }]
  for (const [i, move] of imported.moves.entries()) cards.push(...columnFrom(move, i + 1))
  for (const { text, theme } of imported.notes) {
    cards.push({ id: freshId(), kind: 'note', text, fields: { theme }, zoneId: 'ideas' })
  }
  for (const [name, id] of people) cards.push({ id, kind: 'person', text: name, fields: {}, zoneId: null })
  return cards

  function columnFrom(move: ImportedMove, n: number): Draft[] {
    const { name, description, identifier, accountable } = move
    const head: Draft = { ...identify(identifier), kind: 'move', text: name, description, zoneId: `move-${n}` }
    if (accountable) head.fields.accountable = people.get(accountable)
    return [head, ...move.tasks.map((task) => taskFrom(task, head.id, n)), ...move.indicators.map(indicatorFrom)]

    function indicatorFrom(of: ImportedMove['indicators'][number]): Draft {
      const { id, fields } = identify(of.identifier)
      const { unit, target, targetDate } = of
      const said = { ...(unit ? { unit } : {}), target, targetDate, measures: head.id }
      return { id, kind: 'kpi', text: of.name, fields: { ...fields, ...said }, zoneId: `kpis-${n}` }
    }
  }

  function taskFrom(task: ImportedTask, moveId: string, n: number): Draft {
    const { id, fields } = identify(task.identifier)
    const assignee = task.assignee === undefined ? undefined : people.get(task.assignee)
    return {
      id,
      kind: 'task',
      text: task.name,
      fields: { ...fields, moveId, purpose: 'delivery', assignee, due: task.due },
      description: task.description,
      zoneId: `tasks-${n}-${windowOf(task.due, today)}`,
    }
  }
}

const cardId = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/

/** Gives every identifier of the file a card id: itself where it can be one and is the first, else a new one. */
function identities(newId: () => string) {
  const taken = new Set<string>()
  const freshId = (): string => {
    let id = newId()
    while (taken.has(id)) id = newId()
    taken.add(id)
    return id
  }
  const identify = (identifier: string | undefined): { id: string; fields: Record<string, unknown> } => {
    if (identifier === undefined) return { id: freshId(), fields: {} }
    if (!cardId.test(identifier) || taken.has(identifier)) return { id: freshId(), fields: { sourceId: identifier } }
    taken.add(identifier)
    return { id: identifier, fields: {} }
  }
  return { identify, freshId }
}

/** The row of the column a date falls in; without a date, the last. */
function windowOf(due: string | undefined, today: string): 'month' | 'quarter' | 'later' {
  if (due === undefined) return 'later'
  if (due <= dueAtEndOf('month', today)) return 'month'
  return due <= dueAtEndOf('quarter', today) ? 'quarter' : 'later'
}

function titleOf({ name }: ImportedPlan): string {
  return name.length > 200 ? `${name.slice(0, 199).replace(/[\uD800-\uDBFF]$/, '')}…` : name
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
    const { id, kind, text, fields, zoneId } = card
    const order = orders[i] as string
    return { id, kind, text, fields, zoneId, order, geometry: places.get(card) ?? null, createdAt, createdBy: null }
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
  const rows = stacked(template.columns.zones, (zone) => heightFor(zone, most(zone.id)))
  const side = stacked(template.zones, (zone) => heightFor(zone, counts.get(zone.id) ?? 0))
  const spare = Math.max(0, bottomOf(rows) - bottomOf(side))
  const levelled = stacked(side, ({ id, geometry }) => geometry.h + (id === 'ideas' ? spare : 0))
  return { ...template, zones: levelled, columns: { ...template.columns, zones: rows } }
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

/** High enough for this many cards, in whole steps of the grid, and never less than the template says. */
function heightFor({ geometry: { w, h } }: TemplateZone, cards: number): number {
  const across = Math.max(1, Math.floor((w - GAP) / (CARD_SIZE.w + GAP)))
  const needed = ZONE_HEADER + GAP / 2 + Math.ceil(cards / across) * (CARD_SIZE.h + GAP)
  return Math.max(h, Math.ceil(needed / GAP) * GAP)
}

function bottomOf(zones: readonly TemplateZone[]): number {
  return Math.max(...zones.map(({ geometry }) => geometry.y + geometry.h))
}
