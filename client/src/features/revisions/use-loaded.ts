import { useCallback, useEffect, useState } from 'react'
import type { CallAnswer, CallFailure } from '../../sync/board-api.ts'

export interface Loaded<T> {
  value: T | undefined
  failure: CallFailure | undefined
  /** Asks again. */
  reload: () => void
}

/** What a call answers; asked again whenever the call is another one. */
export function useLoaded<T>(load: () => Promise<CallAnswer<T>>): Loaded<T> {
  const [answer, setAnswer] = useState<Partial<CallAnswer<T>>>({})
  const [count, setCount] = useState(0)
  useEffect(() => {
    let isCurrent = true
    void load().then((next) => {
      if (isCurrent) setAnswer(next)
    })
    return () => {
      isCurrent = false
    }
  }, [load, count])
  const reload = useCallback(() => setCount((last) => last + 1), [])
  return { value: answer.value, failure: answer.failure, reload }
}
