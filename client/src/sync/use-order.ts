import { useLingui } from '@lingui/react/macro'
import { useCallback, useRef, useState } from 'react'
import { toast } from '../ui/toast-store.ts'
import type { CallAnswer } from './board-api.ts'
import { orderSession } from './session-calls.ts'
import type { Order } from './session-calls.ts'
import { useBoard } from './use-board.ts'

export interface Ordering {
  /** One is under way: the next is not asked for. */
  busy: boolean
  /** Asks the server for something; what went wrong is said in a message. Undefined where it was not done. */
  ask: <T>(call: () => Promise<CallAnswer<T>>) => Promise<T | undefined>
  /** The same for the orders of a facilitator. */
  order: (order: Order) => Promise<void>
}

/** Acts of a session, one at a time: a second press while the first is under way does nothing. */
export function useOrder(): Ordering {
  const { t } = useLingui()
  const handle = useBoard()
  const [busy, setBusy] = useState(false)
  const running = useRef(false)
  const unreachable = t`The server cannot be reached. Nothing was changed: try again in a moment.`
  const ask = useCallback(
    async <T>(call: () => Promise<CallAnswer<T>>): Promise<T | undefined> => {
      if (running.current) return undefined
      running.current = true
      setBusy(true)
      const { value, failure } = await call()
      running.current = false
      setBusy(false)
      if (failure) toast(failure.code === 'unreachable' ? unreachable : failure.message || unreachable, 'warn')
      return value
    },
    [unreachable],
  )
  const order = useCallback(
    async (one: Order) => {
      await ask(() => orderSession(handle, one))
    },
    [ask, handle],
  )
  return { busy, ask, order }
}
