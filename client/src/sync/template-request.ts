import { createStore } from 'zustand/vanilla'

/** Whether the board is to be saved as a template: asked for from the board's menu. */
export const templateRequest = createStore<{ isOpen: boolean }>(() => ({ isOpen: false }))

export function requestTemplate(): void {
  templateRequest.setState({ isOpen: true })
}

export function endTemplate(): void {
  templateRequest.setState({ isOpen: false })
}
