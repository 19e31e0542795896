import { createStore } from 'zustand/vanilla'

/** Whether the history of the board is shown: asked for from the board's menu. */
export const historyRequest = createStore<{ isOpen: boolean }>(() => ({ isOpen: false }))

export function requestHistory(): void {
  historyRequest.setState({ isOpen: true })
}

export function endHistory(): void {
  historyRequest.setState({ isOpen: false })
}
