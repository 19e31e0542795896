import { addCards } from '@planwall/shared/board/edit'
import type { NewCard } from '@planwall/shared/board/edit'
import { CARD_SIZE, GAP } from '@planwall/shared/board/geometry'
import type { CardKind } from '@planwall/shared/board/kinds'
import { ordersBetween } from '@planwall/shared/board/order'
import type * as Y from 'yjs'

/** Width of the wall to its height, so that all cards of a board fill the screen when they are all in view. */
const WALL_RATIO = 1.6
const PEOPLE = 24
const CREATED_AT = Date.UTC(2026, 10, 2, 9)

/**
 * A wall of cards as a large session leaves it: half ideas, the rest tasks, risks and indicators with an owner and a
 * date. The same number gives the same cards, byte for byte; texts have 45 characters on average.
 */
export function wallOfCards(count: number): NewCard[] {
  const dice = seeded(count)
  const people = Array.from({ length: Math.min(PEOPLE, Math.ceil(count / 20)) }, () => person(dice))
  const orders = ordersBetween(null, null, people.length + count)
  const columns = Math.ceil(Math.sqrt((count * WALL_RATIO * (CARD_SIZE.h + GAP)) / (CARD_SIZE.w + GAP)))
  const cards = Array.from({ length: count }, (_, at) => {
    const kind = kindAt(dice())
    const owner = pick(dice, people).id
    return {
      id: randomId(dice),
      kind,
      text: sentence(dice),
      fields: fieldsOf(kind, owner, dice),
      zoneId: null,
      geometry: {
        x: (at % columns) * (CARD_SIZE.w + GAP),
        y: Math.floor(at / columns) * (CARD_SIZE.h + GAP),
        ...CARD_SIZE,
      },
      order: '',
      createdAt: CREATED_AT + at * 1000,
      createdBy: owner,
    }
  })
  return [...people, ...cards].map((card, at) => ({ ...card, order: orders[at] as string }))
}

/** Puts them on a board as a session does: in many steps, one after the other. */
export function fillBoard(board: Y.Doc, cards: readonly NewCard[], origin: unknown = null, step = 25): void {
  for (let at = 0; at < cards.length; at += step) addCards(board, cards.slice(at, at + step), origin)
}

/** The cards of a wall that can be seen (people that are only named lie nowhere). */
export function seen(cards: readonly NewCard[]): (NewCard & { geometry: NonNullable<NewCard['geometry']> })[] {
  return cards.flatMap((card) => (card.geometry ? [{ ...card, geometry: card.geometry }] : []))
}

/** The same random numbers for the same seed, 0 to 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const names = ['Ana', 'Ben', 'Chidi', 'Dana', 'Elif', 'Femi', 'Greta', 'Hugo', 'Ines', 'Jonas', 'Kim', 'Lena']
const families = ['Abara', 'Berg', 'Costa', 'Dietrich', 'Evans', 'Fischer', 'Garcia', 'Hansen', 'Ito', 'Jensen']
const verbs = ['Call', 'Win back', 'Train', 'Write to', 'Visit', 'Measure', 'Ask', 'Simplify', 'Prepare', 'Review']
const objects = [
  'the ten largest accounts we have',
  'the customers we lost last year',
  'our partners in the northern region',
  'the price list',
  'every offer that is still open',
  'new sellers',
  'the renewal process',
  'two reference customers',
]
const ends = ['before the fair', 'every Monday', 'with marketing', 'this quarter', 'by phone', 'and report back']

function person(dice: () => number): NewCard {
  return {
    id: randomId(dice),
    kind: 'person',
    text: `${pick(dice, names)} ${pick(dice, families)}`,
    fields: {},
    zoneId: null,
    geometry: null,
    order: '',
    createdAt: CREATED_AT,
    createdBy: null,
  }
}

function kindAt(share: number): CardKind {
  if (share < 0.5) return 'note'
  if (share < 0.8) return 'task'
  return share < 0.9 ? 'risk' : 'kpi'
}

function fieldsOf(kind: CardKind, owner: string, dice: () => number): Record<string, unknown> {
  const day = String(1 + Math.floor(dice() * 28)).padStart(2, '0')
  switch (kind) {
    case 'task':
      return { assignee: owner, due: `2027-03-${day}`, purpose: 'delivery' }
    case 'risk':
      return { owner, likelihood: 3, impact: 4 }
    case 'kpi':
      return { owner, type: 'leading', unit: 'calls', baseline: 12, target: 40, targetDate: `2027-03-${day}` }
    default:
      return {}
  }
}

function sentence(dice: () => number): string {
  return `${pick(dice, verbs)} ${pick(dice, objects)} ${pick(dice, ends)}`
}

function randomId(dice: () => number): string {
  return Array.from({ length: 10 }, () => letters[Math.floor(dice() * letters.length)]).join('')
}

function pick<T>(dice: () => number, from: readonly T[]): T {
  return from[Math.floor(dice() * from.length)] as T
}
