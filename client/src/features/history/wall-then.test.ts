import { arrow, card, zone } from '@planwall/shared/testing/builders'
import type { BoardElement, Zone } from '@planwall/shared/board/model'
import { describe, expect, it } from 'vitest'
import { cardsByZone, changesBetween, emptyWall, sinceThen, wallOf } from './wall-then.ts'

const wall = (elements: readonly BoardElement[], zones: readonly Zone[] = []) =>
  wallOf({ title: '', elements: [...elements], zones: [...zones] })

const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id)

describe('what appeared, changed and went from one moment to the next', () => {
  it('is told of cards, lines and zones', () => {
    const before = wall([card('note', { id: 'a', text: 'Old' }), card('note', { id: 'gone' })], [zone('z')])
    const after = wall([card('note', { id: 'a', text: 'New' }), arrow('a', 'b')], [zone('z', { name: 'Other' })])
    const { appeared, changed, gone } = changesBetween(before, after)
    expect([ids(appeared), ids(changed), ids(gone)]).toEqual([['a -> b'], ['z', 'a'], ['gone']])
  })

  it('before the first moment there was nothing', () => {
    expect(ids(changesBetween(emptyWall, wall([card('note', { id: 'a' })])).appeared)).toEqual(['a'])
  })

  it('a vote that was counted is a change; another place in the list, and who made it, are none', () => {
    const before = wall([card('note', { id: 'a' }), card('note', { id: 'b', createdBy: 'ana' })])
    const after = wall([card('note', { id: 'a', votes: 3 }), card('note', { id: 'b', order: 'a5' })])
    expect(ids(changesBetween(before, after).changed)).toEqual(['a'])
  })
})

it('what became of a card since is told by what it says, not by who made it or how many votes it has', () => {
  const was = card('note', { id: 'a', text: 'Same' })
  const now = (of: BoardElement) => new Map([[of.id, of]])
  expect(sinceThen(was, new Map())).toBe('gone')
  expect(sinceThen(was, now({ ...was, createdBy: 'ana', votes: 4, order: 'a7' }))).toBe('same')
  expect(sinceThen(was, now({ ...was, text: 'Other' }))).toBe('changed')
})

it('cards are listed zone by zone in their order; those in no zone, or one that is gone, come last; people are not on the wall', () => {
  const elements = [
    card('note', { id: 'second', zoneId: 'z', order: 'a2' }),
    card('note', { id: 'first', zoneId: 'z', order: 'a1' }),
    card('note', { id: 'lost', zoneId: 'gone' }),
    card('person', { id: 'ana', geometry: null }),
  ]
  const listed = cardsByZone(wall(elements, [zone('z'), zone('empty', { order: 'a9' })]))
  expect(listed.map((one) => [one.zone?.id ?? null, ids(one.cards)])).toEqual([
    ['z', ['first', 'second']],
    ['empty', []],
    [null, ['lost']],
  ])
})
