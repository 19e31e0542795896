import type { CardKind } from '@planwall/shared/board/kinds'
import type { Point } from '@planwall/shared/board/model'
import { createStore } from 'zustand/vanilla'

/** Text somebody pasted onto the wall or into a zone of the list, waiting to become cards. */
export interface PasteRequest {
  text: string
  zoneId: string | null
  /** Absent: what the zone makes. */
  kind?: CardKind
  /** Where on the wall, board units. */
  at?: Point
}

export const pasteRequest = createStore<{ request: PasteRequest | null }>(() => ({ request: null }))

/** One line becomes a card at once; several lines, or a block of a spreadsheet, are shown first. */
export function offerPaste(request: PasteRequest): void {
  if (request.text.trim() !== '') pasteRequest.setState({ request })
}

export function endPaste(): void {
  pasteRequest.setState({ request: null })
}
