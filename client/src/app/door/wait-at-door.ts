import { ApiError, call, readSeat } from '../api.ts'
import type { Knocking, TakenSeat } from '../api.ts'
import { isRecord } from '../read-json.ts'

export interface DoorNews {
  onAdmitted: (seat: TakenSeat) => void
  onRefused: () => void
  /** This knock leads nowhere any more. */
  onFailure: (failure: ApiError) => void
  /** Whether the server answers; it is asked on and on. */
  onLine: (isThere: boolean) => void
}

/** The server holds its answer for some 25 s; one that does not is not asked more often than this, ms. */
const LEAST_MS = 1000
const AFTER_FAILURE_MS = 3000

/** Asks how a knock was answered until it was. Gives what stops the asking. */
export function waitAtDoor(boardId: string, knock: Knocking, news: DoorNews): () => void {
  const stop = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const again = (ms: number) => {
    if (!stop.signal.aborted) timer = setTimeout(() => void ask(), ms)
  }
  const ask = async () => {
    const askedAt = performance.now()
    try {
      const answer = await lookAtDoor(boardId, knock, stop.signal)
      if (stop.signal.aborted) return
      news.onLine(true)
      if (answer === 'waiting') again(Math.max(0, LEAST_MS - (performance.now() - askedAt)))
      else if (answer === 'refused') news.onRefused()
      else news.onAdmitted(answer)
    } catch (error) {
      if (stop.signal.aborted) return
      const failure = error instanceof ApiError ? error : new ApiError('internal', { retry: true, cause: error })
      if (!failure.retry) return news.onFailure(failure)
      news.onLine(false)
      again(AFTER_FAILURE_MS)
    }
  }
  void ask()
  return () => {
    stop.abort()
    clearTimeout(timer)
  }
}

function lookAtDoor(
  boardId: string,
  { knockId, knockToken }: Knocking,
  signal: AbortSignal,
): Promise<'waiting' | 'refused' | TakenSeat> {
  const path = `api/boards/${encodeURIComponent(boardId)}/knocks/${encodeURIComponent(knockId)}?wait=1`
  return call('GET', path, { seatToken: knockToken, signal }, (value) => {
    if (!isRecord(value)) return undefined
    if (value.state === 'waiting' || value.state === 'refused') return value.state
    return value.state === 'admitted' ? readSeat(value.seat) : undefined
  })
}
