import { elementsOf, zonesOf } from '@planwall/shared/board/doc'
import { addCards, deleteElements, setText } from '@planwall/shared/board/edit'
import type { Geometry } from '@planwall/shared/board/model'
import { readElement, readZone } from '@planwall/shared/board/read'
import { addZones } from '@planwall/shared/session/edit-session'
import { newCard, zone } from '@planwall/shared/testing/builders'
import { createTLStore, react } from '@tldraw/editor'
import type { Editor, TLShapeId } from '@tldraw/tldraw'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { bindBoardView } from '../sync/board-view.ts'
import type { BoardHandle } from '../sync/open-board.ts'
import { createPresence } from '../sync/presence.ts'
import { createUndo } from '../sync/undo.ts'
import { bindDocument } from './bind-document.ts'
import { placedAt } from './element-to-record.ts'
import type { Refusal } from './moves.ts'
import { geometryOf } from './record-to-element.ts'
import { elementRecordId, zoneRecordId } from './records.ts'
import type { CardRecord, WallRecord } from './records.ts'
import { shapeUtils } from './shapes/shape-utils.ts'

const frames: (() => void)[] = []

beforeEach(() => {
  vi.stubGlobal('document', { visibilityState: 'visible' })
  vi.stubGlobal('requestAnimationFrame', (call: () => void) => frames.push(call))
  vi.stubGlobal('cancelAnimationFrame', () => undefined)
})

afterEach(() => {
  vi.unstubAllGlobals()
  frames.length = 0
})

const notes = zone('notes', { accepts: ['note'], geometry: { x: 0, y: 0, w: 1000, h: 1000 } })
const tasks = zone('tasks', {
  accepts: ['task'],
  meaning: { dueWindow: 'month' },
  geometry: { x: 2000, y: 0, w: 1000, h: 1000 },
})
const at = (x: number, y: number): Geometry => ({ x, y, w: 200, h: 120 })

/** A wall without a browser: the editor's store, both documents, and the way between them. */
function wall() {
  const [board, session] = [new Y.Doc(), new Y.Doc()]
  addZones(session, [notes, tasks], 'test')
  addCards(
    board,
    ['a', 'b'].map((id) => newCard('note', { id, text: id, zoneId: 'notes', geometry: at(100, 100) })),
    'test',
  )
  const { view, stop: stopView } = bindBoardView(board, session)
  const origin = {}
  const presence = createPresence(new Awareness(board), { name: 'Ana', color: 0, role: 'facilitator', personId: null })
  const undo = createUndo([board, session], origin)
  const store = createTLStore({ shapeUtils, bindingUtils: [] })
  const editor = { store, sideEffects: store.sideEffects } as unknown as Editor
  const refused: Refusal[] = []
  const seat = { seatId: 's', role: 'facilitator', personId: null }
  const handle = { board, session, view, origin, presence, undo, seat } as unknown as BoardHandle
  const binding = bindDocument(editor, handle, { onRefused: (cards) => refused.push(...cards) })
  const updates: Uint8Array[] = []
  for (const doc of [board, session]) doc.on('update', (update: Uint8Array) => updates.push(update))
  const shown = (id: TLShapeId) => {
    const record = store.get(id)
    return record && geometryOf(record as WallRecord)
  }
  return {
    board,
    session,
    view,
    undo,
    binding,
    store,
    refused,
    updates,
    shown,
    drag: (id: TLShapeId, to: Partial<Geometry>) => {
      const record = store.get(id) as WallRecord
      store.put([placedAt(record, { ...geometryOf(record), ...to })])
    },
    stop: () => {
      binding.stop()
      stopView()
      presence.stop()
      undo.stop()
    },
  }
}

/** The next frame of the browser, after everything that was already under way. */
async function nextFrame(): Promise<void> {
  await Promise.resolve()
  for (const call of frames.splice(0)) call()
}

const a = elementRecordId('a')

describe('document to canvas', () => {
  it('what is in the documents is on the canvas at once', () => {
    const { shown, stop } = wall()
    expect([shown(a), shown(zoneRecordId('tasks'))]).toEqual([at(100, 100), tasks.geometry])
    stop()
  })

  it("other people's changes arrive with the next frame, many in one", async () => {
    const { board, store, stop } = wall()
    let batches = 0
    const stopCounting = react('count', () => {
      store.query.ids('shape').get()
      batches++
    })
    batches = 0
    addCards(board, [newCard('note', { id: 'c' }), newCard('note', { id: 'd' })], 'other')
    setText(board, 'a', 'Hello', 'other')
    deleteElements(board, ['b'], 'other')
    expect(store.has(elementRecordId('c'))).toBe(false)
    await nextFrame()
    expect([store.has(elementRecordId('c')), store.has(elementRecordId('d')), store.has(elementRecordId('b'))]).toEqual(
      [true, true, false],
    )
    expect((store.get(a) as CardRecord).props.content.text).toBe('Hello')
    expect(batches).toBe(1)
    stopCounting()
    stop()
  })

  it('an element that makes no sense is left out, and the others are shown', async () => {
    const { board, store, stop } = wall()
    elementsOf(board).set('bad', new Y.Map([['b', 'nonsense']]))
    addCards(board, [newCard('note', { id: 'c' })], 'other')
    await nextFrame()
    expect([store.has(elementRecordId('bad')), store.has(elementRecordId('c'))]).toEqual([false, true])
    stop()
  })

  it('what arrives is never written back', async () => {
    const { board, updates, stop } = wall()
    addCards(board, [newCard('note', { id: 'c' })], 'other')
    updates.length = 0
    await nextFrame()
    await nextFrame()
    expect(updates).toEqual([])
    stop()
  })
})

describe('a gesture', () => {
  it('of a second costs one write of at most 120 bytes, when it ends', () => {
    const { binding, drag, updates, board, stop } = wall()
    binding.hold([a])
    for (let frame = 1; frame <= 60; frame++) drag(a, { x: 100 + frame * 3.5, y: 100 + frame })
    expect(updates).toEqual([])
    binding.commit()
    expect(updates).toHaveLength(1)
    expect(updates[0]?.length).toBeLessThanOrEqual(120)
    expect(readElement(board, 'a')?.geometry).toEqual(at(310, 160))
    stop()
  })

  it('that ends where it began writes nothing', () => {
    const { binding, drag, updates, stop } = wall()
    binding.hold([a])
    drag(a, { x: 300 })
    drag(a, { x: 100 })
    binding.commit()
    expect(updates).toEqual([])
    stop()
  })

  it('that is given up puts everything back', () => {
    const { binding, drag, shown, updates, stop } = wall()
    binding.hold([a])
    drag(a, { x: 700 })
    binding.revert()
    expect(shown(a)).toEqual(at(100, 100))
    expect(updates).toEqual([])
    stop()
  })

  it('is not disturbed by a change of the same card elsewhere: words arrive, the place is the hand', async () => {
    const { binding, drag, shown, board, store, stop } = wall()
    binding.hold([a])
    drag(a, { x: 400 })
    setText(board, 'a', 'New words', 'other')
    await nextFrame()
    expect(shown(a)).toEqual(at(400, 100))
    expect((store.get(a) as CardRecord).props.content.text).toBe('New words')
    binding.commit()
    expect(readElement(board, 'a')).toMatchObject({ text: 'New words', geometry: at(400, 100) })
    stop()
  })

  it('on a card that somebody deleted meanwhile writes nothing', async () => {
    const { binding, drag, board, store, stop } = wall()
    binding.hold([a])
    drag(a, { x: 400 })
    deleteElements(board, ['a'], 'other')
    await nextFrame()
    expect(store.has(a)).toBe(false)
    binding.commit()
    expect(readElement(board, 'a')).toBeUndefined()
    stop()
  })

  it('that drops a card on a zone that does not take it is undone, with the reason', () => {
    const { binding, drag, shown, refused, updates, stop } = wall()
    binding.hold([a])
    drag(a, { x: 2100, y: 300 })
    binding.commit()
    expect(shown(a)).toEqual(at(100, 100))
    expect(refused).toMatchObject([{ id: 'a', kind: 'note', zone: { id: 'tasks' } }])
    expect(updates).toEqual([])
    stop()
  })

  it('that moves a zone takes its cards along: one write in each document, the cards stay in the zone', () => {
    const { binding, drag, board, session, updates, stop } = wall()
    const zoneId = zoneRecordId('notes')
    binding.hold([zoneId, a], new Set([a]))
    drag(zoneId, { x: 2500 })
    drag(a, { x: 2600 })
    binding.commit()
    expect(readZone(session, 'notes')?.geometry.x).toBe(2500)
    expect(readElement(board, 'a')).toMatchObject({ zoneId: 'notes', geometry: at(2600, 100) })
    expect(updates).toHaveLength(2)
    stop()
  })

  it('is taken back by undo, on the canvas too', async () => {
    const { binding, drag, shown, undo, stop } = wall()
    undo.boundary()
    binding.hold([a])
    drag(a, { x: 500 })
    binding.commit()
    undo.undo()
    await nextFrame()
    expect(shown(a)).toEqual(at(100, 100))
    stop()
  })
})

describe('what the editor changes by itself', () => {
  it('is written with the next frame, as one change', async () => {
    const { drag, updates, board, stop } = wall()
    drag(a, { x: 300 })
    drag(elementRecordId('b'), { x: 300 })
    expect(updates).toEqual([])
    await nextFrame()
    expect(updates).toHaveLength(1)
    expect(readElement(board, 'b')?.geometry).toEqual(at(300, 100))
    stop()
  })

  it('deletions are deletions; a zone comes back, since zones are not deleted here', async () => {
    const { store, board, session, stop } = wall()
    store.remove([a, zoneRecordId('tasks')])
    await nextFrame()
    expect(readElement(board, 'a')).toBeUndefined()
    expect([zonesOf(session).has('tasks'), store.has(zoneRecordId('tasks'))]).toEqual([true, true])
    stop()
  })
})
