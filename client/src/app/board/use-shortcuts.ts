import { useEffect, useRef } from 'react'
import { actOf, isTyping } from './shortcuts.ts'
import type { Act } from './shortcuts.ts'

/** Listens for the board's keys. What the wall has already answered is left alone, and so is everything behind a dialog. */
export function useShortcuts(acts: Partial<Record<Act, () => void>>): void {
  const current = useRef(acts)
  useEffect(() => {
    current.current = acts
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return
      const act = actOf(event, isTyping(event.target))
      const perform = act && current.current[act]
      if (!perform) return
      event.preventDefault()
      perform()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
