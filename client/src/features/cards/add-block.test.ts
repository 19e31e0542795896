import { addCards } from '@planwall/shared/board/edit'
import { newBoard, newCard } from '@planwall/shared/testing/builders'
import { expect, it } from 'vitest'
import { cardsOfZone } from '../../sync/card-acts.ts'
import { peopleOf } from '../../sync/board-view.ts'
import { boardHandle, settled } from '../../sync/testing/board-handle.ts'
import { addBlock } from './add-block.ts'
import { readBlock, readRows } from './parse-block.ts'
import type { BlockSettings } from './parse-block.ts'

const settings: BlockSettings = {
  kind: 'task',
  columns: ['summary', 'assignee'],
  hasHeading: false,
  dates: 'dmy',
  decimal: '.',
  words: { field: (name) => name, option: (_field, option) => option },
  cards: [],
}

it('a pasted block is one step of undo, the people it names included, and nobody is made twice', async () => {
  const docs = newBoard()
  addCards(docs.board, [newCard('person', { id: 'ana', text: 'Ana', geometry: null })], 'somebody else')
  const handle = boardHandle(docs)
  const rows = readRows(readBlock('Call Acme\tana\nCall Beta\tBo\nCall Cy\tBO'), settings)
  const ids = addBlock(handle, rows, settings, { zoneId: 'tasks-1-month' })
  await settled()
  const people = () => peopleOf(handle.view.getState().elements).map(({ text }) => text)
  expect(people()).toEqual(['Ana', 'Bo'])
  const cards = cardsOfZone(handle, 'tasks-1-month')
  expect(cards.map(({ id }) => id)).toEqual(ids)
  expect(cards[0]?.fields.assignee).toBe('ana')
  expect(cards[1]?.fields.assignee).toBe(cards[2]?.fields.assignee)
  handle.undo.undo()
  await settled()
  expect([cardsOfZone(handle, 'tasks-1-month'), people()]).toEqual([[], ['Ana']])
})
