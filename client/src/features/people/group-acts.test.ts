import type { Role } from '@planwall/shared/access/roles'
import { describe, expect, it } from 'vitest'
import { groupAskedFor, groupLink, groupToJoin, newGroups } from './group-acts.ts'

describe('a link per group', () => {
  it('leads to the board with the group in it, and keeps the token behind the #', () => {
    const link = groupLink('https://plan.example/wall/b/abc#secret', 'g 1')
    expect(link).toBe('https://plan.example/wall/b/abc?group=g+1#secret')
    expect(groupAskedFor(new URL(link).search)).toBe('g 1')
  })

  it('an address without a group asks for none', () => {
    expect(groupAskedFor('')).toBeUndefined()
    expect(groupAskedFor('?group=')).toBeUndefined()
  })
})

describe('whoever opened a group’s link', () => {
  const north = { id: 'n', name: 'The north', color: 'blue' as const, zoneIds: [], order: 'a' }
  const facilitation = { groups: [north], members: new Map([['ann', 'n']]) }
  const rows: [
    rule: string,
    asked: string | undefined,
    role: Role,
    personId: string | null,
    isIn: boolean | undefined,
  ][] = [
    ['is put in the group', 'n', 'participant', 'ben', false],
    ['stays in it', 'n', 'participant', 'ann', true],
    ['waits while the group is not here', 'later', 'participant', 'ben', undefined],
    ['is put in none where no group is asked for', undefined, 'participant', 'ben', undefined],
    ['is put in none as a facilitator', 'n', 'facilitator', 'fay', undefined],
    ['is put in none as a watcher', 'n', 'observer', null, undefined],
  ]
  it.each(rows)('%s', (_rule, asked, role, personId, isIn) => {
    expect(groupToJoin(asked, facilitation, { role, personId })).toEqual(
      isIn === undefined ? undefined : { group: north, isIn },
    )
  })
})

describe('new groups', () => {
  const count = () => {
    let n = 0
    return () => `g${++n}`
  }

  it('have numbers that go on, and colours of their own', () => {
    const first = newGroups(2, [], count(), (n) => `Group ${n}`)
    expect(first.map(({ name }) => name)).toEqual(['Group 1', 'Group 2'])
    const more = newGroups(
      1,
      first.map((group) => ({ ...group, order: 'a' })),
      count(),
      (n) => `Group ${n}`,
    )
    expect(more[0]?.name).toBe('Group 3')
    expect(new Set([...first, ...more].map(({ color }) => color)).size).toBe(3)
  })

  it('are never short of a colour', () => {
    expect(newGroups(40, [], count(), String)).toHaveLength(40)
  })
})
