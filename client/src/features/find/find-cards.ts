import { cardKinds, isCardKind } from '@planwall/shared/board/kinds'
import type { Field } from '@planwall/shared/board/fields'
import type { BoardElement, Card } from '@planwall/shared/board/model'
import { byOrder } from '@planwall/shared/board/order'
import { plain } from '../../sync/plain-text.ts'

export interface Found {
  card: Card
  /** The field that holds the words, where the card's text does not; undefined for links and names of kinds. */
  field: string | undefined
}

/**
 * Cards that hold every word that was typed, in their text or in any field; accents and capitals do not matter. Cards
 * whose text holds them come first, those that begin with them before all.
 */
export function findCards(
  elements: ReadonlyMap<string, BoardElement>,
  typed: string,
  nameOfKind: (kind: string) => string,
): Found[] {
  const words = plain(typed)
    .split(' ')
    .filter((word) => word !== '')
  if (words.length === 0) return []
  const found: (Found & { rank: number })[] = []
  for (const element of elements.values()) {
    if (element.type !== 'card') continue
    const match = matchIn(element, words, elements, nameOfKind)
    if (match) found.push({ card: element, ...match })
  }
  return found
    .toSorted((a, b) => a.rank - b.rank || byOrder(a.card, b.card))
    .map(({ card, field }) => ({ card, field }))
}

function matchIn(
  card: Card,
  words: readonly string[],
  elements: ReadonlyMap<string, BoardElement>,
  nameOfKind: (kind: string) => string,
): { field: string | undefined; rank: number } | undefined {
  const text = plain(card.text)
  if (holdsAll(text, words)) return { field: undefined, rank: text.startsWith(words[0] as string) ? 0 : 1 }
  // Words may be spread: "ana call" finds Ana's call.
  const parts = partsOf(card, elements)
  const all = [text, plain(nameOfKind(card.kind)), ...parts.map(({ words: part }) => part)].join(' ')
  if (!holdsAll(all, words)) return undefined
  const field = parts.find(({ words: part }) =>
    words.some((word) => part.includes(word) && !text.includes(word)),
  )?.field
  return { field, rank: 2 }
}

function partsOf(
  card: Card,
  elements: ReadonlyMap<string, BoardElement>,
): { field: string | undefined; words: string }[] {
  const fields: Record<string, Field> = isCardKind(card.kind) ? cardKinds[card.kind].fields : {}
  const parts: { field: string | undefined; words: string }[] = Object.entries(card.fields).map(([name, value]) => ({
    field: name,
    words: plain(wordsOf(value, fields[name], elements)),
  }))
  for (const link of card.links) parts.push({ field: undefined, words: plain(link) })
  return parts
}

function wordsOf(value: unknown, field: Field | undefined, elements: ReadonlyMap<string, BoardElement>): string {
  switch (field?.control) {
    case 'person':
    case 'ref':
      return textOf(value, elements)
    case 'people':
    case 'refs':
      return Array.isArray(value) ? value.map((id) => textOf(id, elements)).join(' ') : ''
    default:
      return flat(value)
  }
}

function textOf(id: unknown, elements: ReadonlyMap<string, BoardElement>): string {
  const element = typeof id === 'string' ? elements.get(id) : undefined
  return element?.type === 'card' ? element.text : ''
}

function flat(value: unknown): string {
  if (Array.isArray(value)) return value.map(flat).join(' ')
  if (typeof value === 'object' && value !== null) return Object.values(value).map(flat).join(' ')
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function holdsAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word))
}
