import { useLingui } from '@lingui/react/macro'
import { createContext, use, useCallback, useState } from 'react'
import type { CallAnswer } from '../../sync/board-api.ts'

/** What came of the last act, said in the history itself: what lies behind a dialog is not read out and cannot be pressed. */
export interface Said {
  text: string
  tone: 'ok' | 'warn'
  /** Takes it back. */
  undo?: () => void
}

export const SaidContext = createContext<(said: Said) => void>(() => undefined)

export function useSay(): (said: Said) => void {
  return use(SaidContext)
}

/** Asks the server for something, once at a time; says what went wrong. Undefined where it was not done. */
export function useAsk(): { busy: boolean; ask: <T>(call: () => Promise<CallAnswer<T>>) => Promise<T | undefined> } {
  const { t } = useLingui()
  const say = useSay()
  const [busy, setBusy] = useState(false)
  const unreachable = t`The server cannot be reached. Nothing was changed: try again in a moment.`
  const ask = useCallback(
    async <T>(call: () => Promise<CallAnswer<T>>): Promise<T | undefined> => {
      setBusy(true)
      const { value, failure } = await call()
      setBusy(false)
      if (failure) say({ text: failure.message || unreachable, tone: 'warn' })
      return value
    },
    [say, unreachable],
  )
  return { busy, ask }
}
