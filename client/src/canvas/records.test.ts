import type { BoardElement } from '@planwall/shared/board/model'
import { colors } from '@planwall/shared/board/model'
import { anyCard, elementId, geometry, hostileText, order } from '@planwall/shared/testing/arbitraries'
import { zone } from '@planwall/shared/testing/builders'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { elementToRecord, placedAt, zoneToRecord } from './element-to-record.ts'
import { recordToElement, recordToZone } from './record-to-element.ts'
import { elementRecordId, idOfRecord, isZoneRecordId, zoneRecordId } from './records.ts'

const common = {
  id: elementId,
  zoneId: fc.option(elementId),
  order,
  createdAt: fc.nat(),
  createdBy: fc.option(elementId),
}
const color = fc.constantFrom(...colors)

const element: fc.Arbitrary<BoardElement> = fc.oneof(
  elementId.chain((id) => anyCard(id, ['z1', 'z2'])).chain((card) => geometry.map((g) => ({ ...card, geometry: g }))),
  fc.record({
    ...common,
    type: fc.constant('connector' as const),
    from: fc.option(elementId),
    to: fc.option(elementId),
    text: hostileText,
    geometry: geometry.map((g) => ({ ...g, w: -g.w })),
  }),
  fc.record({
    ...common,
    type: fc.constant('shape' as const),
    shape: fc.constantFrom('rectangle' as const, 'ellipse' as const, 'text' as const),
    color,
    text: hostileText,
    geometry,
  }),
  fc.record({ ...common, type: fc.constant('drawing' as const), color, points: fc.array(fc.integer()), geometry }),
  fc.record({
    ...common,
    type: fc.constant('picture' as const),
    asset: fc.constant('ab'.repeat(32)),
    pixels: fc.record({ w: fc.nat(), h: fc.nat() }),
    text: hostileText,
    isDecorative: fc.boolean(),
    geometry,
  }),
  fc.record({
    ...common,
    type: fc.constant('opaque' as const),
    typeName: fc.string(),
    text: hostileText,
    geometry,
  }),
)

describe('canvas records', () => {
  it('an element becomes a record and the same element again, whatever its type', () => {
    fc.assert(
      fc.property(element, (one) => {
        const record = elementToRecord(one)
        expect(record && recordToElement(record)).toEqual(one)
      }),
    )
  })

  it('a record, moved or not, becomes an element and the same record again', () => {
    fc.assert(
      fc.property(element, geometry, (one, to) => {
        const record = elementToRecord(one)
        if (!record) throw new Error('This element lies on the wall.')
        for (const shown of [record, placedAt(record, to)]) {
          expect(elementToRecord(recordToElement(shown))).toEqual(shown)
        }
      }),
    )
  })

  it('a zone becomes a record and the same zone again', () => {
    const one = zone('z', { name: 'Ideas', maxCards: 3, parentId: 'y', geometry: { x: -5, y: 7, w: 400, h: 300 } })
    expect(recordToZone(zoneToRecord(one))).toEqual(one)
  })

  it('an element that is not on the wall has no record', () => {
    fc.assert(fc.property(anyCard('a', []), (card) => elementToRecord({ ...card, geometry: null }) === undefined))
  })

  it('a moved record keeps its words: only its place is new', () => {
    const record = zoneToRecord(zone('z'))
    expect(placedAt(record, { x: 9, y: 9, w: 448, h: 352 }).props).toBe(record.props)
  })

  it('an element and a zone of the same id have different records', () => {
    expect(elementRecordId('a')).not.toBe(zoneRecordId('a'))
    expect([elementRecordId('a'), zoneRecordId('a')].map(idOfRecord)).toEqual(['a', 'a'])
    expect([elementRecordId('a'), zoneRecordId('a')].map(isZoneRecordId)).toEqual([false, true])
  })
})
