import type { BoardElement, Zone } from '@planwall/shared/board/model'
import { arrow, boardWith, card, sessionWith, zone } from '@planwall/shared/testing/builders'
import { describe, expect, it } from 'vitest'
import { listedIds, neighbourAfterLoss, outlineOf } from './outline-tree.ts'

const goal = zone('goal', { order: 'a1' })
const move = zone('move-1', { order: 'a2', maxCards: 1 })
const tasks = zone('tasks-1', { order: 'a3', parentId: 'move-1' })
const zones: ReadonlyMap<string, Zone> = sessionWith(tasks, goal, move).zones

function elements(...all: BoardElement[]): ReadonlyMap<string, BoardElement> {
  return boardWith(...all).elements
}

describe('a board as a list', () => {
  it('zones come in their order, those inside others behind them, and the cards in no zone last', () => {
    const { sections } = outlineOf(elements(), zones)
    expect(sections.map(({ zone: one, depth }) => [one?.id ?? null, depth])).toEqual([
      ['goal', 0],
      ['move-1', 0],
      ['tasks-1', 1],
      [null, 0],
    ])
  })

  it('cards come in the order of the plan: by order, then by id', () => {
    const tree = outlineOf(
      elements(
        card('task', { id: 'c', zoneId: 'tasks-1', order: 'a2' }),
        card('task', { id: 'b', zoneId: 'tasks-1', order: 'a1' }),
        card('task', { id: 'a', zoneId: 'tasks-1', order: 'a2' }),
        card('note', { id: 'loose' }),
      ),
      zones,
    )
    expect(listedIds(tree)).toEqual(['b', 'a', 'c', 'loose'])
  })

  it('a card whose zone is gone is listed in no zone', () => {
    const { sections } = outlineOf(elements(card('note', { zoneId: 'nowhere' })), zones)
    expect(sections.at(-1)?.cards.map(({ id }) => id)).toEqual(['note'])
  })

  it('the heading of a column is about the move at its head', () => {
    const { sections } = outlineOf(elements(card('move', { zoneId: 'move-1', text: 'Win them back' })), zones)
    expect(sections.map(({ head }) => head?.text)).toEqual([undefined, 'Win them back', undefined, undefined])
  })

  it('people who are not on the wall, lines and shapes are listed apart, and nothing is missing or doubled', () => {
    const all = elements(
      card('person', { id: 'bo', text: 'Bo', geometry: null }),
      card('person', { id: 'ana', text: 'Ana', geometry: null }),
      card('person', { id: 'cy', text: 'Cy', zoneId: 'goal' }),
      card('note', { id: 'n' }),
      arrow('n', 'cy'),
    )
    const { sections, people, connectors, others } = outlineOf(all, zones)
    expect(people.map(({ id }) => id)).toEqual(['ana', 'bo'])
    const listed = [...sections.flatMap(({ cards }) => cards), ...people, ...connectors, ...others]
    expect(listed.map(({ id }) => id).toSorted()).toEqual([...all.keys()].toSorted())
  })

  it('two zones inside each other are both listed', () => {
    const loop = sessionWith(zone('a', { parentId: 'b' }), zone('b', { parentId: 'a' })).zones
    expect(outlineOf(elements(), loop).sections.map(({ zone: one }) => one?.id)).toEqual(['a', 'b', undefined])
  })

  it('what did not change keeps its identity', () => {
    const [one, two] = [card('task', { id: '1', zoneId: 'tasks-1' }), card('goal', { id: '2', zoneId: 'goal' })]
    const before = outlineOf(elements(one, two), zones)
    const after = outlineOf(elements(one, { ...two, text: 'changed' }), zones, before)
    expect(after.sections.map((section, index) => section === before.sections[index])).toEqual([
      false,
      true,
      true,
      true,
    ])
    expect(outlineOf(elements(one, { ...two }, card('note')), zones, after).people).toBe(after.people)
  })
})

describe('where the focus goes when its card is gone', () => {
  const rows: [rule: string, before: string, now: string, lost: string, expected: string | undefined][] = [
    ['to the next one', 'abc', 'ac', 'b', 'c'],
    ['to the one before, from the last', 'abc', 'ab', 'c', 'b'],
    ['past others that are gone too', 'abcd', 'ad', 'b', 'd'],
    ['to the first, where all are new', 'ab', 'xy', 'a', 'x'],
    ['nowhere, where nothing is left', 'a', '', 'a', undefined],
  ]
  it.each(rows)('%s', (_rule, before, now, lost, expected) => {
    expect(neighbourAfterLoss(Array.from(before), Array.from(now), lost)).toBe(expected)
  })
})
