import { useLingui } from '@lingui/react/macro'
import { DefaultCanvas, react, useEditor, useValue } from '@tldraw/editor'
import type { Editor } from '@tldraw/tldraw'
import { createContext, use, useEffect, useId, useLayoutEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import type { BoardHandle } from '../sync/open-board.ts'
import { bindCanvasApi } from './bind-canvas-api.ts'
import { bindClipboard } from './clipboard.ts'
import { bindKeys } from './keyboard.ts'
import { tickWhenNeeded } from './tick-when-needed.ts'
import { fitAll } from './view.ts'
import { openWall, wallIfAny } from './open-wall.ts'
import type { Wall } from './open-wall.ts'

/** The board that the wall shows. */
export const HandleContext = createContext<BoardHandle | null>(null)

/** The editor's canvas, once its wall is open. */
export function WallCanvas() {
  const editor = useEditor()
  const handle = use(HandleContext)
  const [wall, setWall] = useState<Wall | null>(null)

  useLayoutEffect(() => {
    if (handle) setWall(wallIfAny(editor) ?? adopt(editor, handle))
  }, [editor, handle])
  return wall ? <OpenWall wall={wall} /> : <div className="tl-canvas" />
}

/** The wall lives as long as its editor. */
function adopt(editor: Editor, handle: BoardHandle): Wall {
  const wall = openWall(editor, handle)
  editor.disposables.add(wall.stop)
  return wall
}

function OpenWall({ wall }: { wall: Wall }) {
  const { t } = useLingui()
  const helpId = useId()
  const { editor } = wall
  const announcement = useValue('announcement', () => wall.announcement.get(), [wall])

  useEffect(() => startWall(wall, helpId), [wall, helpId])
  return (
    <>
      <DefaultCanvas />
      {createPortal(
        <>
          <div role="status" aria-live="polite" className="pw-hidden" data-testid="announcement">
            {announcement}
          </div>
          <p id={helpId} className="pw-hidden">
            {t`Arrow keys choose a card, Tab goes to the next, Enter writes on it, N makes a new one, M and an arrow key move it to another zone, Escape lets go.`}
          </p>
        </>,
        editor.getContainer(),
      )}
    </>
  )
}

function startWall(wall: Wall, helpId: string): () => void {
  const { editor } = wall
  const container = editor.getContainer()
  container.tabIndex = 0
  container.setAttribute('aria-describedby', helpId)
  const stops = [
    bindCanvasApi(wall),
    bindKeys(wall),
    bindClipboard(wall),
    showCursor(wall),
    markSmall(wall),
    tickWhenNeeded(editor),
    fitOnce(wall),
    keepCamera(wall),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** Others see where the pointer is while it is over the wall. */
function showCursor({ editor, handle: { presence } }: Wall): () => void {
  const container = editor.getContainer()
  const onMove = ({ clientX, clientY }: PointerEvent) => {
    const { x, y } = editor.screenToPage({ x: clientX, y: clientY })
    presence.setCursor({ x, y })
  }
  const onLeave = () => presence.setCursor(null)
  container.addEventListener('pointermove', onMove, { passive: true, capture: true })
  container.addEventListener('pointerleave', onLeave)
  return () => {
    container.removeEventListener('pointermove', onMove, { capture: true })
    container.removeEventListener('pointerleave', onLeave)
    presence.setCursor(null)
  }
}

/** So small that signs on cards are specks: they are left out. Two values, so that a zoom at the edge does not flicker. */
const SMALL_BELOW = 0.5
const LARGE_ABOVE = 0.54

function markSmall({ editor }: Wall): () => void {
  const { dataset } = editor.getContainer()
  return react('mark small', () => {
    const zoom = editor.getZoomLevel()
    const isSmall = 'small' in dataset
    if (!isSmall && zoom < SMALL_BELOW) dataset.small = ''
    else if (isSmall && zoom > LARGE_ABOVE) delete dataset.small
  })
}

/** Where each board was looked at last, for who comes back from the list. */
const cameras = new Map<string, { x: number; y: number; z: number }>()

function keepCamera({ editor, handle: { seat } }: Wall): () => void {
  return () => {
    const { x, y, z } = editor.getCamera()
    cameras.set(seat.boardId, { x, y, z })
  }
}

/** The first time there is something to see, all of it is shown. */
function fitOnce(wall: Wall): () => void {
  const before = cameras.get(wall.handle.seat.boardId)
  if (before) {
    wall.editor.setCamera(before, { immediate: true })
    return () => undefined
  }
  if (wall.scene.size > 0) {
    fitAll(wall, true)
    return () => undefined
  }
  const stop = wall.handle.view.subscribe(() => {
    wall.binding.flush()
    if (wall.scene.size === 0) return
    stop()
    fitAll(wall, true)
  })
  return stop
}
