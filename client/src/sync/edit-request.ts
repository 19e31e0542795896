import { createStore } from 'zustand/vanilla'

/** A card that was just made and waits for its words; the view that shows it takes the request and opens its text. */
export const editRequest = createStore<{ id: string | null }>(() => ({ id: null }))

export function requestEdit(id: string): void {
  editRequest.setState({ id })
}

/** Whether this card was asked for; the request is then done. */
export function takeEditRequest(id: string): boolean {
  if (editRequest.getState().id !== id) return false
  editRequest.setState({ id: null })
  return true
}
