import { createStore } from 'zustand/vanilla'

/** Whether the connections for programs are to be shown. */
export const connectionsRequest = createStore<{ isOpen: boolean }>(() => ({ isOpen: false }))

export function requestConnections(): void {
  connectionsRequest.setState({ isOpen: true })
}

export function endConnections(): void {
  connectionsRequest.setState({ isOpen: false })
}
