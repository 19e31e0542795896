import type { Seat as PrivateSeat } from '@planwall/shared/session/reveal'
import * as Y from 'yjs'

/** What is stored of one person's private writing, on its way to where documents are. */
export interface SeatBytes {
  seatId: string
  personId: string | null
  /** To be applied in order. */
  updates: readonly Uint8Array[]
}

/** Makes the documents of seats. */
export function seatDocuments(seats: readonly SeatBytes[]): PrivateSeat[] {
  return seats.map(({ seatId, personId, updates }) => {
    const doc = new Y.Doc()
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update)
    })
    return { seatId, personId, doc }
  })
}
