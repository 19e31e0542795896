import { moveOn, startStep } from '@planwall/shared/session/conduct'
import { facilitationIn, hand, sessionDoc, step } from '@planwall/shared/testing/session-builders'
import { describe, expect, it } from 'vitest'
import { agendaTimes, minutesToGo } from './agenda-times.ts'

const MINUTE = 60_000
const steps = [
  step('a', { minutes: 4 }),
  step('b', { minutes: 6 }),
  step('c', { minutes: 2 }),
  step('d', { minutes: 3 }),
]

describe('the agenda against the clock', () => {
  it('before the session nothing has a time', () => {
    const times = agendaTimes(facilitationIn(sessionDoc(...steps)), 0)
    expect([...times.values()].map(({ state, startsAt }) => [state, startsAt])).toEqual([
      ['to-come', null],
      ['to-come', null],
      ['to-come', null],
      ['to-come', null],
    ])
  })

  it('what comes next begins when the timer ends, and then step after step', () => {
    const session = sessionDoc(...steps)
    startStep(session, 'a', hand(0), 'test')
    const times = agendaTimes(facilitationIn(session), MINUTE)
    expect(times.get('a')?.state).toBe('now')
    expect(times.get('b')?.startsAt).toBe(4 * MINUTE)
    expect(times.get('c')?.startsAt).toBe(10 * MINUTE)
    expect(minutesToGo(facilitationIn(session), MINUTE)).toBe(3 + 6 + 2 + 3)
  })

  it('a step that takes too long pushes the rest', () => {
    const session = sessionDoc(...steps)
    startStep(session, 'a', hand(0), 'test')
    expect(agendaTimes(facilitationIn(session), 9 * MINUTE).get('b')?.startsAt).toBe(9 * MINUTE)
  })

  it('what was passed over is not shown as done', () => {
    const session = sessionDoc(...steps)
    const by = hand(0)
    startStep(session, 'a', by, 'test')
    moveOn(session, 'next', by.at(1), 'test')
    moveOn(session, 'skip', by.at(2), 'test')
    const states = [...agendaTimes(facilitationIn(session), 3).values()].map(({ state }) => state)
    expect(states).toEqual(['done', 'skipped', 'now', 'to-come'])
  })
})
