import { can } from '@planwall/shared/access/roles'
import { useEffect, useState } from 'react'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import { knocksNow } from './access-calls.ts'
import type { Knock } from './access-calls.ts'
import type { BoardHandle } from './open-board.ts'
import { useBoard } from './use-board.ts'

interface Watch {
  store: StoreApi<readonly Knock[]>
  users: number
  ask: () => void
  stop: () => void
}

/** While somebody waits, the server is asked again after so long, ms: whoever gives up waiting says nothing. */
const EVERY_MS = 15_000

const nobody: readonly Knock[] = []
const watches = new WeakMap<BoardHandle, Watch>()

/**
 * Who waits to be let in, the first first; nobody for whoever is no facilitator. The server tells of changes on the
 * socket; what was missed while that was away is asked for when it is back. One question for all who ask.
 */
export function useKnocks(): { knocks: readonly Knock[]; refresh: () => void } {
  const handle = useBoard()
  const isAllowed = can(handle.seat.role, 'write-session')
  const [knocks, setKnocks] = useState(nobody)
  useEffect(() => {
    if (!isAllowed) return undefined
    const watch = watches.get(handle) ?? watchKnocks(handle)
    watches.set(handle, watch)
    watch.users++
    setKnocks(watch.store.getState())
    const stop = watch.store.subscribe(setKnocks)
    return () => {
      stop()
      if (--watch.users > 0) return
      watch.stop()
      watches.delete(handle)
    }
  }, [handle, isAllowed])
  return { knocks: isAllowed ? knocks : nobody, refresh: () => watches.get(handle)?.ask() }
}

/** Follows the list until it is stopped. */
export function watchKnocks(handle: BoardHandle): Watch {
  const store = createStore<readonly Knock[]>(() => nobody)
  let timer: ReturnType<typeof setTimeout> | undefined
  let isAsking = false
  let isWanted = false
  let isStopped = false
  const ask = () => {
    clearTimeout(timer)
    isWanted = true
    if (isAsking || isStopped) return
    isAsking = true
    isWanted = false
    void knocksNow(handle).then(({ value }) => {
      isAsking = false
      if (isStopped) return
      if (value && JSON.stringify(value.knocks) !== JSON.stringify(store.getState())) store.setState(value.knocks, true)
      if (isWanted) ask()
      else if (store.getState().length > 0) timer = setTimeout(ask, EVERY_MS)
    })
  }
  const stopHearing = handle.knocked.subscribe(ask)
  const stopStatus = handle.status.subscribe(({ kind }, before) => {
    const isBack = before.kind === 'offline' || before.kind === 'catching-up'
    if (isBack && (kind === 'saved' || kind === 'saving')) ask()
  })
  ask()
  return {
    store,
    users: 0,
    ask,
    stop: () => {
      isStopped = true
      clearTimeout(timer)
      stopHearing()
      stopStatus()
    },
  }
}
