import Value from 'typebox/value'
import * as Y from 'yjs'
import {
  elementsOf,
  fieldKey,
  isTooNew,
  key,
  longTextIfAny,
  metaOf,
  schemaVersionOf,
  waiversOf,
  zonesOf,
} from './doc.ts'
import type { Base } from './doc.ts'
import { CARD_SIZE } from './geometry.ts'
import { cardKinds, isCardKind } from './kinds.ts'
import type { Field } from './fields.ts'
import { colors, sessionMetaSchema, waiverSchema, zoneSchema } from './model.ts'
import { isPictureName } from './picture.ts'
import type {
  Board,
  BoardElement,
  BoardReading,
  Card,
  Color,
  Geometry,
  Problem,
  Session,
  SessionMeta,
  SessionReading,
  Waiver,
  Zone,
} from './model.ts'

/**
 * The board as values. Never throws on content, whoever wrote it: what is not understood is left out of the result
 * (never out of the document) and listed in `problems`.
 */
export function readBoard(doc: Y.Doc): BoardReading {
  const problems: Problem[] = tooNew(doc)
  const elements = new Map<string, BoardElement>()
  for (const id of elementsOf(doc).keys()) {
    const element = readElement(doc, id, problems)
    if (element) elements.set(id, element)
  }
  return { board: { schemaVersion: schemaVersionOf(doc), elements }, problems }
}

/** One element, or undefined where there is none that can be shown. Adds what it could not read to `problems`. */
export function readElement(doc: Y.Doc, id: string, problems: Problem[] = []): BoardElement | undefined {
  const map: unknown = elementsOf(doc).get(id)
  if (!(map instanceof Y.Map)) {
    if (map !== undefined) problems.push({ elementId: id, field: '', reason: 'bad-element' })
    return undefined
  }
  const base = readBase(map.get(key.base))
  if (!base) {
    problems.push({ elementId: id, field: key.base, reason: 'bad-element' })
    return undefined
  }
  const common = {
    id,
    zoneId: stringOrNull(current(map, key.zoneId, base.z)),
    order: orderOf(map, base),
    createdAt: Number.isFinite(base.at) ? base.at * 1000 : 0,
    createdBy: typeof base.by === 'string' ? base.by : null,
  }
  const geometry = readGeometry(map.get(key.geometry)) ?? readGeometry(base.g)
  const text = readText(map.get(key.text))
  switch (base.t) {
    case undefined:
      return { ...common, ...readCard(doc, id, map, base, problems), type: 'card', text, geometry }
    case 'connector':
      return {
        ...common,
        type: 'connector',
        from: stringOrNull(current(map, key.from, base.from)),
        to: stringOrNull(current(map, key.to, base.to)),
        text,
        geometry: geometry ?? nowhere,
      }
    case 'shape':
      return {
        ...common,
        type: 'shape',
        shape: base.k === 'ellipse' || base.k === 'text' ? base.k : 'rectangle',
        color: colorOf(map, base),
        text,
        geometry: geometry ?? nowhere,
      }
    case 'drawing':
      return {
        ...common,
        type: 'drawing',
        color: colorOf(map, base),
        points: Array.isArray(base.p) ? base.p.filter((n): n is number => Number.isFinite(n)) : [],
        geometry: geometry ?? nowhere,
      }
    case 'picture': {
      const asset = isPictureName(base.a) ? base.a : ''
      if (asset === '') problems.push({ elementId: id, field: 'a', reason: 'bad-field' })
      return {
        ...common,
        type: 'picture',
        asset,
        pixels: readPixels(base.px),
        text,
        isDecorative: current(map, key.decorative, base.d) === true,
        geometry: geometry ?? nowhere,
      }
    }
    default:
      problems.push({ elementId: id, field: '', reason: 'unknown-type' })
      return { ...common, type: 'opaque', typeName: base.t, text, geometry }
  }
}

/** The session as values; the same promise as `readBoard`. */
export function readSession(doc: Y.Doc): SessionReading {
  const problems: Problem[] = tooNew(doc)
  const zones = new Map<string, Zone>()
  for (const id of zonesOf(doc).keys()) {
    const zone = readZone(doc, id, problems)
    if (zone) zones.set(id, zone)
  }
  const session: Session = { schemaVersion: schemaVersionOf(doc), meta: readMeta(metaOf(doc)), zones }
  const waivers = readWaivers(doc, problems)
  return { session: waivers.size > 0 ? { ...session, waivers } : session, problems }
}

function readWaivers(doc: Y.Doc, problems: Problem[]): Map<string, Waiver> {
  const waivers = new Map<string, Waiver>()
  if (!doc.share.has('waivers')) return waivers
  for (const [name, value] of waiversOf(doc)) {
    if (Value.Check(waiverSchema, value)) waivers.set(name, value)
    else problems.push({ elementId: name, field: '', reason: 'bad-element' })
  }
  return waivers
}

/** One zone, or undefined. */
export function readZone(doc: Y.Doc, id: string, problems: Problem[] = []): Zone | undefined {
  const map: unknown = zonesOf(doc).get(id)
  const base: unknown = map instanceof Y.Map ? map.get(key.base) : undefined
  if (!(map instanceof Y.Map) || !isRecord(base)) {
    problems.push({ elementId: id, field: '', reason: 'bad-element' })
    return undefined
  }
  const fields: Record<string, unknown> = { ...base }
  for (const [name, value] of map.entries()) if (name.startsWith('.')) fields[name.slice(1)] = value
  const geometry = readGeometry(map.get(key.geometry)) ?? readGeometry(base.g)
  const zone: Record<string, unknown> = { ...zoneDefaults, ...dropNull(fields), id, geometry }
  delete zone.g
  if (Value.Check(zoneSchema, zone)) return zone
  problems.push({ elementId: id, field: '', reason: 'bad-element' })
  return undefined
}

/** An empty board, for views that have nothing yet. */
export const emptyBoard: Board = { schemaVersion: 0, elements: new Map() }

const nowhere: Geometry = { x: 0, y: 0, w: 0, h: 0 }
const zoneDefaults = { prompt: '', layout: 'grid', accepts: [], meaning: {}, color: 'grey', order: 'a0' }

function readCard(
  doc: Y.Doc,
  id: string,
  map: Y.Map<unknown>,
  base: Base,
  problems: Problem[],
): Pick<Card, 'kind' | 'known' | 'fields' | 'votes' | 'links'> {
  const kind = stringOr(current(map, key.kind, base.k), '')
  const votes = map.get(key.votes)
  const links = current(map, key.links, base.l)
  const rest = {
    votes: typeof votes === 'number' && Number.isInteger(votes) && votes > 0 ? votes : 0,
    links: Array.isArray(links) ? links.filter((link): link is string => typeof link === 'string') : [],
  }
  if (!isCardKind(kind)) {
    problems.push({ elementId: id, field: 'kind', reason: 'unknown-kind' })
    return { kind, known: false, fields: {}, ...rest }
  }
  const fields: Record<string, unknown> = {}
  const { title, fields: schema }: { title: string; fields: Record<string, Field> } = cardKinds[kind]
  for (const name of Object.keys(schema)) {
    if (name === title) continue
    const field = schema[name] as Field
    if (field.control === 'long') {
      const long = longTextIfAny(doc, id, name)?.toString()
      if (long) fields[name] = long
      continue
    }
    const changed = fieldKey(name)
    const value = map.has(changed) ? map.get(changed) : base.f?.[name]
    if (value === undefined || value === null) continue
    if (Value.Check(field.schema, value)) fields[name] = value
    else problems.push({ elementId: id, field: name, reason: 'bad-field' })
  }
  return { kind, known: true, fields, ...rest }
}

function readMeta(map: Y.Map<unknown>): SessionMeta {
  const period = map.get('period')
  return {
    title: stringOr(map.get('title'), ''),
    templateId: stringOr(map.get('templateId'), 'blank'),
    timezone: stringOr(map.get('timezone'), 'UTC'),
    period:
      isRecord(period) && typeof period.start === 'string' && typeof period.end === 'string'
        ? { start: period.start, end: period.end }
        : { start: '', end: '' },
    createdAt: Number.isFinite(map.get('createdAt')) ? (map.get('createdAt') as number) : 0,
    ...readIfAny(map, 'locale'),
    ...readIfAny(map, 'gate'),
    ...readIfAny(map, 'extensions'),
  }
}

function readIfAny<K extends 'locale' | 'gate' | 'extensions'>(map: Y.Map<unknown>, name: K): Pick<SessionMeta, K> {
  const value = map.get(name)
  const isThere = value !== undefined && Value.Check(sessionMetaSchema.properties[name], value)
  return (isThere ? { [name]: value } : {}) as unknown as Pick<SessionMeta, K>
}

function readBase(value: unknown): Base | undefined {
  if (!isRecord(value) || (value.t !== undefined && typeof value.t !== 'string')) return undefined
  return { ...(value as unknown as Base), ...(isRecord(value.f) ? {} : { f: {} }) }
}

function readGeometry(value: unknown): Geometry | null {
  if (!Array.isArray(value) || value.length < 2) return null
  const [x, y, w = CARD_SIZE.w, h = CARD_SIZE.h] = value as unknown[]
  if (!isCoordinate(x) || !isCoordinate(y) || !isCoordinate(w) || !isCoordinate(h)) return null
  return { x, y, w, h }
}

/** A wall is at most this large in each direction, board units; beyond it a coordinate is not believed. */
const MAX_COORDINATE = 10_000_000

function isCoordinate(n: unknown): n is number {
  return typeof n === 'number' && Number.isFinite(n) && Math.abs(n) <= MAX_COORDINATE
}

function readPixels(value: unknown): { w: number; h: number } {
  const [w, h] = Array.isArray(value) ? (value as unknown[]) : []
  const isSize = (n: unknown): n is number => isCoordinate(n) && n >= 1
  return isSize(w) && isSize(h) ? { w, h } : { w: 1, h: 1 }
}

function readText(value: unknown): string {
  if (value instanceof Y.Text) return value.toString()
  return typeof value === 'string' ? value : ''
}

function current(map: Y.Map<unknown>, name: string, atCreation: unknown): unknown {
  return map.has(name) ? map.get(name) : atCreation
}

function orderOf(map: Y.Map<unknown>, base: Base): string {
  const order = current(map, key.order, base.o)
  return typeof order === 'string' && order !== '' ? order : 'a0'
}

function colorOf(map: Y.Map<unknown>, base: Base): Color {
  const color = current(map, key.color, base.c)
  return colors.find((known) => known === color) ?? 'grey'
}

function tooNew(doc: Y.Doc): Problem[] {
  return isTooNew(doc) ? [{ elementId: '', field: 'schemaVersion', reason: 'newer-document' }] : []
}

function stringOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function stringOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function dropNull(of: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== null && value !== undefined))
}
