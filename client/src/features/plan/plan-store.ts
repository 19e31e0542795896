import { extractPlan } from '@planwall/shared/plan/extract'
import type { Plan } from '@planwall/shared/plan/plan'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { BoardHandle } from '../../sync/open-board.ts'
import { todayIn } from '../../sync/today.ts'

/** The plan the board is now. */
export type PlanStore = StoreApi<{ plan: Plan }>

/** Keeps a plan in step with its board: drawn up anew when the page has a moment, at most once a frame. */
export function bindPlan(handle: BoardHandle): { store: PlanStore; stop: () => void } {
  const store = createStore(() => ({ plan: planOf(handle) }))
  let waiting: number | undefined
  const drawUp = () => {
    waiting = undefined
    store.setState({ plan: planOf(handle) })
  }
  const stop = handle.view.subscribe(({ elements, session }, before) => {
    if (elements === before.elements && session === before.session) return
    waiting ??= whenIdle(drawUp)
  })
  return {
    store,
    stop: () => {
      stop()
      if (waiting !== undefined) cancelIdle(waiting)
    },
  }
}

/** The plan as this page knows it; what is not sent yet is in it. */
export function planOf({ seat, view }: BoardHandle): Plan {
  const { elements, session } = view.getState()
  return extractPlan({ schemaVersion: session.schemaVersion, elements }, session, {
    boardId: seat.boardId,
    asOf: todayIn(session.meta.timezone),
    exportedAt: new Date().toISOString(),
    generator: 'planwall',
  })
}

/** Longest a plan may lag behind its board, ms. */
const MAX_LAG_MS = 200

// Safari has no idle callbacks: there the next frame has to do.
const hasIdle = typeof requestIdleCallback === 'function'

function whenIdle(act: () => void): number {
  return hasIdle ? requestIdleCallback(act, { timeout: MAX_LAG_MS }) : requestAnimationFrame(act)
}

function cancelIdle(id: number): void {
  if (hasIdle) cancelIdleCallback(id)
  else cancelAnimationFrame(id)
}
