import { noFacilitation } from '@planwall/shared/session/facilitation'
import { readTogether } from '@planwall/shared/session/awareness'
import { idle } from '@planwall/shared/session/run'
import { describe, expect, it } from 'vitest'
import type { PersonNow } from '../../sync/use-people-now.ts'
import { peopleRows, readiness } from './people-rows.ts'
import type { TabOf } from './people-rows.ts'

function person(name: string, of: Partial<PersonNow> = {}): PersonNow {
  const id = name.toLowerCase()
  return {
    seatId: `seat-${id}`,
    personId: id,
    name,
    role: 'participant',
    isHere: true,
    privateCards: 0,
    isWriting: false,
    votes: [],
    ...of,
  }
}

function tab(name: string, state: unknown = {}, clientId = 1): TabOf {
  return { clientId, personId: name.toLowerCase(), name, together: readTogether(state) }
}

const me = { seatId: 'seat-fay' }
const running = { ...noFacilitation, run: { ...idle, step: { stepId: 's', startedAt: 0, n: 7, by: null } } }

describe('the list of people', () => {
  it('raised hands come first, the longest up before the others', () => {
    const rows = peopleRows(
      [person('Ana'), person('Ben'), person('Cid')],
      [tab('Cid', { h: 100 }), tab('Ben', { h: 50 }), tab('Ana')],
      noFacilitation,
      me,
    )
    expect(rows.map(({ name, hand }) => [name, hand])).toEqual([
      ['Ben', 1],
      ['Cid', 2],
      ['Ana', null],
    ])
  })

  it('who has left stands at the end, and their hand is down', () => {
    const rows = peopleRows(
      [person('Ana', { isHere: false }), person('Ben')],
      [tab('Ana', { h: 1 })],
      noFacilitation,
      me,
    )
    expect(rows.map(({ name, hand }) => [name, hand])).toEqual([
      ['Ben', null],
      ['Ana', null],
    ])
  })

  it('two seats of one person are one row, and their cards are counted together', () => {
    const seats = [
      person('Ana', { seatId: 's1', isHere: false, privateCards: 2 }),
      person('Ana', { seatId: 's2', privateCards: 3 }),
    ]
    const [row, ...others] = peopleRows(seats, [], noFacilitation, me)
    expect(others).toEqual([])
    expect(row).toMatchObject({ seatId: 's2', seatIds: ['s1', 's2'], isHere: true, privateCards: 5 })
  })

  it('done is said of the step that runs, not of the one before', () => {
    const rows = peopleRows(
      [person('Ana'), person('Ben')],
      [tab('Ana', { r: { step: 7 } }), tab('Ben', { r: { step: 6 } })],
      running,
      me,
    )
    expect(rows.map(({ isReady }) => isReady)).toEqual([true, false])
    expect(readiness(rows)).toEqual({ ready: 1, of: 2 })
  })

  it('while there is a ready check, its answers count', () => {
    const asking = { ...running, run: { ...running.run, readyCheck: { n: 9, at: 0, by: null } } }
    const rows = peopleRows([person('Ana')], [tab('Ana', { r: { step: 7 } })], asking, me)
    expect(readiness(rows)).toEqual({ ready: 0, of: 1 })
    expect(readiness(peopleRows([person('Ana')], [tab('Ana', { r: { check: 9 } })], asking, me))).toEqual({
      ready: 1,
      of: 1,
    })
  })

  it('nobody waits for facilitators and observers', () => {
    const rows = peopleRows(
      [person('Ana'), person('Fay', { role: 'facilitator' }), person('Ola', { role: 'observer', personId: null })],
      [],
      running,
      me,
    )
    expect(readiness(rows)).toEqual({ ready: 0, of: 1 })
    expect(rows.find(({ name }) => name === 'Fay')?.isMe).toBe(true)
  })

  it('one ballot is told once, from whichever seat it was cast', () => {
    const vote = (hasVoted: boolean, votesLeft: number) => [{ roundId: 'r', hasVoted, votesLeft }]
    const seats = [person('Ana', { seatId: 's1', votes: vote(true, 2) }), person('Ana', { votes: vote(true, 2) })]
    expect(peopleRows(seats, [], noFacilitation, me)[0]).toMatchObject({ hasVoted: true, votesLeft: 2 })
  })
})
