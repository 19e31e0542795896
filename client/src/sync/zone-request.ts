import { createStore } from 'zustand/vanilla'

/** The zone whose editor is open, if any: asked for from the list, the wall and the toolbar. */
export const zoneRequest = createStore<{ zoneId: string | null }>(() => ({ zoneId: null }))

export function requestZoneEdit(zoneId: string): void {
  zoneRequest.setState({ zoneId })
}

export function endZoneEdit(): void {
  zoneRequest.setState({ zoneId: null })
}
