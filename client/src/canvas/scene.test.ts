import type { BoardElement, Drawing, Shape } from '@planwall/shared/board/model'
import { arrow, card, zone } from '@planwall/shared/testing/builders'
import { createTLStore } from '@tldraw/editor'
import type { Editor } from '@tldraw/tldraw'
import { describe, expect, it } from 'vitest'
import { elementToRecord, placedAt, zoneToRecord } from './element-to-record.ts'
import { elementRecordId, idOfRecord } from './records.ts'
import { Scene } from './scene.ts'
import { shapeUtils } from './shapes/shape-utils.ts'

const common = { zoneId: null, order: 'a5', createdAt: 0, createdBy: null, color: 'blue' as const }

const area = (id: string, x: number): Shape => ({
  ...common,
  type: 'shape',
  id,
  shape: 'rectangle',
  text: '',
  geometry: { x, y: 0, w: 400, h: 400 },
})

const drawing: Drawing = {
  ...common,
  type: 'drawing',
  id: 'drawn',
  points: [0, 0, 100, 100],
  geometry: { x: 1000, y: 0, w: 100, h: 100 },
}

const outer = zone('outer', { order: 'a9', geometry: { x: 0, y: 0, w: 900, h: 900 } })
const inner = zone('inner', { order: 'a1', geometry: { x: 50, y: 50, w: 400, h: 400 } })

function sceneOf(...elements: BoardElement[]) {
  const store = createTLStore({ shapeUtils, bindingUtils: [] })
  const scene = new Scene({ store, sideEffects: store.sideEffects } as unknown as Editor)
  const put = (...more: BoardElement[]) => store.put(more.flatMap((element) => elementToRecord(element) ?? []))
  store.put([outer, inner].map(zoneToRecord))
  put(...elements)
  const pick = (x: number, y: number) => {
    const record = scene.pick({ x, y }, 5, () => true)
    return record && idOfRecord(record.id)
  }
  return { store, scene, put, pick, stack: () => scene.stack().map(({ id }) => idOfRecord(id)) }
}

const at = (id: string, x: number, y: number, order = 'a5') =>
  card('note', { id, order, geometry: { x, y, w: 200, h: 120 } })

describe('what lies on the wall', () => {
  it('zones lie at the back, the smaller in front of the larger; then areas, lines, and cards by their order', () => {
    const { stack } = sceneOf(at('top', 0, 0, 'a8'), at('low', 0, 0, 'a2'), arrow('top', 'low'), area('group', 0))
    expect(stack()).toEqual(['outer', 'inner', 'group', 'top -> low', 'low', 'top'])
  })

  it('the front-most thing is picked, and a card brought to the front from then on', () => {
    const { pick, put } = sceneOf(at('a', 0, 0, 'a1'), at('b', 100, 60, 'a2'))
    expect([pick(150, 100), pick(10, 10), pick(60, 300), pick(800, 800), pick(2000, 0)]).toEqual([
      'b',
      'a',
      'inner',
      'outer',
      undefined,
    ])
    put(at('a', 0, 0, 'a3'))
    expect(pick(150, 100)).toBe('a')
  })

  it('a line is picked near it, wherever its ends have gone', () => {
    const { pick, put } = sceneOf(at('a', 2000, 0), at('b', 2600, 0), arrow('a', 'b'))
    expect([pick(2400, 62), pick(2400, 90)]).toEqual(['a -> b', undefined])
    put(at('b', 2600, 600))
    expect(pick(2400, 62)).toBeUndefined()
  })

  it('a drawing is picked along its line only', () => {
    const { pick } = sceneOf(drawing)
    expect([pick(1050, 52), pick(1090, 10)]).toEqual(['drawn', undefined])
  })

  it('a box finds what touches it', () => {
    const { scene } = sceneOf(at('a', 2000, 0), at('b', 2600, 0), drawing)
    const found = scene.within({ x: 2190, y: 100, w: 300, h: 300 }).map(({ id }) => idOfRecord(id))
    expect(found).toEqual(['a'])
  })

  it('follows what moves and what goes, and says so', () => {
    const { scene, store, pick } = sceneOf(at('a', 2000, 0))
    const id = elementRecordId('a')
    const before = [scene.version.get(), scene.contents.get()] as const
    store.put([placedAt(scene.get(id) ?? zoneToRecord(outer), { x: 3000, y: 0, w: 200, h: 120 })])
    expect([pick(2010, 10), pick(3010, 10)]).toEqual([undefined, 'a'])
    expect(scene.version.get()).toBe(before[0] + 1)
    expect(scene.contents.get()).toBe(before[1])
    store.remove([id])
    expect([pick(3010, 10), scene.size]).toEqual([undefined, 2])
    expect(scene.contents.get()).toBe(before[1] + 1)
  })

  it('the box around everything holds every card', () => {
    const { scene } = sceneOf(at('a', -500, 20), at('b', 3000, 2000))
    expect(scene.bounds()).toEqual({ x: -500, y: 0, w: 3700, h: 2120 })
  })

  it('after it was stopped it follows no more', () => {
    const { scene, put } = sceneOf()
    scene.stop()
    put(at('a', 0, 0))
    expect(scene.size).toBe(2)
  })
})
