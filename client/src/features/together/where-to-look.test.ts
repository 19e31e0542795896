import type { Facilitation } from '@planwall/shared/session/facilitation'
import { zone } from '@planwall/shared/testing/builders'
import { during } from '@planwall/shared/testing/session-builders'
import { describe, expect, it } from 'vitest'
import { whereToLook } from './where-to-look.ts'

const at = (x: number) => ({ geometry: { x, y: 0, w: 100, h: 100 } })
const zones: Facilitation['zones'] = new Map(
  [zone('a', at(0)), zone('b', at(200)), zone('a~g1', at(1000)), zone('a~g2', at(2000))].map((one) => [one.id, one]),
)
const groups = ['g1', 'g2'].map((id, i) => ({ id, name: id, color: 'blue' as const, zoneIds: [], order: `a${i}` }))
const members = new Map([['ana', 'g2']])

describe('where to look', () => {
  it('at all zones of the step that runs; another start is another place', () => {
    const place = whereToLook(during({}, { zoneIds: ['a', 'b'], zones }), 'ana')
    expect(place?.area).toMatchObject({ x: 0, w: 2100 })
    expect(place?.key).toBe('step 1')
  })

  it('nowhere in particular where no step runs, or the step has no zones', () => {
    expect(whereToLook(during(null, { zones }), 'ana')).toBeUndefined()
    expect(whereToLook(during({}, { zones }), 'ana')).toBeUndefined()
  })

  it('[R8] in a step by groups, at the zones of one’s own group', () => {
    const facilitation = during({ byGroup: true }, { zoneIds: ['a'], zones, groups, members })
    expect(whereToLook(facilitation, 'ana')?.area).toMatchObject({ x: 2000, w: 100 })
    expect(whereToLook(facilitation, 'nobody')?.area.w).toBeGreaterThan(100)
  })

  it('[M2] a summons goes before the step, and whoever called stays where they are', () => {
    const target = { x: 5, y: 6, w: 70, h: 80 }
    const facilitation = during({}, { zoneIds: ['b'], zones, run: { summon: { n: 4, at: 0, by: 'fay', target } } })
    expect(whereToLook(facilitation, 'ana')).toEqual({ key: 'summon 4', area: target })
    expect(whereToLook(facilitation, 'fay')).toBeUndefined()
  })
})
