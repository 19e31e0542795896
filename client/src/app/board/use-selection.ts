import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { canvas } from '../../canvas/canvas-api.ts'
import { useView } from '../../sync/use-board.ts'

/** How long a selection has to stay as it is, with no button held, until details are shown, ms: longer than a double click. */
const SETTLED_MS = 350

/** How many elements are selected; zones that are being arranged do not count. */
export function useSelectedCount(): number {
  const ids = useStore(canvas, (state) => state.selectedIds)
  return useView(({ elements }) => ids.filter((id) => elements.has(id)).length)
}

/**
 * Whether a selection is there to stay. False at once when it ends; true only after the gesture that made it, so that
 * nothing opens under a pointer that is about to click again or to drag.
 */
export function useSettled(hasSelection: boolean): boolean {
  const [settled, setSettled] = useState(false)
  useEffect(() => {
    if (!hasSelection) {
      setSettled(false)
      return undefined
    }
    return afterGesture(SETTLED_MS, () => setSettled(true))
  }, [hasSelection])
  return hasSelection && settled
}

/**
 * Opening a panel takes room from the wall: a selected card that lost its place is brought back into view, and no nearer:
 * who is zooming out just then is not pulled back.
 */
export function useKeepInView(isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return undefined
    return afterGesture(SETTLED_MS, () => {
      const { actions, selectedIds } = canvas.getState()
      const [only] = selectedIds
      if (only !== undefined && selectedIds.length === 1) actions?.show(only, { zooms: false })
    })
  }, [isOpen])
}

let heldButtons = 0
window.addEventListener('pointerdown', (event) => (heldButtons = event.buttons), { capture: true, passive: true })
for (const name of ['pointerup', 'pointercancel'] as const) {
  window.addEventListener(name, (event) => (heldButtons = event.buttons), { capture: true, passive: true })
}

/** Once, when no button has been held for this long. Gives the undo. */
function afterGesture(quietMs: number, act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>
  const look = () => {
    if (heldButtons === 0) act()
    else wait()
  }
  const wait = () => {
    clearTimeout(timer)
    timer = setTimeout(look, quietMs)
  }
  wait()
  window.addEventListener('pointerup', wait, { capture: true, passive: true })
  return () => {
    clearTimeout(timer)
    window.removeEventListener('pointerup', wait, { capture: true })
  }
}
