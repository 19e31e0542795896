import { addCards, deleteElements, setField, setText } from '@planwall/shared/board/edit'
import type { NewCard } from '@planwall/shared/board/edit'
import { readBoard } from '@planwall/shared/board/read'
import { addZones, changeZone } from '@planwall/shared/session/edit-session'
import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { createUndo } from './undo.ts'

const me = { person: 'me' }
const other = { person: 'other' }

function card(id: string, text: string): NewCard {
  return {
    id,
    kind: 'task',
    text,
    zoneId: null,
    geometry: { x: 0, y: 0, w: 200, h: 120 },
    order: 'a0',
    createdAt: 0,
    createdBy: null,
  }
}

function texts(board: Y.Doc): string[] {
  return [...readBoard(board).board.elements.values()]
    .map((element) => ('text' in element ? element.text : ''))
    .toSorted()
}

describe('undo', () => {
  it('takes back my changes and leaves those of others', () => {
    const board = new Y.Doc()
    const undo = createUndo([board], me)
    addCards(board, [card('a', 'mine')], me)
    addCards(board, [card('b', 'theirs')], other)
    undo.undo()
    expect(texts(board)).toEqual(['theirs'])
    undo.redo()
    expect(texts(board)).toEqual(['mine', 'theirs'])
  })

  it('a gesture is one step when it begins with a boundary', () => {
    const board = new Y.Doc()
    const undo = createUndo([board], me)
    addCards(board, [card('a', 'one')], me)
    undo.boundary()
    setField(board, 'a', 'due', '2026-12-01', me)
    undo.undo()
    expect(texts(board)).toEqual(['one'])
    const element = readBoard(board).board.elements.get('a')
    expect(element?.type === 'card' && element.fields.due).toBeFalsy()
  })

  it('restores a deleted card with its text and its description', () => {
    const board = new Y.Doc()
    const undo = createUndo([board], me)
    addCards(board, [{ ...card('a', 'keep'), fields: { description: 'all of it' } }], me)
    undo.boundary()
    deleteElements(board, ['a'], me)
    undo.undo()
    const element = readBoard(board).board.elements.get('a')
    expect(element).toMatchObject({ text: 'keep', fields: { description: 'all of it' } })
  })

  it('keeps what another person typed into the text I take back from', () => {
    const board = new Y.Doc()
    addCards(board, [card('a', 'Call')], other)
    const undo = createUndo([board], me)
    setText(board, 'a', 'Call Ann', me)
    setText(board, 'a', 'Please Call Ann', other)
    undo.undo()
    expect(texts(board)).toEqual(['Please Call'])
  })

  it('goes back through both documents in the order things were done', () => {
    const board = new Y.Doc()
    const session = new Y.Doc()
    const zone = {
      id: 'z',
      name: 'Goal',
      prompt: '',
      layout: 'free' as const,
      accepts: [],
      meaning: {},
      color: 'grey' as const,
      order: 'a0',
      geometry: { x: 0, y: 0, w: 10, h: 10 },
    }
    addZones(session, [zone], other)
    const undo = createUndo([board, session], me)
    addCards(board, [card('a', 'first')], me)
    undo.boundary()
    changeZone(session, 'z', { name: 'Renamed' }, me)
    undo.boundary()
    addCards(board, [card('b', 'second')], me)
    undo.undo()
    expect(texts(board)).toEqual(['first'])
    expect(session.getMap<Y.Map<unknown>>('zones').get('z')?.get('.name')).toBe('Renamed')
    undo.undo()
    expect(session.getMap<Y.Map<unknown>>('zones').get('z')?.get('.name')).toBeUndefined()
    undo.undo()
    expect(texts(board)).toEqual([])
    expect(undo.state.getState()).toEqual({ canUndo: false, canRedo: true })
  })

  it('what is done to both documents at once is taken back and done again at once', () => {
    const board = new Y.Doc()
    const session = new Y.Doc()
    const undo = createUndo([board, session], me)
    const name = () => session.getMap('meta').get('title')
    session.transact(() => session.getMap('meta').set('title', 'New'), me)
    addCards(board, [card('a', 'one')], me)
    undo.undo()
    expect([name(), texts(board)]).toEqual([undefined, []])
    undo.redo()
    expect([name(), texts(board)]).toEqual(['New', ['one']])
  })

  it('a new change ends what could be redone', () => {
    const board = new Y.Doc()
    const session = new Y.Doc()
    const undo = createUndo([board, session], me)
    addCards(board, [card('a', 'one')], me)
    undo.undo()
    addCards(board, [card('b', 'two')], me)
    expect(undo.state.getState().canRedo).toBe(false)
  })
})
