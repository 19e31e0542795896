import { createStore } from 'zustand/vanilla'

/** The tab whose view this one keeps to, by client id; null: its own way. */
export const following = createStore<{ clientId: number | null }>(() => ({ clientId: null }))

export function follow(clientId: number): void {
  following.setState({ clientId })
}

export function unfollow(): void {
  following.setState({ clientId: null })
}
