import { createStore } from 'zustand/vanilla'

/** Whether the ways to export are shown: asked for from the plan and from the board's menu. */
export const exportRequest = createStore<{ isOpen: boolean }>(() => ({ isOpen: false }))

export function requestExport(): void {
  exportRequest.setState({ isOpen: true })
}

export function endExport(): void {
  exportRequest.setState({ isOpen: false })
}
