import { createStore } from 'zustand/vanilla'

/** Whether deleting this board is to be asked about. */
export const deleteRequest = createStore<{ isOpen: boolean }>(() => ({ isOpen: false }))

export function requestDelete(): void {
  deleteRequest.setState({ isOpen: true })
}

export function endDelete(): void {
  deleteRequest.setState({ isOpen: false })
}
