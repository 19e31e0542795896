import type { Ballot } from '@planwall/shared/session/voting'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { CallAnswer } from '../../sync/board-api.ts'

/** One person's ballot in a round, as this page has it and as the server is known to have it. */
export interface BallotState {
  /** Null until the first vote. */
  ballot: Ballot | null
  /** `loading` until the server has told what was cast before; `failed` says why a ballot does not count. */
  kind: 'loading' | 'kept' | 'sending' | 'waiting' | 'failed'
  /** What the server said, for `failed`. */
  message: string
}

export interface BallotBox {
  state: StoreApi<BallotState>
  /** Replaces the whole ballot: it is sent at once, and again until the server has it. */
  cast: (ballot: Ballot) => void
  /** Asks the server again, for instance when another tab may have voted. */
  refresh: () => void
  stop: () => void
}

export interface BallotCalls {
  load: () => Promise<CallAnswer<Ballot | null>>
  send: (ballot: Ballot) => Promise<CallAnswer<unknown>>
}

/** Before it is tried again where the server does not answer, ms. */
const AGAIN_MS = 2000

/**
 * Keeps a ballot in step with the server: what was chosen last is sent, one call at a time, and nothing is shown as kept
 * before the server has said so. `name` is the same in all tabs of the browser that look at this ballot.
 */
export function createBallotBox(name: string, { load, send }: BallotCalls): BallotBox {
  const state = createStore<BallotState>(() => ({ ballot: null, kind: 'loading', message: '' }))
  const others = 'BroadcastChannel' in globalThis ? new BroadcastChannel(name) : undefined
  let wanted: Ballot | undefined
  let underWay = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const life = { isOver: false }

  const again = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void work(), AGAIN_MS)
  }
  /** One call at a time; where something was chosen meanwhile, the next follows at once. */
  const work = async () => {
    if (underWay || life.isOver) return
    underWay = true
    do await (wanted ? deliver(wanted) : fetchBallot())
    while (!life.isOver && state.getState().kind === 'sending')
    underWay = false
  }
  const deliver = async (ballot: Ballot) => {
    const { failure } = await send(ballot)
    if (life.isOver || wanted !== ballot) return
    if (!failure) {
      wanted = undefined
      state.setState({ kind: 'kept' })
      others?.postMessage(null)
    } else if (isPassing(failure.code)) {
      state.setState({ kind: 'waiting' })
      again()
    } else {
      wanted = undefined
      state.setState({ kind: 'failed', message: failure.message })
    }
  }
  const fetchBallot = async () => {
    const { value, failure } = await load()
    if (life.isOver || wanted) return
    if (!failure) state.setState({ ballot: value, kind: 'kept' })
    else if (isPassing(failure.code)) again()
    else state.setState({ kind: 'failed', message: failure.message })
  }
  others?.addEventListener('message', () => void work())
  void work()
  return {
    state,
    cast: (ballot) => {
      wanted = ballot
      state.setState({ ballot, kind: 'sending', message: '' })
      void work()
    },
    refresh: () => void work(),
    stop: () => {
      life.isOver = true
      clearTimeout(timer)
      others?.close()
    },
  }
}

/** Failures that say nothing about the ballot itself. */
function isPassing(code: string): boolean {
  return ['unreachable', 'internal', 'too-many', 'not-stored', 'restarting', 'too-slow'].includes(code)
}
