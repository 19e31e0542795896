import { newBoard } from '@planwall/shared/testing/builders'
import type { BoardDocs } from '@planwall/shared/templates/apply'
import { createStore } from 'zustand/vanilla'
import { Awareness } from 'y-protocols/awareness'
import { bindBoardView } from '../board-view.ts'
import type { BoardHandle } from '../open-board.ts'
import { createPresence } from '../presence.ts'
import { setAsideOf } from '../set-aside.ts'
import { createUndo } from '../undo.ts'

/** A board without a server: a facilitator's handle on these documents, a new T1 board unless others are given. */
export function boardHandle(docs: BoardDocs = newBoard()): BoardHandle {
  const { board, session } = docs
  const origin = { person: 'tester' }
  const { view, stop } = bindBoardView(board, session)
  const me = { name: 'Tess', color: 0, role: 'facilitator', personId: 'tess' } as const
  const presence = createPresence(new Awareness(board), me)
  const undo = createUndo([board, session], origin)
  return {
    seat: { boardId: 'b', seatId: 's', seatToken: 't', role: 'facilitator', name: 'Tess', personId: 'tess' },
    apiUrl: 'http://127.0.0.1/api',
    board,
    session,
    origin,
    view,
    presence,
    status: createStore(() => ({ kind: 'saved', pending: 0, closed: undefined })),
    undo,
    knocked: createStore(() => 0),
    setAside: setAsideOf('b'),
    canEditBoard: true,
    canEditSession: true,
    loaded: Promise.resolve({ keptHere: true }),
    close: () => {
      stop()
      undo.stop()
      presence.stop()
    },
  }
}

/** The view follows its documents in a microtask: after this it has. */
export async function settled(): Promise<void> {
  await Promise.resolve()
}
