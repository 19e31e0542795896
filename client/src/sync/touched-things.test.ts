import { addCards, deleteElements, moveElements, setField, setText, spliceLongText } from '@planwall/shared/board/edit'
import { changeZone, setMeta } from '@planwall/shared/session/edit-session'
import { newBoard, newCard } from '@planwall/shared/testing/builders'
import { expect, it } from 'vitest'
import type * as Y from 'yjs'
import { touchedThings } from './touched-things.ts'

const geometry = { x: 9, y: 9, w: 9, h: 9 }

const rows: [what: string, act: (board: Y.Doc, session: Y.Doc) => void, things: string[]][] = [
  [
    'new cards',
    (board) => addCards(board, [newCard('note', { id: 'x' }), newCard('note', { id: 'y' })], 'me'),
    ['x', 'y'],
  ],
  ['a title', (board) => setText(board, 'a', 'New', 'me'), ['a']],
  ['a field', (board) => void setField(board, 'a', 'due', '2026-05-01', 'me'), ['a']],
  ['the first words of a description', (board) => describeA(board), ['a']],
  ['moving two', (board) => moveBoth(board), ['a', 'b']],
  ['deleting', (board) => deleteElements(board, ['a'], 'me'), ['a']],
]

it.each(rows)('%s is told by the elements it is about', (_what, act, ids) => {
  expect(touchedBy(act)).toEqual(ids.map((id) => `elements ${id}`))
})

it('zones and the values of the board are things of their own', () => {
  expect(touchedBy((_board, session) => void changeZone(session, 'ideas', { name: 'New' }, 'me'))).toEqual([
    'zones ideas',
  ])
  expect(touchedBy((_board, session) => setMeta(session, { title: 'New' }, 'me'))).toEqual(['meta title'])
})

function describeA(board: Y.Doc): void {
  spliceLongText(board, 'a', 'description', { index: 0, remove: 0, insert: 'Long' }, 'me')
}

function moveBoth(board: Y.Doc): void {
  const moves = ['a', 'b'].map((id) => ({ id, geometry }))
  moveElements(board, moves, { today: '2026-01-01', zones: new Map() }, 'me')
}

function touchedBy(act: (board: Y.Doc, session: Y.Doc) => void): string[] {
  const { board, session } = newBoard()
  addCards(board, [newCard('task', { id: 'a' }), newCard('note', { id: 'b' })], 'test')
  const things = new Set<string>()
  for (const doc of [board, session]) {
    doc.on('afterTransaction', (transaction) => {
      for (const thing of touchedThings(transaction)) things.add(thing)
    })
  }
  act(board, session)
  return [...things]
}
