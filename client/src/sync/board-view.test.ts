import { metaOf, SCHEMA_VERSION } from '@planwall/shared/board/doc'
import { addCards, deleteElements, setLongText, setText } from '@planwall/shared/board/edit'
import type { NewCard } from '@planwall/shared/board/edit'
import { readBoard } from '@planwall/shared/board/read'
import * as Y from 'yjs'
import { expect, it, vi } from 'vitest'
import { bindBoardView } from './board-view.ts'

function card(id: string): NewCard {
  return {
    id,
    kind: 'goal',
    text: id,
    zoneId: null,
    geometry: null,
    order: 'a0',
    createdAt: 0,
    createdBy: null,
  }
}

it('follows every kind of change, and equals a fresh reading', async () => {
  const board = new Y.Doc()
  addCards(board, [card('a'), card('b'), card('c')], null)
  const { view } = bindBoardView(board, new Y.Doc())
  const untouched = view.getState().elements.get('b')
  setText(board, 'a', 'changed', null)
  setLongText(board, 'a', 'description', 'a long story', null)
  deleteElements(board, ['c'], null)
  addCards(board, [card('d')], null)
  await vi.waitFor(() => expect(view.getState().elements.has('d')).toBe(true))
  expect(view.getState().elements).toEqual(readBoard(board).board.elements)
  expect(view.getState().elements.get('b')).toBe(untouched)
  setLongText(board, 'a', 'description', 'a longer story', null)
  await vi.waitFor(() =>
    expect(view.getState().elements.get('a')).toMatchObject({ fields: { description: 'a longer story' } }),
  )
})

it('many changes in one turn arrive as one new state', async () => {
  const board = new Y.Doc()
  const { view } = bindBoardView(board, new Y.Doc())
  const seen = vi.fn()
  view.subscribe(seen)
  for (let i = 0; i < 50; i++) addCards(board, [card(`c${i}`)], null)
  await vi.waitFor(() => expect(view.getState().elements.size).toBe(50))
  expect(seen).toHaveBeenCalledTimes(1)
})

it('a board that says it was written by a newer build is looked at only, from that moment on', async () => {
  const board = new Y.Doc()
  const { view } = bindBoardView(board, new Y.Doc())
  metaOf(board).set('schemaVersion', SCHEMA_VERSION + 1)
  await vi.waitFor(() => expect(view.getState().tooNew).toBe(true))
})
