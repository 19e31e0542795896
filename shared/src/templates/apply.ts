import type * as Y from 'yjs'
import { zonesOf } from '../board/doc.ts'
import { migrate } from '../board/migrate.ts'
import type { Zone } from '../board/model.ts'
import { byOrder, ordersBetween } from '../board/order.ts'
import { readZone } from '../board/read.ts'
import { addZones, setMeta } from '../session/edit-session.ts'
import type { Template, TemplateZone } from './template.ts'

/** The two documents every board has. */
export interface BoardDocs {
  board: Y.Doc
  session: Y.Doc
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

/** Makes two empty documents a board of this template: version, title, dates, zones. */
export function applyTemplate(docs: BoardDocs, template: Template, of: NewBoard, origin: unknown): void {
  const { title, timezone, today, createdAt } = of
  migrate(docs.board, origin)
  docs.session.transact(() => {
    migrate(docs.session, origin)
    setMeta(docs.session, { title, templateId: template.id, timezone, period: periodFrom(today), createdAt }, origin)
    addZones(docs.session, zonesOfTemplate(template, of.columns), origin)
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
export function moveColumn(template: Template, n: number): TemplateZone[] {
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
export function addMoveColumn(session: Y.Doc, template: Template, origin: unknown): number | undefined {
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
export function countColumns(session: Y.Doc, template: Template): number {
  if (!template.columns) return 0
  const ids = new Set(zonesOf(session).keys())
  let highest = 0
  for (const { id } of template.columns.zones) {
    const [before = '', after = ''] = id.split('{n}')
    for (const candidate of ids) {
      if (!candidate.startsWith(before) || !candidate.endsWith(after)) continue
      const number = candidate.slice(before.length, candidate.length - after.length)
      if (/^[1-9]\d{0,3}$/.test(number)) highest = Math.max(highest, Number(number))
    }
  }
  return highest
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
