import { readBoard } from '@planwall/shared/board/read'
import * as Y from 'yjs'
import { fillBoard, wallOfCards } from './cards.ts'
import { count } from './report.ts'
import type { Report } from './report.ts'
import { mean } from './statistics.ts'

const CARDS = 10_000
const GOAL_BYTES = 2_000_000

/** How large a board is when it is sent whole, and how long it takes to read. */
export function measureDocument(report: Report): void {
  report.progress('document')
  const cards = wallOfCards(CARDS)
  const board = new Y.Doc()
  fillBoard(board, cards)
  const update = Y.encodeStateAsUpdate(board)
  const characters = mean(cards.map(({ text }) => text.length))
  report.add({
    part: 'document',
    what: `${count(CARDS)} cards of ${Math.round(characters)} characters, as one update`,
    measured: `${count(update.length)} bytes`,
    goal: `at most ${count(GOAL_BYTES)}`,
    met: update.length <= GOAL_BYTES,
    numbers: { bytes: update.length, cards: CARDS },
  })
  const startedAt = performance.now()
  const received = new Y.Doc()
  Y.applyUpdate(received, update)
  const appliedAt = performance.now()
  readBoard(received)
  const readAt = performance.now()
  report.add({
    part: 'document',
    what: 'the same, applied and read in Node',
    measured: `${Math.round(appliedAt - startedAt)} + ${Math.round(readAt - appliedAt)} ms`,
    numbers: { applyMs: appliedAt - startedAt, readMs: readAt - appliedAt },
  })
}
