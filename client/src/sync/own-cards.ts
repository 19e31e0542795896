import { currentStep } from '@planwall/shared/session/facilitation'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import { facilitationOf } from './facilitation.ts'
import type { BoardHandle } from './open-board.ts'
import { ownCardsNow } from './session-calls.ts'

/** Ids of cards without a name that are this person's. */
type OwnCards = StoreApi<ReadonlySet<string>>

/** By seat: a page that opens a board anew goes on with what it knew. */
const bySeat = new Map<string, OwnCards>()

/** [O1] What this person has made without a name in the step that runs. Told to nobody. */
export function ownCardsOf({ seat: { seatId } }: Pick<BoardHandle, 'seat'>): OwnCards {
  const known = bySeat.get(seatId) ?? createStore<ReadonlySet<string>>(() => new Set())
  bySeat.set(seatId, known)
  return known
}

/** Notes that a card without a name is this person's. */
export function rememberOwn(handle: Pick<BoardHandle, 'seat'>, id: string): void {
  ownCardsOf(handle).setState((before) => new Set([...before, id]), true)
}

/** A server that does not answer is asked again after so long, ms. */
const AGAIN_MS = 5000

/**
 * [O1, O2] Asks the server, which can tell by this seat's secret, what was made before this page was opened; forgets all of
 * it when the step ends. Returns its stop.
 */
export function followOwnCards(handle: BoardHandle): () => void {
  const own = ownCardsOf(handle)
  let step: number | undefined
  let isFirst = true
  let isStopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const ask = async (of: number) => {
    const { value } = await ownCardsNow(handle)
    if (isStopped || step !== of) return
    if (value) own.setState((before) => new Set([...before, ...value.elementIds]), true)
    else timer = setTimeout(() => void ask(of), AGAIN_MS)
  }
  const follow = () => {
    const facilitation = facilitationOf(handle)
    const n = facilitation.run.step?.n
    if (n === step) return
    // What this page knew before it was opened anew is of the step that runs still, as far as anybody knows.
    if (!isFirst) own.setState(new Set(), true)
    isFirst = false
    step = n
    clearTimeout(timer)
    const rules = currentStep(facilitation)?.rules
    if (n !== undefined && rules?.anonymous && !rules.private && handle.canEditBoard) void ask(n)
  }
  const stop = handle.view.subscribe(follow)
  follow()
  return () => {
    isStopped = true
    clearTimeout(timer)
    stop()
  }
}
