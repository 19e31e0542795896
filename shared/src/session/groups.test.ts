import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { addCards } from '../board/edit.ts'
import { overlaps } from '../board/geometry.ts'
import { readBoard, readSession } from '../board/read.ts'
import { newBoard, newCard, replicaOf, syncAll, TODAY } from '../testing/builders.ts'
import { dice, facilitationIn } from '../testing/session-builders.ts'
import {
  addGroups,
  changeGroup,
  copyZonesForGroups,
  drawGroups,
  joinSmallestGroup,
  membersByGroup,
  mergeGroupZones,
  putInGroup,
  removeGroups,
} from './groups.ts'

const group = (id: string) => ({ id, name: `Group ${id}`, color: 'blue' as const, zoneIds: [] })

describe('breakout groups', () => {
  it('[G1] are added, changed and removed; what is not valid changes nothing', () => {
    const { session } = newBoard()
    expect(addGroups(session, [group('a'), group('b')], 'test')).toBe(true)
    expect(addGroups(session, [group('c'), group('a')], 'test')).toBe(false)
    expect(addGroups(session, [group('c~d')], 'test')).toBe(false)
    expect(changeGroup(session, 'a', { name: 'Reds', zoneIds: ['move-1'] }, 'test')).toBe(true)
    expect(changeGroup(session, 'a', { name: '' }, 'test')).toBe(false)
    expect(changeGroup(session, 'gone', { name: 'x' }, 'test')).toBe(false)
    expect(facilitationIn(session).groups).toMatchObject([{ id: 'a', name: 'Reds', zoneIds: ['move-1'] }, { id: 'b' }])
    putInGroup(session, ['ann'], 'a', 'test')
    removeGroups(session, ['a'], 'test')
    expect(facilitationIn(session).groups.map(({ id }) => id)).toEqual(['b'])
    expect(facilitationIn(session).members.size).toBe(0)
  })

  it('[G1] a person is in one group, whoever moves them at once', () => {
    const { session } = newBoard()
    addGroups(session, [group('a'), group('b')], 'test')
    const other = replicaOf(session)
    putInGroup(session, ['ann', 'ben'], 'a', 'test')
    putInGroup(other, ['ann'], 'b', 'test')
    syncAll(session, other)
    expect(facilitationIn(session).members).toEqual(facilitationIn(other).members)
    expect(facilitationIn(session).members.size).toBe(2)
    putInGroup(session, ['ann'], null, 'test')
    putInGroup(session, ['cid'], 'gone', 'test')
    expect([...facilitationIn(session).members]).toEqual([['ben', 'a']])
  })

  it('[G2] by lot everybody is in one, and sizes differ by one at most', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1, maxLength: 5 }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 6 }),
        fc.nat(),
        (people, count, seed) => {
          const session = new Y.Doc()
          addGroups(
            session,
            Array.from({ length: count }, (_, i) => group(`g${i}`)),
            'test',
          )
          drawGroups(session, people, dice(seed), 'test')
          const by = [...membersByGroup(facilitationIn(session)).values()]
          expect(by.flat().toSorted()).toEqual(people.toSorted())
          const sizes = by.map(({ length }) => length)
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
        },
      ),
      { numRuns: 50 },
    )
  })

  it('[G2] who comes late joins the smallest, who is in one stays', () => {
    const { session } = newBoard()
    expect(joinSmallestGroup(session, 'ann', 'test')).toBeUndefined()
    addGroups(session, [group('a'), group('b')], 'test')
    putInGroup(session, ['ann', 'ben'], 'a', 'test')
    expect(joinSmallestGroup(session, 'cid', 'test')).toBe('b')
    expect(joinSmallestGroup(session, 'ann', 'test')).toBe('a')
  })

  it('[G3] each has its own copy of zones, which lie on nothing and know each other', () => {
    const { session } = newBoard()
    addGroups(session, [group('a'), group('b')], 'test')
    copyZonesForGroups(session, ['ideas', 'move-{n}', 'tasks-{n}-month'], 'test')
    const { zones } = readSession(session).session
    expect(zones.get('tasks-2-month~b')).toMatchObject({
      name: 'This month · Group b',
      parentId: 'move-2~b',
      meaning: { partOf: 'move-2~b', dueWindow: 'month' },
    })
    const places = [...zones.values()].map(({ geometry }) => geometry)
    expect(places.flatMap((one, i) => places.slice(i + 1).filter((two) => overlaps(one, two)))).toEqual([])
    const count = zones.size
    const alone = newBoard().session
    addGroups(alone, [group('a')], 'test')
    copyZonesForGroups(alone, ['tasks-{n}-month'], 'test')
    expect(readSession(alone).session.zones.get('tasks-2-month~a')?.name).toBe('Move 2: This month · Group a')
    copyZonesForGroups(session, ['ideas', 'move-{n}', 'tasks-{n}-month'], 'test')
    expect(readSession(session).session.zones.size).toBe(count)
  })

  it('[G4] merging brings every card home, on no other, and takes the copies away', () => {
    const docs = newBoard()
    const before = readSession(docs.session).session.zones
    addGroups(docs.session, [group('a'), group('b')], 'test')
    copyZonesForGroups(docs.session, ['ideas'], 'test')
    const cards = ['ideas', 'ideas~a', 'ideas~a', 'ideas~b', 'goal'].map((zoneId, i) =>
      newCard('note', { id: `n${i}`, text: `${i}`, zoneId, geometry: { x: 16, y: 300 + i, w: 200, h: 120 } }),
    )
    addCards(docs.board, cards, 'test')
    expect(mergeGroupZones(docs, TODAY, 'test')).toBe(3)
    const { elements } = readBoard(docs.board).board
    expect([...elements.values()].map(({ zoneId }) => zoneId)).toEqual(['ideas', 'ideas', 'ideas', 'ideas', 'goal'])
    const places = [...elements.values()].flatMap((one) => (one.zoneId === 'ideas' && one.geometry) || [])
    expect(places.flatMap((one, i) => places.slice(i + 1).filter((two) => overlaps(one, two)))).toEqual([])
    expect(readSession(docs.session).session.zones).toEqual(before)
    expect(mergeGroupZones(docs, TODAY, 'test')).toBe(0)
  })
})
