import { bounds, GAP } from '../board/geometry.ts'
import type { Zone } from '../board/model.ts'
import { byOrder } from '../board/order.ts'
import { COPY, columnNumber } from '../session/step.ts'
import type { AgendaStep } from '../session/step.ts'
import type { Template, TemplateZone } from './template.ts'

/**
 * The columns of a board as its zones show them, for boards whose template is not in the catalogue: zones that steps name
 * with `{n}`, and those that belong to such a zone and carry its number. The last column is the model of the next one.
 * Undefined where there are none.
 */
export function columnsOfBoard(
  zones: ReadonlyMap<string, Zone>,
  agenda: readonly Pick<AgendaStep, 'zoneIds'>[],
): Template['columns'] {
  const own = [...zones.values()].filter(({ id }) => !id.includes(COPY)).toSorted(byOrder)
  const patterns = patternsOf(own, agenda)
  const numberOf = ({ id }: Zone) => patterns.flatMap((pattern) => columnNumber(pattern, id) ?? [])[0]
  const inColumns = own.filter((zone) => numberOf(zone) !== undefined)
  const last = Math.max(0, ...inColumns.map((zone) => numberOf(zone) ?? 0))
  const model = inColumns.filter((zone) => numberOf(zone) === last)
  const around = bounds(model.map(({ geometry }) => geometry))
  const first = inColumns[0]
  if (!around || !first) return undefined
  const stepX = stepOf(model, inColumns, numberOf) ?? around.w + GAP
  return {
    default: last,
    max: Math.max(last, 1),
    stepX: Math.max(1, Math.round(stepX)),
    after: own[own.indexOf(first) - 1]?.id ?? '',
    zones: model.map((zone) => asPattern(zone, last, stepX)),
  }
}

/** What steps name, and what belongs to that. */
function patternsOf(zones: readonly Zone[], agenda: readonly Pick<AgendaStep, 'zoneIds'>[]): string[] {
  const patterns = new Set(agenda.flatMap(({ zoneIds }) => zoneIds).filter((id) => id.includes('{n}')))
  let size = -1
  while (size !== patterns.size) {
    size = patterns.size
    for (const { id, parentId, meaning } of zones) {
      for (const head of [parentId, meaning.partOf]) {
        const n = [...patterns].flatMap((pattern) => columnNumber(pattern, head ?? '') ?? [])[0]
        if (n !== undefined && withNumber(id, n) !== id) patterns.add(withNumber(id, n))
      }
    }
  }
  return [...patterns]
}

/** How far the last column lies from the one before. */
function stepOf(
  model: readonly Zone[],
  zones: readonly Zone[],
  numberOf: (zone: Zone) => number | undefined,
): number | undefined {
  for (const zone of model) {
    const n = numberOf(zone) ?? 0
    const before = zones.find((one) => numberOf(one) === n - 1 && withNumber(one.id, n - 1) === withNumber(zone.id, n))
    if (before && zone.geometry.x > before.geometry.x) return zone.geometry.x - before.geometry.x
  }
  return undefined
}

/** The zone as column n has it, in the place column 1 would have. */
function asPattern({ order: _order, ...zone }: Zone, n: number, stepX: number): TemplateZone {
  const { geometry, meaning, parentId } = zone
  return {
    ...zone,
    id: withNumber(zone.id, n),
    name: withNumber(zone.name, n),
    prompt: withNumber(zone.prompt, n),
    meaning: { ...meaning, ...(meaning.partOf === undefined ? {} : { partOf: withNumber(meaning.partOf, n) }) },
    ...(parentId === undefined ? {} : { parentId: withNumber(parentId, n) }),
    geometry: { ...geometry, x: Math.round(geometry.x - (n - 1) * stepX) },
  }
}

/** Its number, where it stands alone, becomes `{n}`. */
function withNumber(text: string, n: number): string {
  return text.replace(new RegExp(`(?<![0-9])${n}(?![0-9])`), '{n}')
}
