import type { BoardElement, Zone } from '@planwall/shared/board/model'
import { readBoard, readSession } from '@planwall/shared/board/read'
import * as Y from 'yjs'
import type { Act } from '../acts.ts'

/** What a board was at one time, as its history gives it. */
export interface Moment {
  title: string
  timezone: string
  zones: Zone[]
  elements: BoardElement[]
}

/**
 * A kept snapshot in words of the board, as JSON: never as documents, since those know which browser wrote what. Nobody is
 * named as the maker of anything but the person who asks.
 */
export const readMoment: Act<{ board: Uint8Array; session: Uint8Array; personId: string | null }, string> = {
  parts: [],
  run(_docs, { board, session, personId }) {
    const { elements } = readBoard(docOf(board)).board
    const { meta, zones } = readSession(docOf(session)).session
    const moment: Moment = {
      title: meta.title,
      timezone: meta.timezone,
      zones: [...zones.values()],
      elements: [...elements.values()].map((element) =>
        element.createdBy === personId ? element : { ...element, createdBy: null },
      ),
    }
    return JSON.stringify(moment)
  },
}

function docOf(update: Uint8Array): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  return doc
}
