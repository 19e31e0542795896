import type { Role } from '@planwall/shared/access/roles'
import { can } from '@planwall/shared/access/roles'
import { useEffect, useState } from 'react'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { CallAnswer } from './board-api.ts'
import type { BoardHandle } from './open-board.ts'
import { peopleNow } from './session-calls.ts'
import { useBoard } from './use-board.ts'

/** Somebody with a seat, as the server tells facilitators: how much they have written and voted, never what. */
export interface PersonNow {
  seatId: string
  personId: string | null
  name: string
  role: Role
  isHere: boolean
  /** Cards written in private and not revealed. */
  privateCards: number
  /** Has written in private within the last seconds. */
  isWriting: boolean
  /** For each open round. */
  votes: readonly { roundId: string; hasVoted: boolean; votesLeft: number }[]
}

interface Watch {
  store: StoreApi<readonly PersonNow[] | undefined>
  users: number
  ask: () => void
  stop: () => void
}

/** So often the server is asked, ms. */
const EVERY_MS = 2500

const watches = new WeakMap<BoardHandle, Watch>()

/**
 * Everybody who has a seat, kept up to date while something shows it; undefined until the server has answered, and for
 * whoever is no facilitator. One question for all who ask.
 */
export function usePeopleNow(wanted = true): { people: readonly PersonNow[] | undefined; refresh: () => void } {
  const handle = useBoard()
  const isAllowed = wanted && can(handle.seat.role, 'write-session')
  const [people, setPeople] = useState<readonly PersonNow[] | undefined>(() => watches.get(handle)?.store.getState())
  useEffect(() => {
    if (!isAllowed) return undefined
    const watch = watches.get(handle) ?? watchPeople(handle, () => peopleNow(handle))
    watches.set(handle, watch)
    watch.users++
    setPeople(watch.store.getState())
    const stop = watch.store.subscribe(setPeople)
    return () => {
      stop()
      if (--watch.users > 0) return
      watch.stop()
      watches.delete(handle)
    }
  }, [handle, isAllowed])
  return { people: isAllowed ? people : undefined, refresh: () => watches.get(handle)?.ask() }
}

/** One question at a time; asked again soon after an answer, and at once when the session changes. */
export function watchPeople(
  handle: Pick<BoardHandle, 'session'>,
  question: () => Promise<CallAnswer<{ people: PersonNow[] }>>,
  isHidden: () => boolean = () => document.hidden,
): Watch {
  const store = createStore<readonly PersonNow[] | undefined>(() => undefined)
  let timer: ReturnType<typeof setTimeout> | undefined
  let isAsking = false
  let isWanted = false
  let stopped = false
  const ask = () => {
    clearTimeout(timer)
    isWanted = true
    if (isAsking) return
    isAsking = true
    isWanted = false
    void question().then(({ value }) => {
      isAsking = false
      if (stopped) return
      if (value && JSON.stringify(value.people) !== JSON.stringify(store.getState())) store.setState(value.people, true)
      timer = setTimeout(ask, isWanted ? 0 : isHidden() ? 4 * EVERY_MS : EVERY_MS)
    })
  }
  ask()
  // What is shown beside what the document says must not lag behind it.
  handle.session.on('update', ask)
  return {
    store,
    users: 0,
    ask,
    stop: () => {
      stopped = true
      clearTimeout(timer)
      handle.session.off('update', ask)
    },
  }
}
