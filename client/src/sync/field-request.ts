import { createStore } from 'zustand/vanilla'
import { requestDetails } from './details-request.ts'

/** A field that somebody wants to fill in: the details of its card take the request and put the keyboard there. */
export const fieldRequest = createStore<{ cardId: string; field: string } | { cardId: null; field: null }>(() => ({
  cardId: null,
  field: null,
}))

/** Opens the details of what is selected, at this field of this card. */
export function requestField(cardId: string, field: string): void {
  fieldRequest.setState({ cardId, field })
  requestDetails()
}

/** The field of this card that was asked for; the request is then done. */
export function takeFieldRequest(cardId: string): string | null {
  const request = fieldRequest.getState()
  if (request.cardId !== cardId) return null
  fieldRequest.setState({ cardId: null, field: null })
  return request.field
}
