import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { addCards, addConnector, deleteElements, setField, setText } from '../board/edit.ts'
import { readBoard, readSession } from '../board/read.ts'
import { deleteZones, moveZones } from '../session/edit-session.ts'
import type { BoardDocs } from '../templates/apply.ts'
import { anyVerb } from '../testing/arbitraries.ts'
import { newBoard, newCard, t1Session } from '../testing/builders.ts'
import { putBack } from '../unsent/put-back.ts'
import { idsInZone, waysBack } from './go-back.ts'
import type { GoingBack, WallThen } from './go-back.ts'

const { zones } = t1Session()
const zoneId = 'tasks-1-month'
const inZone = zones.get(zoneId)?.geometry ?? { x: 0, y: 0, w: 0, h: 0 }
const place = { x: inZone.x + 20, y: inZone.y + 80, w: 200, h: 120 }
const start = [
  newCard('task', {
    id: 'a',
    text: 'Call',
    fields: { description: 'Early', due: '2026-05-01' },
    zoneId,
    geometry: place,
  }),
  newCard('task', { id: 'b', text: 'Write', zoneId, createdBy: 'ana' }),
  newCard('note', { id: 'c', text: 'An idea' }),
]
const line = { id: 'line', from: 'a', to: 'c', geometry: { x: 0, y: 0, w: 9, h: 9 }, order: 'a1', createdAt: 0 }

function boardThen(): BoardDocs {
  const docs = newBoard()
  addCards(docs.board, start, 'test')
  addConnector(docs.board, { ...line, createdBy: null }, 'test')
  return docs
}

function wallOf({ board, session }: BoardDocs): WallThen {
  return { elements: readBoard(board).board.elements, zones: readSession(session).session.zones }
}

/** What the history tells of a wall: it names nobody. */
function told({ elements, zones: known }: WallThen): WallThen {
  return { zones: known, elements: new Map([...elements].map(([id, one]) => [id, { ...one, createdBy: null }])) }
}

function goBack(docs: BoardDocs, then: WallThen, ids: Iterable<string>, of: Partial<GoingBack> = {}): void {
  const ways = waysBack(wallOf(docs), told(then), { ids, maker: null, mayMakeZones: false, ...of })
  putBack(docs, ways, 'me')
}

describe('[H2] going back', () => {
  it('brings a card that is gone back under its id, with its fields, its zone and its lines', () => {
    const docs = boardThen()
    const then = wallOf(docs)
    deleteElements(docs.board, ['a'], 'test')
    goBack(docs, then, ['a'])
    expect(wallOf(docs).elements.get('a')).toEqual(then.elements.get('a'))
    expect(wallOf(docs).elements.get('line')).toMatchObject({ from: 'a', to: 'c' })
  })

  it('gives a card that is there its fields back, and leaves its maker and its votes alone', () => {
    const docs = boardThen()
    const then = wallOf(docs)
    setText(docs.board, 'b', 'Something else', 'test')
    setField(docs.board, 'b', 'due', '2026-12-31', 'test')
    goBack(docs, then, ['b'])
    expect(wallOf(docs).elements.get('b')).toEqual(then.elements.get('b'))
  })

  it('leaves everything else as it is', () => {
    const docs = boardThen()
    const then = wallOf(docs)
    deleteElements(docs.board, ['a'], 'test')
    addCards(docs.board, [newCard('task', { id: 'new', zoneId })], 'test')
    setText(docs.board, 'c', 'A better idea', 'test')
    goBack(docs, then, idsInZone(then, zoneId))
    const { elements } = wallOf(docs)
    expect(elements.get('c')).toMatchObject({ text: 'A better idea' })
    expect(elements.has('new')).toBe(true)
    expect(elements.get('a')).toEqual(then.elements.get('a'))
  })

  it('of what is as it was, does nothing', () => {
    const docs = boardThen()
    const then = wallOf(docs)
    const ways = waysBack(wallOf(docs), told(then), { ids: then.elements.keys(), maker: null, mayMakeZones: true })
    expect(ways).toEqual([])
  })

  it('goes along with a zone that has moved', () => {
    const docs = boardThen()
    const then = wallOf(docs)
    deleteElements(docs.board, ['a'], 'test')
    moveZones(docs.session, [{ id: zoneId, geometry: { ...inZone, x: inZone.x + 1000, y: inZone.y - 50 } }], 'test')
    goBack(docs, then, ['a'])
    const back = wallOf(docs).elements.get('a')
    expect(back?.geometry).toEqual({ ...place, x: place.x + 1000, y: place.y - 50 })
  })

  it('makes a zone that is gone again for those who may; for others its cards lie in none', () => {
    for (const mayMakeZones of [true, false]) {
      const docs = boardThen()
      const then = wallOf(docs)
      deleteElements(docs.board, ['a', 'b'], 'test')
      deleteZones(docs.session, [zoneId], 'test')
      goBack(docs, then, idsInZone(then, zoneId), { mayMakeZones })
      const now = wallOf(docs)
      expect(now.zones.get(zoneId)).toEqual(mayMakeZones ? then.zones.get(zoneId) : undefined)
      expect(now.elements.get('a')?.zoneId).toBe(mayMakeZones ? zoneId : null)
      expect(now.elements.get('a')?.geometry).toEqual(place)
    }
  })

  it('names nobody else as the maker of what is made again', () => {
    const docs = boardThen()
    const then = wallOf(docs)
    deleteElements(docs.board, ['b'], 'test')
    const ways = waysBack(wallOf(docs), then, { ids: ['b'], maker: 'ben', mayMakeZones: false })
    expect(ways[0]?.after).toMatchObject({ createdBy: null })
    const own = waysBack(wallOf(docs), then, { ids: ['b'], maker: 'ana', mayMakeZones: false })
    expect(own[0]?.after).toMatchObject({ createdBy: 'ana' })
  })

  it('after anything that was done, every card can be what it was; undone, everything is as before', () => {
    fc.assert(
      fc.property(fc.array(anyVerb(zones), { maxLength: 10 }), fc.array(anyVerb(zones), { maxLength: 10 }), (a, b) => {
        const docs = boardThen()
        for (const verb of a) verb.run(docs.board)
        const then = wallOf(docs)
        for (const verb of b) verb.run(docs.board)
        const between = wallOf(docs)
        const undo = new Y.UndoManager([docs.board.getMap('elements')], {
          trackedOrigins: new Set(['me']),
          doc: docs.board,
        })
        goBack(docs, then, then.elements.keys())
        const after = wallOf(docs).elements
        for (const [id, was] of then.elements) {
          // Nothing else is ever made under an id that was taken.
          const isTaken = (between.elements.get(id)?.type ?? 'card') !== 'card'
          if (was.type === 'card' && was.known && !isTaken) expect(after.get(id)).toMatchObject(seen(was))
        }
        for (const id of between.elements.keys()) expect(after.has(id)).toBe(true)
        undo.undo()
        expect([...wallOf(docs).elements.keys()].toSorted()).toEqual([...between.elements.keys()].toSorted())
      }),
      { numRuns: 60 },
    )
  })
})

/** What going back has to bring of a card. Long texts and place are compared where they are shown by themselves. */
function seen(card: { text?: string; kind?: string; zoneId: string | null }) {
  return { text: card.text, kind: card.kind, zoneId: card.zoneId }
}
