import { bounds } from '@planwall/shared/board/geometry'
import type { Geometry } from '@planwall/shared/board/model'
import { zonesMeant } from '@planwall/shared/session/briefing'
import { currentStep } from '@planwall/shared/session/facilitation'
import type { Facilitation } from '@planwall/shared/session/facilitation'
import { groupOfZone } from '@planwall/shared/session/rules'

/** A part of the wall everybody is brought to; `key` is another one for every new start and summons. */
export interface Place {
  key: string
  area: Geometry
}

/**
 * Where somebody has to look now: at what the last summons shows, else at the zones of the step; of a step by groups, at
 * those of one's own group. Undefined where nothing says so. Whoever called the others together stays where they are.
 */
export function whereToLook(facilitation: Facilitation, personId: string | null): Place | undefined {
  const { run, zones, members } = facilitation
  const { summon } = run
  const step = currentStep(facilitation)
  const groupId = personId === null ? undefined : members.get(personId)
  if (summon) {
    const key = `summon ${summon.n}`
    if (!('zoneIds' in summon.target)) {
      return summon.by !== null && summon.by === personId ? undefined : { key, area: summon.target }
    }
    return placeOf(key, zonesMeant(facilitation, summon.target.zoneIds, groupId), zones)
  }
  if (!step || !run.step) return undefined
  const meant = zonesMeant(facilitation, step.zoneIds, groupId)
  const own = meant.filter((id) => groupId !== undefined && groupOfZone(facilitation, id) === groupId)
  return placeOf(`step ${run.step.n}`, step.rules.byGroup && own.length > 0 ? own : meant, zones)
}

function placeOf(key: string, zoneIds: readonly string[], zones: Facilitation['zones']): Place | undefined {
  const area = bounds(zoneIds.flatMap((id) => zones.get(id)?.geometry ?? []))
  return area ? { key, area } : undefined
}
