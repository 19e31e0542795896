import { useEffect } from 'react'
import { canvas, select } from '../../canvas/canvas-api.ts'
import { mayEdit } from '../../sync/card-acts.ts'
import type { BoardHandle } from '../../sync/open-board.ts'
import { offerPaste } from '../../sync/paste-request.ts'
import { addPictures, picturesIn } from '../../sync/picture-request.ts'

/** Takes text and pictures pasted anywhere but into a text box, unless the wall has taken it already. */
export function usePasteListener(handle: BoardHandle): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (event.defaultPrevented || isTextBox(event.target) || document.querySelector('dialog[open]')) return
      const text = event.clipboardData?.getData('text/plain') ?? ''
      const files = picturesIn(event.clipboardData)
      if (text.trim() === '' && files.length > 0 && mayEdit(handle)) {
        event.preventDefault()
        addPictures(handle, { files, at: canvas.getState().actions?.viewCentre(), onAdded: select })
        return
      }
      if (text.trim() === '') return
      event.preventDefault()
      offerPaste({ text, zoneId: zoneAtHand(handle) })
    }
    window.addEventListener('paste', onPaste)
    return () => window.removeEventListener('paste', onPaste)
  }, [handle])
}

/** The zone that was last worked in, or the one of the selected card. */
function zoneAtHand({ view }: BoardHandle): string | null {
  const { activeZoneId, selectedIds } = canvas.getState()
  const { elements, session } = view.getState()
  const zoneId = elements.get(selectedIds[0] ?? '')?.zoneId ?? activeZoneId
  return zoneId !== null && session.zones.has(zoneId) ? zoneId : null
}

function isTextBox(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.closest('input, textarea, select') !== null
}
