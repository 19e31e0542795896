import { deleteElements } from '@planwall/shared/board/edit'
import type { BoardElement } from '@planwall/shared/board/model'
import { readElement } from '@planwall/shared/board/read'
import { flushSync } from 'react-dom'
import { isAllowed, verdictOn } from '../../sync/step-rules.ts'
import { elementRecordId, idOfRecord } from '../records.ts'
import { bringIntoView } from '../view.ts'
import type { Wall } from '../open-wall.ts'

/**
 * Puts the caret in an element's text. The text box has the focus when this returns, so that no letter of a fast typist
 * is lost. Does nothing for what cannot be typed in.
 */
export function startEditing(wall: Wall, id: string): boolean {
  const { editor, binding, scene } = wall
  binding.flush()
  const recordId = elementRecordId(id)
  const record = scene.get(recordId)
  const element = record?.props.content as BoardElement | undefined
  if (!record || !element || !hasText(element)) return false
  if (wall.handle.canEditBoard && !wall.fresh.has(id) && !isAllowed(verdictOn(wall.handle, 'edit', element)))
    return false
  if (!wall.canWrite()) return false
  const now = editor.getEditingShapeId()
  if (now === recordId) return true
  if (now) finishEditing(wall, idOfRecord(now), { focusWall: false })
  bringIntoView(wall, record, { toRead: true })
  wall.handle.undo.boundary()
  flushSync(() => {
    editor.setCurrentTool('select')
    editor.setSelectedShapes([recordId])
    editor.setEditingShape(recordId)
  })
  return true
}

/** Ends typing. A new card that nobody wrote on goes away. */
export function finishEditing(wall: Wall, id: string, { focusWall }: { focusWall: boolean }): void {
  const { editor } = wall
  if (editor.getEditingShapeId() !== elementRecordId(id)) return
  editor.setEditingShape(null)
  wall.handle.undo.boundary()
  takeAwayIfEmpty(wall, id)
  if (focusWall) editor.getContainer().focus()
}

function hasText(element: BoardElement): boolean {
  switch (element.type) {
    case 'card':
      return element.known
    case 'shape':
    case 'connector':
      return true
    case 'drawing':
    case 'picture':
    case 'opaque':
      return false
    default:
      return element satisfies never
  }
}

function takeAwayIfEmpty(wall: Wall, id: string): void {
  const { board, origin } = wall.handle
  const isFresh = wall.fresh.delete(id)
  const element = readElement(board, id)
  if (!element) return
  const isPlainText = element.type === 'shape' && element.shape === 'text'
  if (!(isFresh || isPlainText) || !('text' in element) || element.text.trim() !== '') return
  if (element.type === 'card' && (element.votes > 0 || element.links.length > 0)) return
  deleteElements(board, [id], origin)
  wall.binding.flush()
}
