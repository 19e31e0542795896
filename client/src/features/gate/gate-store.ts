import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import { checkedPlanOf } from '../../sync/checked-plan.ts'
import type { CheckedPlan } from '../../sync/checked-plan.ts'
import type { BoardHandle } from '../../sync/open-board.ts'
import { useBoard } from '../../sync/use-board.ts'

/** What stands between the wall and a plan; null until it was looked at for the first time. */
export type GateStore = StoreApi<{ checked: CheckedPlan | null }>

/** The board has to rest so long before it is looked at again, and is looked at this late at most while it does not, ms. */
const restMs = 250
const mostLagMs = 1500

/**
 * Keeps the checks in step with the board. Nothing is computed while somebody types or drags: a change only sets a timer,
 * and the work is done once the page has a moment.
 */
export function bindGate(handle: BoardHandle): { store: GateStore; stop: () => void } {
  const store: GateStore = createStore(() => ({ checked: null }))
  let timer: ReturnType<typeof setTimeout> | undefined
  let idle: number | undefined
  let changedAt: number | undefined
  const look = () => {
    idle = undefined
    changedAt = undefined
    store.setState({ checked: checkedPlanOf(handle) })
  }
  const whenIdle = () => {
    timer = undefined
    idle = hasIdle ? requestIdleCallback(look, { timeout: mostLagMs }) : requestAnimationFrame(look)
  }
  const wait = () => {
    if (idle !== undefined) return
    const now = performance.now()
    changedAt ??= now
    clearTimeout(timer)
    timer = setTimeout(whenIdle, Math.max(0, Math.min(restMs, changedAt + mostLagMs - now)))
  }
  wait()
  const stop = handle.view.subscribe(({ elements, session }, before) => {
    if (elements !== before.elements || session !== before.session) wait()
  })
  return {
    store,
    stop: () => {
      stop()
      clearTimeout(timer)
      if (idle !== undefined) (hasIdle ? cancelIdleCallback : cancelAnimationFrame)(idle)
    },
  }
}

// Safari has no idle callbacks: there the next frame has to do.
const hasIdle = typeof requestIdleCallback === 'function'

interface Shared {
  store: GateStore
  stop: () => void
  users: number
}

/** The bar and the panel look at one and the same. */
const gates = new WeakMap<BoardHandle, Shared>()

/** What stands between this wall and a plan, kept in step while anything shows it. */
export function useGate(): CheckedPlan | null {
  const handle = useBoard()
  const [store, setStore] = useState<GateStore>(() => gates.get(handle)?.store ?? nothingYet)
  useEffect(() => {
    const shared = gates.get(handle) ?? { ...bindGate(handle), users: 0 }
    shared.users++
    gates.set(handle, shared)
    setStore(() => shared.store)
    return () => {
      if (--shared.users > 0) return
      shared.stop()
      gates.delete(handle)
    }
  }, [handle])
  return useStore(store, ({ checked }) => checked)
}

const nothingYet: GateStore = createStore(() => ({ checked: null }))
