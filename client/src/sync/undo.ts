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
  // Which documents each step was made in; the managers keep the steps themselves. What is done to several documents
  // at once (a zone is moved, and its cards with it) is one step.
  let done: Y.UndoManager[][] = []
  let undone: Y.UndoManager[][] = []
  let now: Y.UndoManager[] | null = null
  const publish = () => state.setState({ canUndo: done.length > 0, canRedo: undone.length > 0 })

  for (const manager of managers) {
    manager.on('stack-item-added', ({ type, origin: by }: { type: 'undo' | 'redo'; origin: unknown }) => {
      if (type === 'redo' || by === manager) return
      if (now && !now.includes(manager)) {
        now.push(manager)
      } else {
        now = [manager]
        done.push(now)
        queueMicrotask(() => (now = null))
      }
      undone = []
      for (const other of managers) if (other !== manager) other.clear(false, true)
      publish()
    })
  }
  const step = (from: Y.UndoManager[][], to: Y.UndoManager[][], act: 'undo' | 'redo') => {
    const acted = from.pop()?.filter((manager) => manager[act]()) ?? []
    if (acted.length > 0) to.push(acted)
    publish()
  }
  const endStep = () => {
    now = null
    boundary(managers)
  }
  return {
    state,
    undo: () => {
      endStep()
      step(done, undone, 'undo')
    },
    redo: () => step(undone, done, 'redo'),
    boundary: endStep,
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
