import { useCallback, useRef, useState } from 'react'
import { ApiError } from './api.ts'

export interface Call {
  busy: boolean
  /** Under way for longer than a second: time to say so in words. */
  slow: boolean
  failure: ApiError | undefined
}

const SLOW_MS = 1000

/**
 * One call to the server at a time, with what there is to show of it. A second call while one runs is not made;
 * `run` gives undefined then, and where the call failed.
 */
export function useCall(): Call & { run: <T>(act: () => Promise<T>) => Promise<T | undefined>; clear: () => void } {
  const [call, setCall] = useState<Call>(idle)
  const running = useRef(false)
  const run = useCallback(async <T>(act: () => Promise<T>): Promise<T | undefined> => {
    if (running.current) return undefined
    running.current = true
    setCall({ ...idle, busy: true })
    const timer = setTimeout(() => setCall({ ...idle, busy: true, slow: true }), SLOW_MS)
    try {
      const answer = await act()
      setCall(idle)
      return answer
    } catch (error) {
      setCall({ ...idle, failure: asFailure(error) })
      return undefined
    } finally {
      clearTimeout(timer)
      running.current = false
    }
  }, [])
  const clear = useCallback(() => setCall(idle), [])
  return { ...call, run, clear }
}

const idle: Call = { busy: false, slow: false, failure: undefined }

/** What is thrown and is no failure of a call is a bug, and shown as one. */
function asFailure(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError('internal', { retry: true, cause: error })
}
