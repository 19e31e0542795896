import { useCallback, useEffect, useRef } from 'react'
import { useBoard } from '../../sync/use-board.ts'

/** Somebody who pauses this long is not writing, ms. */
const PAUSE_MS = 4000

/** Tells the others that this person is writing something, never what. Call it with every letter. */
export function useTyping(): () => void {
  const { presence } = useBoard()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const stop = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = undefined
    presence.setTogether({ t: undefined })
  }, [presence])
  useEffect(() => stop, [stop])
  return useCallback(() => {
    if (timer.current === undefined) presence.setTogether({ t: true })
    clearTimeout(timer.current)
    timer.current = setTimeout(stop, PAUSE_MS)
  }, [presence, stop])
}
