import type { Card } from '@planwall/shared/board/model'
import { boardWith, card, zone } from '@planwall/shared/testing/builders'
import { expect, it } from 'vitest'
import { placesOf } from './places.ts'

const zones = new Map(
  [
    zone('later', { name: 'Later' }),
    zone('theme-1', { name: 'Theme 1', maxCards: 1 }),
    zone('theme-2', { name: 'Theme 2', maxCards: 1 }),
    zone('cures-1', { name: 'Cures', parentId: 'theme-1' }),
    zone('cures-2', { name: 'Cures', parentId: 'theme-2' }),
  ].map((one) => [one.id, one]),
)

function namesWith(...cards: Card[]) {
  const places = placesOf(boardWith(...cards).elements, zones, ['later', 'theme-1', 'theme-2', 'cures-1', 'cures-2'])
  return places.map(({ name, cards: inside }) => [name, inside.length])
}

it('what belongs to a column stands under its head', () => {
  expect(namesWith()).toEqual([
    ['Later', 0],
    ['Theme 1', 0],
    ['Theme 1: Cures', 0],
    ['Theme 2', 0],
    ['Theme 2: Cures', 0],
  ])
})

it('a column is called by the card at its head', () => {
  const names = namesWith(
    card('risk', { id: 'r', zoneId: 'theme-2', text: 'We lose the team' }),
    card('task', { id: 't', zoneId: 'cures-2', text: 'Hire' }),
  )
  expect(names.slice(3)).toEqual([
    ['Theme 2', 1],
    ['We lose the team: Cures', 1],
  ])
})
