import type { Zone } from '@planwall/shared/board/model'
import { zone } from '@planwall/shared/testing/builders'
import { describe, expect, it } from 'vitest'
import { kindsForBoard, zoneFor } from './kinds-for-board.ts'

const goal = zone('goal', { accepts: ['goal', 'kpi'], maxCards: 2 })
const tasks = zone('tasks', { accepts: ['task'] })
const anything = zone('anything')

describe('kinds to offer', () => {
  it('those the zones are made for come first, each once, the rest behind More', () => {
    const { first, more } = kindsForBoard([tasks, goal, tasks, zone('new', { accepts: ['hologram'] })])
    expect(first).toEqual(['goal', 'task', 'kpi'])
    expect(more).toHaveLength(17)
  })

  it('a wall without zones offers the usual few', () => {
    expect(kindsForBoard([]).first).toEqual(['note', 'goal', 'move', 'task', 'kpi'])
  })
})

describe('the zone a new card goes to', () => {
  const rows: [
    rule: string,
    kind: 'task' | 'kpi' | 'note',
    atHand: string | null,
    inGoal: number,
    expected: string | undefined,
  ][] = [
    ['the one made for it', 'task', null, 0, 'tasks'],
    ['the one at hand where it takes it', 'task', 'anything', 0, 'anything'],
    ['not the one at hand where it does not', 'task', 'goal', 0, 'tasks'],
    ['not a full one', 'kpi', 'goal', 2, 'anything'],
    ['one for any kind where none is made for it', 'note', null, 0, 'anything'],
  ]
  it.each(rows)('%s', (_rule, kind, atHand, inGoal, expected) => {
    const zones: Zone[] = [anything, goal, tasks]
    expect(zoneFor(kind, zones, atHand, (id) => (id === 'goal' ? inGoal : 0))?.id).toBe(expected)
  })

  it('none where no zone takes it: then it lies on the wall', () => {
    expect(zoneFor('risk', [goal, tasks], null, () => 0)).toBeUndefined()
  })
})
