import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import * as Y from 'yjs'

export interface UndoState {
  canUndo: boolean
  canRedo: boolean
}

/** Undo and redo of this person's own changes, over both documents of a board, in the order they were made. */
export interface Undo {
  state: StoreApi<UndoState>
  undo: () => void
  redo: () => void
  /** Ends the running step: what comes next is undone by itself. Called at the start of every gesture. */
  boundary: () => void
  stop: () => void
}

/** Typing within this time is one step, ms. */
const CAPTURE_MS = 500

export function createUndo(docs: readonly Y.Doc[], origin: unknown): Undo {
  const managers = docs.map(
    (doc) => new Y.UndoManager(doc, { trackedOrigins: new Set([origin]), captureTimeout: CAPTURE_MS }),
  )
  const state = createStore<UndoState>(() => ({ canUndo: false, canRedo: false }))
  // Which document each step was made in; the managers keep the steps themselves.
  let done: Y.UndoManager[] = []
  let undone: Y.UndoManager[] = []
  const publish = () => state.setState({ canUndo: done.length > 0, canRedo: undone.length > 0 })

  for (const manager of managers) {
    manager.on('stack-item-added', ({ type, origin: by }: { type: 'undo' | 'redo'; origin: unknown }) => {
      if (type === 'redo' || by === manager) return
      done.push(manager)
      undone = []
      for (const other of managers) if (other !== manager) other.clear(false, true)
      publish()
    })
  }
  const step = (from: Y.UndoManager[], to: Y.UndoManager[], act: 'undo' | 'redo') => {
    const manager = from.pop()
    if (manager?.[act]()) to.push(manager)
    publish()
  }
  return {
    state,
    undo: () => {
      boundary(managers)
      step(done, undone, 'undo')
    },
    redo: () => step(undone, done, 'redo'),
    boundary: () => boundary(managers),
    stop: () => {
      done = []
      undone = []
      for (const manager of managers) manager.destroy()
    },
  }
}

function boundary(managers: readonly Y.UndoManager[]): void {
  for (const manager of managers) manager.stopCapturing()
}
