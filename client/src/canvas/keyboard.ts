import { isCardKind } from '@planwall/shared/board/kinds'
import type { Zone } from '@planwall/shared/board/model'
import { defaultKind } from '@planwall/shared/board/place'
import { t } from '@lingui/core/macro'
import { requestDetails } from '../sync/details-request.ts'
import { addCard } from './acts/add-card.ts'
import { duplicateSelected } from './acts/copies.ts'
import { moveToZone } from './acts/next-zone.ts'
import { connectSelected, nudgeSelected, removeSelected, restack, selectedRecords } from './acts/selection.ts'
import { canvas } from './canvas-api.ts'
import type { Tool } from './canvas-api.ts'
import { startEditing } from './editing/editing.ts'
import type { Direction } from './reading.ts'
import { fitAll, motion } from './view.ts'
import type { Wall } from './open-wall.ts'
import { walkOn, walkTo } from './walk.ts'

/** Keys on the wall. Returns the function that stops listening. */
export function bindKeys(wall: Wall): () => void {
  const container = wall.editor.getContainer()
  let isChoosingZone = false
  const onKeyDown = (event: KeyboardEvent) => {
    if (isInControl(event.target)) {
      // A text box or button has its own keys; the editor must not hear them (Escape would clear the selection).
      ;(event as { isKilled?: boolean }).isKilled = true
      return
    }
    if (event.isComposing) return
    const wasChoosing = isChoosingZone
    if (!isModifier(event.key)) isChoosingZone = false
    if (wasChoosing && arrows[event.key]) {
      moveToZone(wall, arrows[event.key] as Direction)
    } else if (isPlain(event) && event.key.toLowerCase() === 'm' && selectedRecords(wall).length > 0) {
      isChoosingZone = true
      wall.announcement.set(t`Press an arrow key to move to the next zone in that direction`)
    } else if (!handleKey(wall, event)) {
      return
    }
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  container.addEventListener('keydown', onKeyDown, { capture: true })
  return () => container.removeEventListener('keydown', onKeyDown, { capture: true })
}

/** Whether the keyboard is in a text box or on a button. */
export function isInControl(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  return target.closest('input, textarea, select, button, [contenteditable="true"]') !== null
}

const arrows: Record<string, Direction> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

const steps: Record<Direction, { x: number; y: number }> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
}

const toolKeys: Record<string, Tool> = {
  v: 'select',
  h: 'hand',
  l: 'laser',
  c: 'connect',
  d: 'draw',
  r: 'rectangle',
  o: 'ellipse',
  t: 'text',
}

/** One step of an arrow key, and with Shift, board units. */
const NUDGE = 1
const LARGE_NUDGE = 10

/** True where the key was for the wall. */
function handleKey(wall: Wall, event: KeyboardEvent): boolean {
  // In the middle of a gesture only Escape means something, and the editor knows that.
  if (!wall.editor.getPath().endsWith('idle') && wall.editor.getCurrentToolId() === 'select') return false
  const direction = arrows[event.key]
  if (direction) return handleArrow(wall, event, direction)
  if (event.ctrlKey || event.metaKey) return handleCommand(wall, event)
  if (event.altKey) return false
  switch (event.key) {
    case 'Tab':
      return walkOn(wall, event.shiftKey ? -1 : 1)
    case 'Enter':
      return wall.editor.getCurrentToolId() === 'card' ? placeCard(wall) : editSelected(wall)
    case 'F2':
      return editSelected(wall)
    case 'Delete':
    case 'Backspace':
      removeSelected(wall)
      return true
    default:
      return event.shiftKey ? handleShifted(wall, event) : handleLetter(wall, event.key.toLowerCase())
  }
}

function handleArrow(wall: Wall, event: KeyboardEvent, direction: Direction): boolean {
  // With the space bar held the arrow keys move the view.
  if (wall.editor.inputs.keys.has('Space')) return false
  const hasSelection = wall.editor.getSelectedShapeIds().length > 0
  if ((event.ctrlKey || event.metaKey) && event.shiftKey) moveToZone(wall, direction)
  else if (event.ctrlKey || event.metaKey) return false
  else if (event.altKey || !hasSelection) walkTo(wall, direction)
  else {
    const { x, y } = steps[direction]
    const step = event.shiftKey ? LARGE_NUDGE : NUDGE
    nudgeSelected(wall, { x: x * step, y: y * step })
  }
  return true
}

function handleCommand(wall: Wall, event: KeyboardEvent): boolean {
  const { undo } = wall.handle
  switch (event.key.toLowerCase()) {
    case 'z':
      if (event.shiftKey) undo.redo()
      else undo.undo()
      wall.binding.flush()
      return true
    case 'y':
      undo.redo()
      wall.binding.flush()
      return true
    case 'a':
      selectAll(wall)
      return true
    case 'd':
      duplicateSelected(wall)
      return true
    case 'enter':
      return newCard(wall)
    case '0':
      resetZoom(wall)
      return true
    case '1':
      fitAll(wall)
      return true
    case '+':
    case '=':
      wall.editor.zoomIn(undefined, motion(false))
      return true
    case '-':
      wall.editor.zoomOut(undefined, motion(false))
      return true
    default:
      return false
  }
}

function handleShifted(wall: Wall, { code, key }: KeyboardEvent): boolean {
  if (code === 'Digit0') resetZoom(wall)
  else if (code === 'Digit1') fitAll(wall)
  else if (key === '+') wall.editor.zoomIn(undefined, motion(false))
  else return false
  return true
}

function handleLetter(wall: Wall, key: string): boolean {
  if (key === 'c' && selectedRecords(wall).length === 2) {
    connectSelected(wall)
    return true
  }
  if (key === 'n') return newCard(wall)
  const tool = toolKeys[key]
  if (tool) {
    canvas.getState().actions?.setTool(tool)
    return true
  }
  switch (key) {
    case '+':
    case '=':
      wall.editor.zoomIn(undefined, motion(false))
      return true
    case '-':
      wall.editor.zoomOut(undefined, motion(false))
      return true
    case 'i':
      if (selectedRecords(wall).length === 0) return false
      requestDetails()
      return true
    case ']':
      restack(wall, 'front')
      return true
    case '[':
      restack(wall, 'back')
      return true
    default:
      return false
  }
}

function editSelected(wall: Wall): boolean {
  const [record, ...others] = selectedRecords(wall)
  return record !== undefined && others.length === 0 && startEditing(wall, record.props.content.id)
}

/** The card tool without a pointer: a card of the chosen kind where new cards go. */
function placeCard(wall: Wall): boolean {
  const { kind } = canvas.getState()
  wall.editor.setCurrentTool('select')
  addCard(wall, { kind, zone: activeZone(wall) })
  return true
}

function activeZone({ handle }: Wall): Zone | undefined {
  const { activeZoneId } = canvas.getState()
  return activeZoneId === null ? undefined : handle.view.getState().session.zones.get(activeZoneId)
}

/** In the zone that was last used, of the kind at hand if the zone takes it. */
function newCard(wall: Wall): boolean {
  const zone = activeZone(wall)
  const selected = selectedRecords(wall)[0]
  const like = selected?.type === 'card' ? selected.props.content : undefined
  const isLike = like && isCardKind(like.kind) && like.zoneId === (zone?.id ?? null)
  addCard(wall, { kind: isLike && isCardKind(like.kind) ? like.kind : defaultKind(zone), zone })
  return true
}

function selectAll({ editor, scene }: Wall): void {
  editor.setSelectedShapes(scene.stack().flatMap(({ id, type }) => (type === 'zone' ? [] : id)))
}

function resetZoom({ editor }: Wall): void {
  editor.resetZoom(undefined, motion(false))
}

function isPlain({ ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return !ctrlKey && !metaKey && !altKey && !shiftKey
}

function isModifier(key: string): boolean {
  return key === 'Shift' || key === 'Control' || key === 'Alt' || key === 'Meta'
}
