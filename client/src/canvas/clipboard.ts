import { offerPaste } from '../sync/paste-request.ts'
import { addPictures, picturesIn } from '../sync/picture-request.ts'
import { clipOfSelection, pasteClip } from './acts/copies.ts'
import { removeSelected } from './acts/selection.ts'
import { zoneUnder } from './acts/zone-under.ts'
import { canvas, select } from './canvas-api.ts'
import { CLIP_TYPE, readClip, wordsOf } from './clip.ts'
import { isInControl } from './keyboard.ts'
import type { Wall } from './open-wall.ts'

/** Copy, cut and paste while the wall has the keyboard, or nothing has. Returns the function that stops listening. */
export function bindClipboard(wall: Wall): () => void {
  const onCopy = (event: ClipboardEvent) => {
    if (isOurs(wall)) copy(wall, event)
  }
  const onCut = (event: ClipboardEvent) => {
    if (isOurs(wall) && copy(wall, event)) removeSelected(wall)
  }
  const onPaste = (event: ClipboardEvent) => {
    if (isOurs(wall) && wall.canWrite()) paste(wall, event)
  }
  document.addEventListener('copy', onCopy)
  document.addEventListener('cut', onCut)
  document.addEventListener('paste', onPaste)
  return () => {
    document.removeEventListener('copy', onCopy)
    document.removeEventListener('cut', onCut)
    document.removeEventListener('paste', onPaste)
  }
}

function copy(wall: Wall, event: ClipboardEvent): boolean {
  const clip = clipOfSelection(wall)
  if (!clip || !event.clipboardData) return false
  event.preventDefault()
  event.clipboardData.setData(CLIP_TYPE, JSON.stringify(clip))
  event.clipboardData.setData('text/plain', wordsOf(clip))
  return true
}

function paste(wall: Wall, event: ClipboardEvent): void {
  const data = event.clipboardData
  if (!data) return
  const clip = readClip(data.getData(CLIP_TYPE))
  const text = data.getData('text/plain')
  const files = picturesIn(data)
  if (!clip && text.trim() === '' && files.length === 0) return
  event.preventDefault()
  const at = pointer(wall)
  // A spreadsheet gives a picture of itself along with its cells: words come first.
  if (!clip && text.trim() === '') {
    addPictures(wall.handle, { files, at, onAdded: select })
    return
  }
  if (clip) {
    pasteClip(wall, clip, at)
    return
  }
  const zone = wall.editor.getInstanceState().isHoveringCanvas ? zoneUnder(wall, at) : undefined
  const zoneId = zone?.id ?? canvas.getState().activeZoneId
  offerPaste({ text, zoneId, ...(zoneId === null ? { at } : {}) })
}

/** Where the pointer is on the wall; the middle of what is seen where it is elsewhere. */
function pointer({ editor }: Wall): { x: number; y: number } {
  const seen = editor.getViewportPageBounds()
  const { currentPagePoint } = editor.inputs
  const isOver = editor.getInstanceState().isHoveringCanvas === true && seen.containsPoint(currentPagePoint)
  const { x, y } = isOver ? currentPagePoint : seen.center
  return { x, y }
}

function isOurs({ editor }: Wall): boolean {
  const focused = document.activeElement
  if (isInControl(focused)) return false
  return focused === null || focused === document.body || editor.getContainer().contains(focused)
}
