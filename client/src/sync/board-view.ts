import { emptyBoard, readBoard, readElement, readSession } from '@planwall/shared/board/read'
import { isTooNew, metaOf } from '@planwall/shared/board/doc'
import { isCardOf } from '@planwall/shared/board/model'
import type { BoardElement, CardOf, Problem, Session } from '@planwall/shared/board/model'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type * as Y from 'yjs'
import { watchElements } from './watch-elements.ts'

/** The documents as values, for views. Elements that did not change keep their identity from one state to the next. */
export interface BoardView {
  elements: ReadonlyMap<string, BoardElement>
  session: Session
  problems: readonly Problem[]
  /** The document was written by a newer build: look, do not touch. */
  tooNew: boolean
}

/**
 * Keeps a view of both documents. Changes of one event-loop turn arrive as one new state; reading costs what changed,
 * not what is there.
 */
export function bindBoardView(board: Y.Doc, session: Y.Doc): { view: StoreApi<BoardView>; stop: () => void } {
  const view = createStore<BoardView>(() => readAll(board, session))
  const changed = new Set<string>()
  let sessionChanged = false
  let queued = false

  const flush = () => {
    queued = false
    const next: Partial<BoardView> = { tooNew: isTooNew(board) || isTooNew(session) }
    if (changed.size > 0) {
      const { elements, problems } = reread(board, view.getState(), changed)
      next.elements = elements
      next.problems = problems
      changed.clear()
    }
    if (sessionChanged) {
      next.session = readSession(session).session
      sessionChanged = false
    }
    view.setState(next)
  }
  const queue = () => {
    if (queued) return
    queued = true
    queueMicrotask(flush)
  }
  const stopElements = watchElements(board, (ids) => {
    for (const id of ids) changed.add(id)
    queue()
  })
  const onSession = () => {
    sessionChanged = true
    queue()
  }
  session.on('update', onSession)
  // A newer build may say so before it changes anything else.
  const boardMeta = metaOf(board)
  boardMeta.observe(queue)
  return {
    view,
    stop: () => {
      stopElements()
      boardMeta.unobserve(queue)
      session.off('update', onSession)
    },
  }
}

/** People of the plan, by name. */
export function peopleOf(elements: ReadonlyMap<string, BoardElement>): CardOf<'person'>[] {
  const people: CardOf<'person'>[] = []
  for (const element of elements.values()) if (isCardOf(element, 'person')) people.push(element)
  return people.toSorted((a, b) => a.text.localeCompare(b.text) || (a.id < b.id ? -1 : 1))
}

function readAll(board: Y.Doc, session: Y.Doc): BoardView {
  const reading = readBoard(board)
  return {
    elements: reading.board.elements ?? emptyBoard.elements,
    session: readSession(session).session,
    problems: reading.problems,
    tooNew: isTooNew(board) || isTooNew(session),
  }
}

function reread(
  board: Y.Doc,
  before: BoardView,
  changed: ReadonlySet<string>,
): { elements: ReadonlyMap<string, BoardElement>; problems: Problem[] } {
  const elements = new Map(before.elements)
  const problems = before.problems.filter((problem) => !changed.has(problem.elementId))
  for (const id of changed) {
    const element = readElement(board, id, problems)
    if (element) elements.set(id, element)
    else elements.delete(id)
  }
  return { elements, problems }
}
