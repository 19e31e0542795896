import { addCards } from '@planwall/shared/board/edit'
import { isCardOf } from '@planwall/shared/board/model'
import { orderBetween, topOrder } from '@planwall/shared/board/order'
import { readBoard } from '@planwall/shared/board/read'
import type { Act } from '../acts.ts'

/**
 * Finds the person of the plan who takes a seat under a name: the card of that name which nobody claimed yet, or a new
 * one, `newId`, that is not on the wall. Gives its id.
 */
export const claimPerson: Act<
  { name: string; claimed: readonly (string | null)[]; newId: string; createdAt: number },
  string
> = {
  parts: ['board'],
  run({ board }, { name, claimed, newId, createdAt }) {
    const elements = [...readBoard(board).board.elements.values()]
    const found = elements.filter(
      (element) => isCardOf(element, 'person') && sameName(element.text, name) && !claimed.includes(element.id),
    )
    // Where there are several, nobody can say which is meant.
    const [only] = found
    if (only && found.length === 1) return only.id
    const order = orderBetween(topOrder(elements), null)
    const card = { id: newId, kind: 'person' as const, text: name, zoneId: null, geometry: null }
    addCards(board, [{ ...card, order, createdAt, createdBy: newId }], 'server')
    return newId
  },
}

function sameName(a: string, b: string): boolean {
  return comparable(a) === comparable(b)
}

function comparable(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()
}
