import type { BoardElement, Geometry } from '@planwall/shared/board/model'
import { boardWith, card, zone } from '@planwall/shared/testing/builders'
import { describe, expect, it } from 'vitest'
import { planMoves } from './moves.ts'
import type { Moved } from './moves.ts'

const left = zone('left', { accepts: ['note'], geometry: { x: 0, y: 0, w: 400, h: 400 } })
const right = zone('right', { accepts: ['task'], geometry: { x: 500, y: 0, w: 400, h: 400 } })
const small = zone('small', { maxCards: 1, geometry: { x: 1000, y: 0, w: 400, h: 400 } })
const zones = new Map([left, right, small].map((one) => [one.id, one]))

const at = (x: number, y = 100): Geometry => ({ x, y, w: 200, h: 120 })
const note = (id: string, zoneId: string | null) => card('note', { id, zoneId })

function plan(moved: Moved[], ...others: BoardElement[]) {
  const { elements } = boardWith(...moved.map(({ element }) => element), ...others)
  const { moves, refused } = planMoves(moved, zones, elements)
  return {
    moves: moves.map(({ id, zone: into }) => [id, into === undefined ? 'stays' : (into?.id ?? 'none')]),
    refused: refused.map(({ id, zone: by }) => [id, by?.id]),
  }
}

const rows: [rule: string, moved: Moved[], others: BoardElement[], moves: string[][], refused: string[][]][] = [
  [
    'a card moved within its zone stays in it',
    [{ element: note('a', 'left'), geometry: at(50) }],
    [],
    [['a', 'stays']],
    [],
  ],
  ['a card takes the zone it is dropped in', [{ element: note('a', null), geometry: at(50) }], [], [['a', 'left']], []],
  [
    'a card dropped on the bare wall lies in no zone',
    [{ element: note('a', 'left'), geometry: at(2000) }],
    [],
    [['a', 'none']],
    [],
  ],
  [
    'a zone refuses a kind it does not take',
    [{ element: note('a', 'left'), geometry: at(550) }],
    [],
    [],
    [['a', 'right']],
  ],
  [
    'a full zone refuses',
    [{ element: note('a', 'left'), geometry: at(1050) }],
    [note('b', 'small')],
    [],
    [['a', 'small']],
  ],
  [
    'a zone with one place left takes the first of two',
    [
      { element: note('a', 'left'), geometry: at(1050) },
      { element: note('b', 'left'), geometry: at(1100) },
    ],
    [],
    [['a', 'small']],
    [['b', 'small']],
  ],
  [
    'a card that lies where its zone would refuse it now may still be moved within it',
    [{ element: note('a', 'right'), geometry: at(600) }],
    [],
    [['a', 'stays']],
    [],
  ],
  [
    'a card carried by its zone keeps it, wherever it comes to lie',
    [{ element: note('a', 'left'), geometry: at(600), carried: true }],
    [],
    [['a', 'stays']],
    [],
  ],
  [
    'a card that lies nowhere on the wall does not fill a zone',
    [{ element: note('a', null), geometry: at(1050) }],
    [card('person', { id: 'p', zoneId: 'small', geometry: null })],
    [['a', 'small']],
    [],
  ],
]

describe('where moved cards belong', () => {
  it.each(rows)('%s', (_rule, moved, others, moves, refused) => {
    expect(plan(moved, ...others)).toEqual({ moves, refused })
  })
})
