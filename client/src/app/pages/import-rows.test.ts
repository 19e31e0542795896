import { readImport } from '@planwall/shared/import/read-import'
import { boardFileFromCards } from '@planwall/shared/import/board-from-cards'
import { readBoard, readSession } from '@planwall/shared/board/read'
import { extractPlan } from '@planwall/shared/plan/extract'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { readRows } from '../../features/cards/parse-block.ts'
import type { BlockSettings } from '../../features/cards/parse-block.ts'
import { newId } from '../../sync/new-id.ts'
import { cardsOf, movesNamedIn } from './import-rows.ts'

const rows = [
  ['What', 'Who', 'Deadline', 'Epic'],
  ['List the sleepers', 'Carla', '2027-02-03', 'Reactivate'],
  ['Call them', 'carla', '', 'reactivate'],
  ['Order cake', '', '', ''],
]

it('tasks lie under the moves their rows name, each person and move is there once, and nobody is invented', () => {
  const moves = movesNamedIn(rows)
  const settings: BlockSettings = {
    kind: 'task',
    columns: ['summary', 'assignee', 'due', 'moveId'],
    hasHeading: true,
    dates: 'dmy',
    decimal: '.',
    words: { field: (name) => name, option: (_field, option) => option },
    cards: moves,
  }
  const { cards } = cardsOf({ rows: readRows(rows, settings), settings }, moves)
  const file = boardFileFromCards('Spring', cards, { timezone: 'UTC', today: '2027-01-15', createdAt: 0, newId })
  const reading = readImport(file, newId)
  if (!reading.ok) throw new Error(reading.message)
  const docs = { board: new Y.Doc(), session: new Y.Doc() }
  reading.apply(docs, { timezone: 'UTC', today: '2027-01-15', createdAt: 0, newId }, 'test')
  const { session } = readSession(docs.session)
  const of = { boardId: 'b', asOf: '2027-01-15', exportedAt: '', generator: '' }
  const plan = extractPlan(readBoard(docs.board).board, session, of)
  const [move] = plan.moves
  const [carla] = plan.people
  expect([plan.moves.length, plan.people.length, session.meta.title]).toEqual([1, 1, 'Spring'])
  expect(plan.tasks.map(({ summary, assignee, due, moveId }) => [summary, assignee, due, moveId])).toEqual([
    ['List the sleepers', carla?.id, '2027-02-03', move?.id],
    ['Call them', carla?.id, undefined, move?.id],
  ])
  expect(plan.omitted.map(({ text, reason }) => [text, reason])).toEqual([['Order cake', 'no-move']])
})

it('a column of many different words does not name moves', () => {
  const many = [['Task'], ...Array.from({ length: 41 }, (_, i) => [`Task ${String.fromCharCode(65 + i)}${i}`])]
  expect(movesNamedIn(many)).toEqual([])
})
