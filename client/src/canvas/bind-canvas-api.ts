import type { CardKind } from '@planwall/shared/board/kinds'
import { defaultKind } from '@planwall/shared/board/place'
import type { Verdict } from '@planwall/shared/session/rules'
import { react } from '@tldraw/editor'
import type { TLShapeId } from '@tldraw/tldraw'
import { isAllowed, verdictNow } from '../sync/step-rules.ts'
import { addCard } from './acts/add-card.ts'
import { duplicateSelected } from './acts/copies.ts'
import { connectSelected, removeSelected, restack } from './acts/selection.ts'
import { tidyZone } from './acts/tidy.ts'
import { canvas, tools } from './canvas-api.ts'
import type { CanvasActions, CanvasState, Tool } from './canvas-api.ts'
import { startEditing } from './editing/editing.ts'
import { idOfRecord, elementRecordId, zoneRecordId } from './records.ts'
import { fit, fitAll, motion } from './view.ts'
import { isSelectable } from './open-wall.ts'
import type { Wall } from './open-wall.ts'
import { goTo } from './walk.ts'

/** Keeps the canvas state that panels share in step with the editor, both ways. Returns its stop. */
export function bindCanvasApi(wall: Wall): () => void {
  const { editor, handle } = wall
  const actions = actionsOf(wall)
  canvas.setState({ actions })
  applySelection(wall, canvas.getState())
  applyTool(wall, canvas.getState())
  const stops = [
    react('selection to panels', () => {
      const ids = editor.getSelectedShapeIds()
      publishSelection(wall, ids)
      handle.presence.setSelection(ids.map(idOfRecord))
    }),
    react('zoom to panels', () => canvas.setState({ zoom: Math.round(editor.getZoomLevel() * 100) })),
    react('tool to panels', () => {
      const tool = tools.find((name) => name === editor.getCurrentToolId()) ?? 'select'
      if (canvas.getState().tool !== tool) canvas.setState({ tool })
    }),
    canvas.subscribe((state, before) => {
      if (state.selectedIds !== before.selectedIds) applySelection(wall, state)
      if (state.tool !== before.tool) applyTool(wall, state)
      if (state.arrangingZones !== before.arrangingZones) dropUnselectable(wall)
    }),
    handle.view.subscribe(() => updateReadonly(wall)),
  ]
  updateReadonly(wall)
  return () => {
    for (const stop of stops) stop()
    handle.presence.setSelection([])
    handle.presence.setCursor(null)
    handle.presence.setTogether({ l: undefined })
    if (canvas.getState().actions === actions) canvas.setState({ actions: null, tool: 'select' })
  }
}

function actionsOf(wall: Wall): CanvasActions {
  const { editor, scene, binding, handle } = wall
  const zoneOf = (id: string | null | undefined) => (id ? handle.view.getState().session.zones.get(id) : undefined)
  return {
    show: (id, { zooms = true } = {}) => {
      binding.flush()
      // Whoever asks for one card wants its words; from far away they cannot be read.
      goTo(wall, elementRecordId(id), { toRead: zooms && wall.viewing.isFar() })
    },
    edit: (id) => void startEditing(wall, id),
    showZone: (zoneId) => {
      binding.flush()
      const record = scene.get(zoneRecordId(zoneId))
      if (record) fit(wall, scene.boxOf(record))
    },
    showArea: (area, { immediate = false } = {}) => {
      binding.flush()
      fit(wall, area, { immediate, most: 1.5 })
    },
    viewArea: () => {
      const { x, y, w, h } = editor.getViewportPageBounds()
      return { x, y, w, h }
    },
    onView: (seen) =>
      react('view to others', () => {
        editor.getViewportPageBounds()
        seen()
      }),
    fitAll: () => fitAll(wall),
    zoomIn: () => void editor.zoomIn(undefined, motion(false)),
    zoomOut: () => void editor.zoomOut(undefined, motion(false)),
    setTool: (tool: Tool, kind?: CardKind) => {
      const verdict = toolVerdict(wall, tool, kind)
      const isOpen = verdict.allowed && (wall.canWrite() || isLooking(tool))
      if (handle.canEditBoard) isAllowed(verdict)
      canvas.setState({ ...(kind ? { kind } : {}), tool: isOpen ? tool : 'select' })
      editor.getContainer().focus()
    },
    viewCentre: () => {
      const { x, y } = editor.getViewportPageBounds().center
      return { x, y }
    },
    pointAt: (client) => {
      const { left, top, right, bottom } = editor.getContainer().getBoundingClientRect()
      if (client.x < left || client.x >= right || client.y < top || client.y >= bottom) return null
      const { x, y } = editor.screenToPage(client)
      return { x, y }
    },
    addCard: (kind, zoneId) => {
      const zone = zoneOf(zoneId === undefined ? canvas.getState().activeZoneId : zoneId)
      addCard(wall, { kind: kind ?? defaultKind(zone), zone })
    },
    tidyZone: (zoneId, layout) => tidyZone(wall, zoneId, layout),
    removeSelected: () => removeSelected(wall),
    duplicateSelected: () => duplicateSelected(wall),
    connectSelected: () => connectSelected(wall),
    toFront: () => restack(wall, 'front'),
    toBack: () => restack(wall, 'back'),
  }
}

/** What changes nothing can be used by whoever may not write now. */
function isLooking(tool: Tool): boolean {
  return tool === 'hand' || tool === 'laser'
}

/** What a tool is for, asked of the step that runs. */
function toolVerdict({ handle }: Wall, tool: Tool, kind: CardKind = canvas.getState().kind): Verdict {
  switch (tool) {
    case 'card':
      return verdictNow(handle, { act: 'add', kind })
    case 'connect':
      return verdictNow(handle, { act: 'connect' })
    case 'draw':
    case 'rectangle':
    case 'ellipse':
    case 'text':
      return verdictNow(handle, { act: 'draw' })
    default:
      return { allowed: true }
  }
}

/** Panels keep what is not on the wall (an owner without a card there) selected; what is gone is no longer selected. */
function publishSelection({ scene, handle }: Wall, ids: readonly TLShapeId[]): void {
  const { selectedIds } = canvas.getState()
  const { elements } = handle.view.getState()
  const shown = ids.map(idOfRecord)
  const kept = selectedIds.filter((id) => !scene.get(elementRecordId(id)) && !scene.get(zoneRecordId(id)))
  const isOffWall = shown.length === 0 && kept.length > 0 && kept.every((id) => elements.has(id))
  if (isOffWall && kept.length === selectedIds.length) return
  if (shown.length === selectedIds.length && shown.every((id, index) => id === selectedIds[index])) return
  canvas.setState({ selectedIds: shown })
}

function applySelection(wall: Wall, { selectedIds }: CanvasState): void {
  const { editor, scene, binding } = wall
  const shown = editor.getSelectedShapeIds()
  if (shown.length === selectedIds.length && shown.every((id, index) => idOfRecord(id) === selectedIds[index])) return
  binding.flush()
  const ids = selectedIds.flatMap((id) => {
    const record = scene.get(elementRecordId(id)) ?? scene.get(zoneRecordId(id))
    return record && isSelectable(wall, record) ? record.id : []
  })
  editor.setSelectedShapes(ids)
}

function applyTool({ editor }: Wall, { tool }: CanvasState): void {
  if (editor.getCurrentToolId() !== tool) editor.setCurrentTool(tool)
}

function dropUnselectable(wall: Wall): void {
  const { editor, scene } = wall
  const ids = editor.getSelectedShapeIds().filter((id) => {
    const record = scene.get(id)
    return record !== undefined && isSelectable(wall, record)
  })
  if (ids.length !== editor.getSelectedShapeIds().length) editor.setSelectedShapes(ids)
}

function updateReadonly(wall: Wall): void {
  const isReadonly = !wall.canWrite()
  if (wall.editor.getInstanceState().isReadonly === isReadonly) return
  wall.editor.updateInstanceState({ isReadonly })
  if (isReadonly && !isLooking(canvas.getState().tool)) canvas.setState({ tool: 'select' })
}
