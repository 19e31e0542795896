import type { CardKind } from '@planwall/shared/board/kinds'
import type { Geometry } from '@planwall/shared/board/model'
import { createStore } from 'zustand/vanilla'

export const tools = ['select', 'hand', 'laser', 'card', 'connect', 'draw', 'rectangle', 'ellipse', 'text'] as const
export type Tool = (typeof tools)[number]

/** What the wall can be asked to do; null while no wall is shown (the list view has the same selection without one). */
export interface CanvasActions {
  /** Brings an element into view and selects it; from far away near enough to be read, unless `zooms` is false. */
  show: (id: string, options?: { zooms?: boolean }) => void
  /** Puts the caret in the text of a card. */
  edit: (id: string) => void
  showZone: (zoneId: string) => void
  /** Shows a part of the wall whole, board units; at once for who follows somebody. */
  showArea: (area: Geometry, how?: { immediate?: boolean }) => void
  /** The part of the wall that is seen, board units. */
  viewArea: () => Geometry
  /** Calls back whenever another part is seen. Gives the undo. */
  onView: (seen: () => void) => () => void
  fitAll: () => void
  zoomIn: () => void
  zoomOut: () => void
  setTool: (tool: Tool, kind?: CardKind) => void
  /** Centre of what is seen, board units. */
  viewCentre: () => { x: number; y: number }
  /** Where on the wall a point of the window is, board units; null outside of it. */
  pointAt: (client: { x: number; y: number }) => { x: number; y: number } | null
  /** Makes an empty card and puts the caret in it. Absent kind: what the zone makes; absent zone: the active one. */
  addCard: (kind?: CardKind, zoneId?: string | null) => void
  /** Lays the cards of a zone out in reading order. */
  tidyZone: (zoneId: string, layout: 'grid' | 'columns') => void
  removeSelected: () => void
  duplicateSelected: () => void
  /** Joins the first selected element to the second. */
  connectSelected: () => void
  toFront: () => void
  toBack: () => void
}

export interface CanvasState {
  selectedIds: readonly string[]
  /** The zone that was last clicked or entered by keyboard: where the toolbar puts new cards. */
  activeZoneId: string | null
  tool: Tool
  /** Kind the card tool makes. */
  kind: CardKind
  /** Percent. */
  zoom: number
  /** Facilitators only: zones can be selected, moved and resized. */
  arrangingZones: boolean
  /** Other people's cursors are not drawn. */
  cursorsHidden: boolean
  actions: CanvasActions | null
}

/** Only this tab sees it: what is selected and which tool is at hand. Shared by the wall, the list and the panels. */
export const canvas = createStore<CanvasState>(() => ({
  selectedIds: [],
  activeZoneId: null,
  tool: 'select',
  kind: 'note',
  zoom: 100,
  arrangingZones: false,
  cursorsHidden: false,
  actions: null,
}))

/** Selects elements, on the wall too if one is shown. */
export function select(ids: readonly string[]): void {
  const before = canvas.getState().selectedIds
  if (before.length === ids.length && before.every((id, index) => id === ids[index])) return
  canvas.setState({ selectedIds: ids })
}
