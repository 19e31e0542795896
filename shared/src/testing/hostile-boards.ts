import fc from 'fast-check'
import * as Y from 'yjs'
import { cardKinds, isCardKind } from '../board/kinds.ts'
import type { Field } from '../board/fields.ts'
import type { Board, Session } from '../board/model.ts'
import { readBoard, readSession } from '../board/read.ts'
import { wellFormed } from '../board/well-formed.ts'
import type { PlanSource } from '../export/format.ts'
import { BOARD_FILE_FORMAT, applyBoardFile } from '../import/board-file.ts'
import type { BoardFile } from '../import/board-file.ts'
import { restOf } from '../import/board-rest.ts'
import { extractPlan } from '../plan/extract.ts'
import type { BoardDocs } from '../templates/apply.ts'
import { anyBoard, anyCard, hostileText } from './arbitraries.ts'
import { arrow, boardWith, t1Session, TODAY } from './builders.ts'

/** Texts that break files: of every format that a plan leaves in. */
const breaking = fc.constantFrom(
  '=cmd|"/c calc"!A1',
  '+1',
  '-2+3',
  '@SUM(A1)',
  "'=1",
  'a "quoted" word; a comma, a \\ backslash',
  'first\nsecond\r\nthird\n\n- [ ] fourth\n# fifth',
  ']]>',
  '<![CDATA[x]]> &amp; <b>',
  '--> <!-- goal:x -->',
  '| a | b |\\|',
  ' — @Ana — 2026-01-30',
  'BEGIN:VEVENT\nEND:VEVENT',
  'שלום עולם',
  '\u202Eevil\u202C',
  '👩‍👩‍👧 ✓ é 𝕏',
  '  spaces around  ',
  'Label: value · Other: value; more',
  '&#10; &mdash; <br>',
  '&#8203;',
  'x'.repeat(10_000),
)

/** Words, now and then hostile. */
export const anyText: fc.Arbitrary<string> = fc.oneof(breaking, hostileText, fc.lorem({ maxCount: 8 }))

/** A board with hostile texts in every place a text can be in. */
export function anyHostileBoard(session: Session = t1Session()): fc.Arbitrary<Board> {
  const texts = fc.array(anyText, { minLength: 1, maxLength: 12 })
  return fc.tuple(anyBoard(session), texts).map(([board, some]) => withTexts(board, some))
}

/** A wall as full as a large session leaves it: this many cards, and an arrow for every tenth. */
export function anyFullBoard(cards: number, session: Session = t1Session()): fc.Arbitrary<Board> {
  const zoneIds = [...session.zones.keys()]
  const ids = Array.from({ length: cards }, (_, i) => `card-${i}`)
  const arrows = ids.filter((_, i) => i % 10 === 0).map((id, i) => arrow(id, ids[(i * 7) % cards] ?? id))
  return fc
    .tuple(fc.tuple(...ids.map((id) => anyCard(id, zoneIds))), fc.array(anyText, { minLength: 50, maxLength: 50 }))
    .map(([some, texts]) => withTexts(boardWith(...some, ...arrows), texts))
}

/** What is exported of two documents. */
export function sourceOf(docs: BoardDocs, boardId = 'board-1'): PlanSource {
  const { board } = readBoard(docs.board)
  const { session } = readSession(docs.session)
  const rest = restOf(docs, { board, session })
  const plan = extractPlan(board, session, {
    boardId,
    asOf: TODAY,
    exportedAt: '2026-04-15T12:00:00.000Z',
    generator: 'planwall test',
    boardUrl: `https://planwall.example/b/${boardId}`,
  })
  return { plan, board, session, ...(rest ? { rest } : {}) }
}

/** Two documents that say this. */
export function docsOf(board: Board, session: Session = t1Session()): BoardDocs {
  const docs = { board: new Y.Doc(), session: new Y.Doc() }
  const unknown = [...board.elements.values()].flatMap((element) => {
    if (element.type !== 'card' || element.known) return []
    const { id, kind, zoneId, order, text } = element
    return [
      [id, { $y: 'map', of: { b: { k: kind, z: zoneId, o: order, at: 0 }, t: { $y: 'text', of: wellFormed(text) } } }],
    ]
  })
  const file: BoardFile = {
    format: BOARD_FILE_FORMAT,
    version: 1,
    boardId: 'board-1',
    exportedAt: '',
    generator: '',
    session: { schemaVersion: 1, meta: session.meta, zones: [...session.zones.values()] },
    board: { schemaVersion: 1, elements: [...board.elements.values()] },
    rest: { board: { entries: Object.fromEntries(unknown), parts: {} }, session: { entries: {}, parts: {} } },
  }
  applyBoardFile(docs, file, session.meta.createdAt, 'test')
  return docs
}

function withTexts(board: Board, texts: readonly string[]): Board {
  let next = 0
  const text = () => texts[next++ % texts.length] ?? ''
  const elements = [...board.elements.values()].map((element) => {
    if (element.type !== 'card') return element
    const fields = isCardKind(element.kind)
      ? Object.fromEntries(
          Object.entries(element.fields).map(([name, value]) => [name, isText(element.kind, name) ? text() : value]),
        )
      : {}
    return { ...element, text: text(), fields }
  })
  return { ...board, elements: new Map(elements.map((element) => [element.id, element])) }
}

function isText(kind: string, name: string): boolean {
  if (!isCardKind(kind)) return false
  const fields: Record<string, Field> = cardKinds[kind].fields
  const control = fields[name]?.control
  return control === 'text' || control === 'long'
}
