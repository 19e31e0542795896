import { createStore } from 'zustand/vanilla'

/** Counts how often somebody asked for the details of what is selected: the page then opens them and goes there. */
export const detailsRequest = createStore<{ count: number }>(() => ({ count: 0 }))

export function requestDetails(): void {
  detailsRequest.setState(({ count }) => ({ count: count + 1 }))
}
