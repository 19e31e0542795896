import { createStore } from 'zustand/vanilla'

/** Whether somebody wants to finish the plan: the page then shows what stands in the way. */
export const finishRequest = createStore<{ isOpen: boolean }>(() => ({ isOpen: false }))

export function requestFinish(): void {
  finishRequest.setState({ isOpen: true })
}

export function endFinish(): void {
  finishRequest.setState({ isOpen: false })
}
