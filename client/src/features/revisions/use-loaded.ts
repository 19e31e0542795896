import { useCallback, useEffect, useState } from 'react'
import type { CallAnswer, CallFailure } from '../../sync/board-api.ts'

export interface Loaded<T> {
  value: T | undefined
  failure: CallFailure | undefined
  /** Asks again. */
  reload: () => void
}

/**
 * What a call answers; asked again whenever the call is another one and, where `isLive`, whenever somebody comes back to
 * the page. A later call that fails leaves what is known.
 */
export function useLoaded<T>(load: () => Promise<CallAnswer<T>>, { isLive = false } = {}): Loaded<T> {
  const [answer, setAnswer] = useState<Partial<CallAnswer<T>> & { of?: unknown }>({})
  const [count, setCount] = useState(0)
  useEffect(() => {
    let isCurrent = true
    void load().then((next) => {
      if (!isCurrent) return
      setAnswer((last) => (next.failure && last.value !== undefined && last.of === load ? last : { ...next, of: load }))
    })
    return () => {
      isCurrent = false
    }
  }, [load, count])
  const reload = useCallback(() => setCount((last) => last + 1), [])
  useEffect(() => {
    if (!isLive) return undefined
    const look = () => {
      if (document.visibilityState === 'visible') reload()
    }
    window.addEventListener('focus', look)
    document.addEventListener('visibilitychange', look)
    return () => {
      window.removeEventListener('focus', look)
      document.removeEventListener('visibilitychange', look)
    }
  }, [isLive, reload])
  return { value: answer.value, failure: answer.failure, reload }
}
