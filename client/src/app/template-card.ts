import type { Geometry } from '@planwall/shared/board/model'
import { isRecord, isText, listOf } from './read-json.ts'

/** A zone as the gallery draws it. */
export interface ZoneShape {
  name: string
  color: string
  /** The kind of card that is put here first; empty where any is. */
  kind: string
  geometry: Geometry
}

/** A template as the gallery shows it. */
export interface TemplateCard {
  id: string
  name: string
  summary: string
  /** Length of the session, 0 where there is no agenda. */
  minutes: number
  category: string
  zones: readonly ZoneShape[]
}

/** A template of the catalogue with its columns written out, or undefined where it cannot be shown. */
export function readTemplateCard(value: unknown): TemplateCard | undefined {
  if (!isRecord(value) || !isText(value.id) || !isText(value.name)) return undefined
  return {
    id: value.id,
    name: value.name,
    summary: isText(value.summary) ? value.summary : '',
    minutes: typeof value.minutes === 'number' ? value.minutes : 0,
    category: isText(value.category) ? value.category : '',
    zones: [...(listOf(value.zones, readZone) ?? []), ...readColumns(value.columns)],
  }
}

function readColumns(value: unknown): ZoneShape[] {
  if (!isRecord(value)) return []
  const count = typeof value.default === 'number' ? Math.min(value.default, 12) : 0
  const stepX = typeof value.stepX === 'number' ? value.stepX : 0
  const zones = listOf(value.zones, readZone) ?? []
  return Array.from({ length: count }, (_, column) =>
    zones.map((zone) => ({
      ...zone,
      name: zone.name.replaceAll('{n}', String(column + 1)),
      geometry: { ...zone.geometry, x: zone.geometry.x + column * stepX },
    })),
  ).flat()
}

function readZone(value: unknown): ZoneShape | undefined {
  const geometry = isRecord(value) ? readGeometry(value.geometry) : undefined
  if (!isRecord(value) || !geometry) return undefined
  const [first] = Array.isArray(value.accepts) ? (value.accepts as unknown[]) : []
  return {
    name: isText(value.name) ? value.name : '',
    color: isText(value.color) && /^[a-z]+$/.test(value.color) ? value.color : 'grey',
    kind: isText(first) && /^[A-Za-z]+$/.test(first) ? first : '',
    geometry,
  }
}

function readGeometry(value: unknown): Geometry | undefined {
  if (!isRecord(value)) return undefined
  const { x, y, w, h } = value
  return isNumber(x) && isNumber(y) && isNumber(w) && isNumber(h) ? { x, y, w, h } : undefined
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}
