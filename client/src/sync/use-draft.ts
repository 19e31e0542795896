import { useCallback, useEffect, useRef, useState } from 'react'
import { onLeaving } from './leaving.ts'

/** What was typed, read as a value; `problem` says in words what to do about it. `undefined` as value clears the field. */
export type DraftReading = { value: unknown; problem?: undefined } | { problem: string }

export interface Draft {
  /** What stands in the box. */
  text: string
  /** Said after a pause, not in the middle of a word. */
  problem: string | undefined
  change: (text: string) => void
  /** Writes what was typed at once, where it can be read; what cannot stays in the box. */
  settle: () => void
}

/** How long somebody has to pause before what they typed is written, ms. */
const PAUSE_MS = 500

/** Typed and not understood, by draft key: still there when its card is opened again. */
const unread = new Map<string, string>()

/**
 * A box whose words become a value: written after a pause, on leaving, and when the box goes away. Words that cannot be
 * read are never lost and never written. `key` names the field of the card.
 */
export function useDraft(
  key: string,
  shown: string,
  read: (text: string) => DraftReading,
  write: (value: unknown) => void,
): Draft {
  const [typed, setTyped] = useState<string | null>(() => unread.get(key) ?? null)
  const [isJudged, setJudged] = useState(true)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef({ typed, shown, read, write })
  latest.current = { typed, shown, read, write }

  const settle = useCallback(() => {
    clearTimeout(timer.current)
    setJudged(true)
    const { typed: text, shown: before, read: readNow, write: writeNow } = latest.current
    if (text === null) return
    const reading = text === before ? undefined : readNow(text)
    if (reading?.problem !== undefined) {
      unread.set(key, text)
      return
    }
    unread.delete(key)
    if (reading) writeNow(reading.value)
    latest.current.typed = null
    setTyped(null)
  }, [key])

  useEffect(() => {
    const stop = onLeaving(settle)
    return () => {
      stop()
      settle()
    }
  }, [settle])

  const change = useCallback((text: string) => {
    latest.current.typed = text
    setTyped(text)
    clearTimeout(timer.current)
    setJudged(false)
    timer.current = setTimeout(() => {
      setJudged(true)
      const reading = latest.current.read(text)
      if (reading.problem === undefined && latest.current.typed === text && text !== latest.current.shown) {
        latest.current.write(reading.value)
      }
    }, PAUSE_MS)
  }, [])
  const text = typed ?? shown
  const reading = typed === null || typed === shown ? undefined : read(typed)
  return { text, problem: isJudged ? reading?.problem : undefined, change, settle }
}
