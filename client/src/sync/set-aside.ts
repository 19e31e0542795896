import type { ErrorCode } from '@planwall/shared/errors'
import { refusalCodes } from '@planwall/shared/protocol'
import { differenceKey, differenceSchema } from '@planwall/shared/unsent/differences'
import type { Difference } from '@planwall/shared/unsent/differences'
import Type from 'typebox'
import Value from 'typebox/value'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import { answerOf, openDatabase } from './idb.ts'

/** How a seat ends while its page is open: a facilitator took it away, alone or with everybody who came by its link. */
export const seatEnds = ['removed', 'link-reset'] as const satisfies readonly ErrorCode[]
export type SeatEnd = (typeof seatEnds)[number]

export function isSeatEnd(code: ErrorCode): code is SeatEnd {
  return seatEnds.some((end) => end === code)
}

/**
 * Why this browser's changes cannot simply be sent again: the server did not take one of them, the board they were made
 * on was replaced as a whole, or the seat they were made in is no more.
 */
export const asideReasons = [
  ...refusalCodes,
  ...seatEnds,
  'stale-copy',
  'too-large',
  'bad-update',
] as const satisfies readonly ErrorCode[]
export type AsideReason = (typeof asideReasons)[number]

export interface SetAsideState {
  /** Why, the last time; null while there is nothing to be told. */
  reason: AsideReason | null
  differences: readonly Difference[]
}

/** Changes at one board that could not be sent, kept in this browser until their maker has decided about them. */
export interface SetAside {
  state: StoreApi<SetAsideState>
  /** A later change of the same thing takes the place of an earlier one, and keeps what it was before both. */
  add: (reason: AsideReason, differences: readonly Difference[]) => void
  /** Decided about; once none is left, there is nothing to be told any more. */
  remove: (differences: readonly Difference[]) => void
  /** It turned out that the server has these after all. That a board was replaced is told all the same. */
  arrived: (differences: readonly Difference[]) => void
  /** It was read. */
  dismiss: () => void
}

export function isAsideReason(code: ErrorCode): code is AsideReason {
  return asideReasons.some((reason) => reason === code)
}

/** What is set aside of a board: one in a tab, and the same in all tabs of the browser. */
export function setAsideOf(boardId: string): SetAside {
  const known = opened.get(boardId)
  if (known) return known
  const made = openSetAside(boardId)
  opened.set(boardId, made)
  return made
}

/** Throws away what this browser has set aside of a board. */
export function forgetSetAside(boardId: string): void {
  setAsideOf(boardId).dismiss()
}

/** What was set aside under one name stands under another from now on: the same person has another seat. */
export async function moveSetAside(from: string, to: string): Promise<void> {
  const { reason, differences } = (await changeKept(from)) ?? setAsideOf(from).state.getState()
  if (reason === null) return
  setAsideOf(to).add(reason, differences)
  setAsideOf(from).dismiss()
}

const opened = new Map<string, SetAside>()
const nothing: SetAsideState = { reason: null, differences: [] }
const DATABASE = 'planwall set aside'
const STORE = 'boards'
const CHANNEL = 'planwall set aside'

const keptSchema = Type.Object({ reason: Type.Enum([...asideReasons]), differences: Type.Array(Type.Unknown()) })

function openSetAside(boardId: string): SetAside {
  const state = createStore<SetAsideState>(() => nothing)
  const others = 'BroadcastChannel' in globalThis ? new BroadcastChannel(CHANNEL) : undefined
  let underWay = 0
  /** What is kept, after a change where one is given; other tabs may have changed it meanwhile. */
  const keep = async (change?: Change) => {
    underWay++
    const kept = await changeKept(boardId, change)
    underWay--
    // Where the browser keeps nothing the tab does; while more is under way, what comes later is newer.
    if (kept && underWay === 0) state.setState(kept, true)
    if (kept && change) others?.postMessage(boardId)
  }
  const make = (change: Change) => {
    state.setState(change, true)
    void keep(change)
  }
  others?.addEventListener('message', ({ data }) => {
    if (data === boardId) void keep()
  })
  void keep()
  return {
    state,
    add: (reason, differences) =>
      make(({ differences: before }) => ({ reason, differences: merged(before, differences) })),
    remove: (differences) =>
      make(({ reason, differences: all }) => {
        const left = without(all, differences)
        return left.length > 0 ? { reason, differences: left } : nothing
      }),
    arrived: (differences) =>
      make(({ reason, differences: all }) => {
        const left = without(all, differences)
        return left.length > 0 || reason === 'stale-copy' ? { reason, differences: left } : nothing
      }),
    dismiss: () => make(() => nothing),
  }
}

type Change = (before: SetAsideState) => SetAsideState

function without(all: readonly Difference[], gone: readonly Difference[]): Difference[] {
  const keys = new Set(gone.map(differenceKey))
  return all.filter((one) => !keys.has(differenceKey(one)))
}

function merged(before: readonly Difference[], later: readonly Difference[]): Difference[] {
  const all = new Map(before.map((one) => [differenceKey(one), one]))
  for (const one of later) {
    const first = all.get(differenceKey(one))
    all.set(differenceKey(one), first ? ({ ...one, before: first.before } as Difference) : one)
  }
  return [...all.values()]
}

function readKept(kept: unknown): SetAsideState {
  if (!Value.Check(keptSchema, kept)) return nothing
  const differences = kept.differences.filter((one): one is Difference => Value.Check(differenceSchema, one))
  return { reason: kept.reason, differences }
}

/** Undefined where the browser keeps nothing: the tab does, for as long as it lives. */
async function changeKept(boardId: string, change: Change = (before) => before): Promise<SetAsideState | undefined> {
  try {
    const db = await openDatabase(DATABASE, 1, (made) => made.createObjectStore(STORE))
    try {
      const store = db.transaction(STORE, 'readwrite').objectStore(STORE)
      const before = readKept(await answerOf(store.get(boardId)))
      const after = change(before)
      if (after.reason === null) await answerOf(store.delete(boardId))
      else if (after !== before) await answerOf(store.put(after, boardId))
      return after
    } finally {
      db.close()
    }
  } catch {
    return undefined
  }
}
