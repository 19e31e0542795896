import { useEffect, useRef } from 'react'
import { actOf, isTyping } from './shortcuts.ts'
import type { Act } from './shortcuts.ts'

/** Listens for the board's keys. What the wall has already answered is left alone, and so is everything behind a dialog. */
export function useShortcuts(acts: Record<Act, () => void>): void {
  const current = useRef(acts)
  useEffect(() => {
    current.current = acts
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return
      const act = actOf(event, isTyping(event.target))
      if (!act) return
      event.preventDefault()
      current.current[act]()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
