import { useLingui } from '@lingui/react/macro'
import { useCallback, useEffect, useState } from 'react'
import { callBoard } from '../../sync/board-api.ts'
import type { BoardAccess } from '../../sync/board-api.ts'

export interface Connections<T, M> {
  list: readonly T[] | undefined
  /** What went wrong last, in words; empty where nothing did. */
  problem: string
  busy: boolean
  /** Undefined where it was not made; `problem` says why. */
  make: (wish: object) => Promise<M | undefined>
  /** Calls something below one of them, and reads the list again. */
  act: (method: 'POST' | 'DELETE', path: string) => Promise<void>
}

/** A list of connections of one kind, kept by the server: read, added to, taken from. */
export function useConnections<T, M extends T>(access: BoardAccess, path: string): Connections<T, M> {
  const { t } = useLingui()
  const [list, setList] = useState<readonly T[]>()
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const read = useCallback(async () => {
    const { value, failure } = await callBoard<T[]>(access, 'GET', path)
    if (value) setList(value)
    return failure
  }, [access, path])
  useEffect(() => {
    let isCurrent = true
    void read().then((failure) => {
      if (isCurrent && failure) setProblem(failure.message)
    })
    return () => {
      isCurrent = false
    }
  }, [read])
  const call = async <V>(method: 'POST' | 'DELETE', at: string, body?: object): Promise<V | undefined> => {
    setBusy(true)
    const { value, failure } = await callBoard<V>(access, method, at, body)
    setBusy(false)
    setProblem(failure ? failure.message || t`The server cannot be reached.` : '')
    if (!failure) await read()
    return value
  }
  return {
    list,
    problem,
    busy,
    make: (wish) => call<M>('POST', path, wish),
    act: async (method, below) => {
      await call(method, `${path}/${below}`)
    },
  }
}
