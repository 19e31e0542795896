import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dice, facilitationIn, hand, sessionDoc, step } from '../testing/session-builders.ts'
import { handsInOrder, readTogether } from './awareness.ts'
import { startStep } from './conduct.ts'
import { askReady, closeFloor, hideCursors, joinFloor, openFloor, passFloor, summonAll, turnOf } from './together.ts'

const floorIn = (session: Parameters<typeof facilitationIn>[0]) => facilitationIn(session).run.floor
const speakerIn = (session: Parameters<typeof facilitationIn>[0]) => {
  const floor = floorIn(session)
  return floor && turnOf(floor)
}

describe('all together', () => {
  it('[M2] a summons says where to and who asked, with a new number each time, until the next step', () => {
    const session = sessionDoc(step('a'))
    expect(summonAll(session, { zoneIds: ['ideas'] }, hand(5), 'server')).toBe(true)
    const first = facilitationIn(session).run.summon
    expect(first).toMatchObject({ at: 5, by: 'fay', target: { zoneIds: ['ideas'] } })
    expect(summonAll(session, { x: 0, y: 0, w: 10, h: 10 }, hand(6), 'server')).toBe(true)
    expect(facilitationIn(session).run.summon?.n).not.toBe(first?.n)
    expect(summonAll(session, { x: 0, y: 0, w: 0, h: 10 }, hand(7), 'server')).toBe(false)
    expect(summonAll(session, { zoneIds: [] }, hand(7), 'server')).toBe(false)
    startStep(session, 'a', hand(8), 'server')
    expect(facilitationIn(session).run.summon).toBeNull()
  })

  it('[M3] the floor goes to everybody once before anybody twice, the owner first', () => {
    const people = ['ann', 'ben', 'cid', 'dot']
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...people), (seed, first) => {
        const session = sessionDoc()
        openFloor(session, { of: 'people', among: [...people, 'ann'], first, random: dice(seed) }, hand(), 'server')
        const spoke = people.flatMap(() => {
          const turn = speakerIn(session)
          passFloor(session, 'all', hand(), 'server')
          return turn ? [turn] : []
        })
        expect(spoke[0]?.id).toBe(first)
        expect(spoke.map(({ id }) => id).toSorted()).toEqual(people)
        expect(spoke.every(({ round }) => round === 0)).toBe(true)
        expect(speakerIn(session)).toEqual({ id: first, round: 1 })
      }),
    )
  })

  it('[M3] passes over those who are not there, and stays where nobody is', () => {
    const session = sessionDoc()
    openFloor(session, { of: 'people', among: ['ann', 'ben', 'cid'], random: () => 0.99 }, hand(), 'server')
    expect(floorIn(session)?.order).toEqual(['ann', 'ben', 'cid'])
    passFloor(session, new Set(['cid']), hand(), 'server')
    expect(speakerIn(session)).toEqual({ id: 'cid', round: 0 })
    passFloor(session, new Set(['gone']), hand(), 'server')
    expect(speakerIn(session)?.id).toBe('cid')
    passFloor(session, 'all', hand(), 'server', -1)
    expect(speakerIn(session)?.id).toBe('ben')
    passFloor(session, new Set(['cid']), hand(), 'server', -1)
    expect(speakerIn(session)?.id).toBe('ben')
  })

  it('[M3] who comes late speaks last, and takes nobody their turn', () => {
    const session = sessionDoc()
    openFloor(session, { of: 'people', among: ['ann', 'ben'], random: () => 0.99 }, hand(), 'server')
    for (let i = 0; i < 3; i++) passFloor(session, 'all', hand(), 'server')
    expect(speakerIn(session)).toEqual({ id: 'ben', round: 1 })
    joinFloor(session, 'cid', 'server')
    joinFloor(session, 'ann', 'server')
    expect(speakerIn(session)).toEqual({ id: 'ben', round: 1 })
    passFloor(session, 'all', hand(), 'server')
    expect(speakerIn(session)).toEqual({ id: 'cid', round: 1 })
  })

  it('[M3] cards are shown once each, then the floor is closed', () => {
    const session = sessionDoc()
    openFloor(session, { of: 'cards', among: ['x', 'y'], random: dice(1) }, hand(), 'server')
    passFloor(session, 'all', hand(), 'server')
    expect(floorIn(session)).not.toBeNull()
    passFloor(session, 'all', hand(), 'server')
    expect(floorIn(session)).toBeNull()
    openFloor(session, { of: 'people', among: [], random: dice(1) }, hand(), 'server')
    expect(floorIn(session)).toBeNull()
    openFloor(session, { of: 'people', among: ['a'], random: dice(1) }, hand(), 'server')
    closeFloor(session, 'server')
    expect(floorIn(session)).toBeNull()
  })

  it('[M4] each ready check has a number of its own', () => {
    const session = sessionDoc(step('a'))
    startStep(session, 'a', hand(), 'server')
    askReady(session, hand(1), 'server')
    const first = facilitationIn(session).run.readyCheck?.n
    askReady(session, null, 'server')
    expect(facilitationIn(session).run.readyCheck).toBeNull()
    askReady(session, hand(2), 'server')
    expect(facilitationIn(session).run.readyCheck?.n).not.toBe(first)
  })

  it('[M6] cursors are hidden until they are shown again, whatever step starts', () => {
    const session = sessionDoc(step('a'))
    hideCursors(session, hand(4), 'server')
    startStep(session, 'a', hand(5), 'server')
    expect(facilitationIn(session).run.cursorsHidden).toEqual({ at: 4, by: 'fay' })
    hideCursors(session, null, 'server')
    expect(facilitationIn(session).run.cursorsHidden).toBeNull()
  })

  it('[M5] presence is read part by part; what is not valid is not there', () => {
    expect(readTogether({ r: { step: 3 }, h: 5, x: ['clap', 2], l: true, t: true, w: 7, v: [0, 0, 9, 9] })).toEqual({
      readyStep: 3,
      readyCheck: null,
      handSince: 5,
      reaction: { name: 'clap', n: 2 },
      laser: true,
      typing: true,
      following: 7,
      view: { x: 0, y: 0, w: 9, h: 9 },
    })
    expect(readTogether({ r: 1, h: -1, x: ['boom', 1], l: [1, 2], t: 'yes' })).toEqual(readTogether(null))
    fc.assert(fc.property(fc.anything(), (state) => void readTogether(state)))
  })

  it('[M5] hands are taken in the order they went up', () => {
    const people = [5, null, 3].map((h, i) => ({ id: `p${i}`, together: readTogether({ h }) }))
    expect(handsInOrder(people).map(({ id }) => id)).toEqual(['p2', 'p0'])
  })
})
