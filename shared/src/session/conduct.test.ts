import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { newBoard, replicaOf } from '../testing/builders.ts'
import { facilitationIn, hand, sessionDoc, step } from '../testing/session-builders.ts'
import { removeStep } from './agenda.ts'
import { endSession, endStep, endWriting, moveOn, pauseSession, resumeSession, setTimer, startStep } from './conduct.ts'
import { currentStep } from './facilitation.ts'
import { addTime, timeLeftMs } from './timer.ts'

const MIN = 60_000
const three = () => sessionDoc(step('a', { minutes: 2 }), step('b', { minutes: 3 }), step('c'))

describe('running an agenda', () => {
  it('[A1] starting a step begins the session, stamps it and sets the timer to its minutes', () => {
    const session = three()
    expect(startStep(session, 'a', hand(1000), 'server')).toEqual({ started: 'a' })
    const { run, record } = facilitationIn(session)
    expect(run).toMatchObject({
      session: { startedAt: 1000, endedAt: null },
      step: { stepId: 'a', startedAt: 1000, n: 1, by: 'fay' },
      timer: { startedAt: 1000, durationMs: 2 * MIN, pausedAt: null },
      writing: null,
    })
    expect(record.map(({ type, by }) => [type, by])).toEqual([
      ['session-started', 'fay'],
      ['step-started', 'fay'],
    ])
  })

  it('[A1] starting another ends the one that runs, and asks for a snapshot of it', () => {
    const session = three()
    const { at } = hand()
    startStep(session, 'a', at(0), 'server')
    expect(startStep(session, 'c', { ...at(MIN), present: ['ann'] }, 'server')).toEqual({ ended: 'a', started: 'c' })
    const { run, record } = facilitationIn(session)
    expect(run.step).toMatchObject({ stepId: 'c', n: 2 })
    expect(record.find(({ type }) => type === 'step-ended')).toMatchObject({
      stepId: 'a',
      outcome: 'done',
      people: ['ann'],
    })
  })

  it('[A1] each start has a number of its own, also after an end and for the same step', () => {
    const session = three()
    const { at } = hand()
    startStep(session, 'a', at(0), 'server')
    startStep(session, 'a', at(1), 'server')
    endStep(session, at(2), 'server')
    startStep(session, 'a', at(3), 'server')
    expect(facilitationIn(session).run.step?.n).toBe(3)
  })

  it('[A1] a step that is not on the agenda is not started', () => {
    const session = three()
    expect(startStep(session, 'x', hand(), 'server')).toBeUndefined()
    expect(facilitationIn(session).run.step).toBeNull()
    startStep(session, 'a', hand(), 'server')
    removeStep(session, 'a', 'test')
    expect(currentStep(facilitationIn(session))).toBeUndefined()
  })

  it('[A1] is one transaction, so that nobody sees half of it', () => {
    const session = three()
    startStep(session, 'a', hand(), 'server')
    let updates = 0
    session.on('update', () => updates++)
    startStep(session, 'b', hand(), 'server')
    expect(updates).toBe(1)
  })

  it('[A2] next, skip and back go along the agenda and say how a step ended', () => {
    const session = three()
    const { at } = hand()
    expect(moveOn(session, 'back', at(0), 'server')).toBeUndefined()
    expect(moveOn(session, 'next', at(0), 'server')).toEqual({ started: 'a' })
    expect(moveOn(session, 'skip', at(1), 'server')).toEqual({ ended: 'a', started: 'b' })
    expect(moveOn(session, 'back', at(2), 'server')).toEqual({ ended: 'b', started: 'a' })
    expect(moveOn(session, 'back', at(3), 'server')).toBeUndefined()
    moveOn(session, 'next', at(4), 'server')
    moveOn(session, 'next', at(5), 'server')
    expect(moveOn(session, 'next', at(6), 'server')).toBeUndefined()
    const ends = facilitationIn(session).record.flatMap((e) => (e.type === 'step-ended' ? [[e.stepId, e.outcome]] : []))
    expect(ends).toEqual([
      ['a', 'skipped'],
      ['b', 'back'],
      ['a', 'done'],
      ['b', 'done'],
    ])
  })

  it('[A3] the end takes everything away but what is hidden', () => {
    const session = sessionDoc(step('a', { rules: { private: true, mayAdd: ['note'] } }))
    const { at } = hand()
    startStep(session, 'a', at(0), 'server')
    pauseSession(session, at(1), 'server')
    expect(endSession(session, at(2), 'server')).toEqual({ ended: 'a' })
    expect(facilitationIn(session).run).toMatchObject({
      session: { endedAt: 2 },
      step: null,
      timer: null,
      pause: null,
      writing: { stepIds: ['a'] },
    })
    expect(endSession(session, at(3), 'server')).toBeUndefined()
    expect(endStep(session, at(3), 'server')).toBeUndefined()
    startStep(session, 'a', at(9), 'server')
    expect(facilitationIn(session).run.session).toMatchObject({ startedAt: 9, endedAt: null })
  })

  it('[P2] anonymity once promised is kept until the reveal, whatever starts meanwhile', () => {
    const session = sessionDoc(
      step('a', { rules: { private: true, anonymous: true, mayAdd: ['note'] } }),
      step('b', { rules: { private: true, anonymous: false, mayAdd: ['note'] } }),
    )
    const { at } = hand()
    startStep(session, 'a', at(0), 'server')
    startStep(session, 'b', at(5), 'server')
    expect(facilitationIn(session).run.writing).toEqual({ stepIds: ['a', 'b'], anonymous: true, since: 0 })
    endWriting(session, { cards: 3, writers: 2 }, at(9), 'server')
    expect(facilitationIn(session).run.writing).toBeNull()
    expect(facilitationIn(session).record.at(-1)).toMatchObject({
      type: 'revealed',
      cards: 3,
      writers: 2,
      anonymous: true,
    })
    endWriting(session, { cards: 3, writers: 2 }, at(10), 'server')
    startStep(session, 'b', at(11), 'server')
    expect(facilitationIn(session).run.writing).toEqual({ stepIds: ['b'], anonymous: false, since: 11 })
  })

  it('[M1] pause stops the timer, resume lets it run again; a step that starts meanwhile waits', () => {
    const session = three()
    const { at } = hand()
    startStep(session, 'a', at(0), 'server')
    pauseSession(session, at(MIN), 'server')
    pauseSession(session, at(2 * MIN), 'server')
    startStep(session, 'b', at(5 * MIN), 'server')
    expect(facilitationIn(session).run.timer).toMatchObject({ pausedAt: 5 * MIN })
    resumeSession(session, at(9 * MIN), 'server')
    const { run } = facilitationIn(session)
    expect(run.pause).toBeNull()
    expect(run.timer && timeLeftMs(run.timer, 10 * MIN)).toBe(2 * MIN)
    resumeSession(session, at(11 * MIN), 'server')
    expect(facilitationIn(session).record.filter(({ type }) => type === 'resumed')).toHaveLength(1)
  })

  it('[M1] a timer somebody had stopped before the pause stays stopped after it', () => {
    const session = three()
    const { at } = hand()
    startStep(session, 'a', at(0), 'server')
    setTimer(session, (timer) => timer && { ...timer, pausedAt: MIN }, 'server')
    pauseSession(session, at(MIN), 'server')
    resumeSession(session, at(2 * MIN), 'server')
    expect(facilitationIn(session).run.timer?.pausedAt).toBe(MIN)
    setTimer(session, (timer) => timer && addTime(timer, MIN, 3 * MIN), 'server')
    expect(facilitationIn(session).run.timer?.durationMs).toBe(3 * MIN)
    setTimer(session, () => null, 'server')
    expect(facilitationIn(session).run.timer).toBeNull()
  })

  it('[D3] hostile content of a session is left out, listed, and never thrown at', () => {
    const { session } = newBoard()
    session.getMap('run').set('step', { stepId: 5 })
    session.getMap('run').set('timer', new Y.Map())
    session.getMap('agenda').set('x', 'no step')
    session.getMap('agenda').set('y', new Y.Map([['b', { title: 7 }]]))
    session.getMap('rounds').set('r', new Y.Map([['b', null]]))
    session.getMap('groups').set('g', new Y.Array())
    session.getMap('members').set('ann', { group: 'g' })
    session.getMap('record').set('e', { type: 'step-started' })
    const other = replicaOf(session)
    expect(facilitationIn(other)).toEqual(facilitationIn(session))
    const { agenda, run, rounds, groups, members, record } = facilitationIn(session)
    expect([agenda.length, rounds.size, groups.length, members.size, record.length]).toEqual([8, 0, 0, 0, 0])
    expect([run.step, run.timer]).toEqual([null, null])
    startStep(session, '1.1', hand(), 'server')
    expect(facilitationIn(session).run.step?.stepId).toBe('1.1')
  })
})
