import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { counter, newBoard } from '../testing/builders.ts'
import { dice, facilitationIn, hand, sessionDoc, step } from '../testing/session-builders.ts'
import { changeStep } from './agenda.ts'
import { briefingFor } from './briefing.ts'
import { endSession, endWriting, moveOn, pauseSession, resumeSession, startStep } from './conduct.ts'
import { addGroups, copyZonesForGroups, putInGroup } from './groups.ts'
import { addNotes, readNotes, setNote } from './notes.ts'
import { addEvent, provenanceOf, stepAt, summarise } from './record.ts'
import type { SessionEvent } from './record.ts'
import { shuffled } from './shuffle.ts'
import { openFloor, summonAll } from './together.ts'
import { openRound } from './voting.ts'

const MIN = 60_000

describe('the record', () => {
  it('[E1] adds events once, and none that are not valid', () => {
    const session = sessionDoc()
    expect(addEvent(session, 'e1', { type: 'decided', text: 'We go' }, hand(5), 'server')).toBe(true)
    expect(addEvent(session, 'e1', { type: 'decided', text: 'We stay' }, hand(6), 'server')).toBe(false)
    expect(addEvent(session, 'e2', { type: 'decided', text: 7 as never }, hand(6), 'server')).toBe(false)
    expect(facilitationIn(session).record).toEqual([{ id: 'e1', at: 5, by: 'fay', type: 'decided', text: 'We go' }])
  })

  function aSession() {
    const session = sessionDoc(
      step('a', { minutes: 2, rules: { private: true, mayAdd: ['note'] } }),
      step('b'),
      step('c'),
    )
    const newId = counter('e')
    const at = (ms: number, present: string[] = []) => ({ now: ms, by: 'fay', newId, present })
    startStep(session, 'a', at(MIN), 'server')
    pauseSession(session, at(2 * MIN), 'server')
    resumeSession(session, at(3 * MIN), 'server')
    moveOn(session, 'next', at(4 * MIN, ['ben', 'ann']), 'server')
    endWriting(session, { cards: 4, writers: 2 }, at(5 * MIN), 'server')
    moveOn(session, 'back', at(6 * MIN, ['ann', 'cid']), 'server')
    moveOn(session, 'skip', at(7 * MIN, ['ann']), 'server')
    addEvent(
      session,
      'v',
      { type: 'vote-closed', roundId: 'r', title: 'Pick', ballots: 3, people: 4 },
      at(8 * MIN),
      'server',
    )
    addEvent(session, 'd', { type: 'decided', text: 'We go', cardId: 'x' }, at(8 * MIN), 'server')
    endSession(session, at(9 * MIN, ['ann']), 'server')
    return session
  }

  it('[E2, E3] says when each step ran and for how long, who was there, and what came of it', () => {
    const summary = summarise(facilitationIn(aSession()).record, 99 * MIN)
    expect(summary).toEqual({
      sessionIds: [summary.sessionIds[0]],
      startedAt: MIN,
      endedAt: 9 * MIN,
      pausedMs: MIN,
      people: ['ann', 'ben', 'cid'],
      steps: [
        {
          stepId: 'a',
          title: 'a',
          plannedMinutes: 2,
          startedAt: MIN,
          endedAt: 7 * MIN,
          ranMs: 4 * MIN,
          runs: 2,
          outcome: 'skipped',
          people: ['ann', 'ben', 'cid'],
        },
        {
          stepId: 'b',
          title: 'b',
          plannedMinutes: 5,
          startedAt: 4 * MIN,
          endedAt: 9 * MIN,
          ranMs: 4 * MIN,
          runs: 2,
          outcome: 'done',
          people: ['ann', 'ben', 'cid'],
        },
      ],
      reveals: [{ at: 5 * MIN, cards: 4, writers: 2, anonymous: false }],
      votes: [{ at: 8 * MIN, roundId: 'r', title: 'Pick', ballots: 3, people: 4 }],
      decisions: [{ at: 8 * MIN, by: 'fay', text: 'We go', cardId: 'x' }],
    })
    expect(provenanceOf(summary)).toEqual({ sessionIds: summary.sessionIds })
    expect(provenanceOf(summarise([], 0))).toEqual({})
  })

  it('[E3] does not mind the order events come in, and a step that runs lasts until now', () => {
    const { record } = facilitationIn(aSession())
    fc.assert(
      fc.property(fc.nat(), fc.subarray([...record]), (seed, some) => {
        expect(summarise(shuffled(record, dice(seed)), 0)).toEqual(summarise(record, 0))
        summarise(shuffled(some, dice(seed)), 50 * MIN)
      }),
    )
    const until = record.filter(({ at }) => at <= 4 * MIN)
    expect(summarise(until, 10 * MIN).steps[1]).toMatchObject({
      stepId: 'b',
      endedAt: null,
      ranMs: 6 * MIN,
      outcome: 'running',
    })
  })

  it.each<[number, string | undefined]>([
    [0, undefined],
    [MIN, 'a'],
    [5 * MIN, 'b'],
    [6.5 * MIN, 'a'],
    [99 * MIN, undefined],
  ])('[E4] at %s ms the step was %s', (at, id) => {
    expect(stepAt(facilitationIn(aSession()).record, at)).toBe(id)
  })

  it('[E1] names people only where they led or were present', () => {
    const { record } = facilitationIn(aSession())
    const named = record.filter((e: SessionEvent) =>
      JSON.stringify({ ...e, by: null, people: [] }).match(/"(ann|ben|cid)"/),
    )
    expect(named).toEqual([])
  })
})

describe('notes for facilitators', () => {
  it('[D4] are laid where none was written, and never over what was', () => {
    const doc = new Y.Doc()
    setNote(doc, 'a', 'My own', 'fay')
    addNotes(
      doc,
      [
        ['a', 'From the template'],
        ['b', 'Keep quiet'],
        ['c', ''],
      ],
      'server',
    )
    expect([...readNotes(doc)]).toEqual([
      ['a', 'My own'],
      ['b', 'Keep quiet'],
    ])
    setNote(doc, 'b', 'Keep very quiet 👩‍👩‍👧', 'fay')
    setNote(doc, 'b', 'Keep very, very quiet 👩‍👩‍👦', 'fay')
    setNote(doc, 'c', '', 'fay')
    expect(readNotes(doc).get('b')).toBe('Keep very, very quiet 👩‍👩‍👦')
    doc.getMap('notes').set('x', 7)
    expect(readNotes(doc).has('x')).toBe(false)
  })

  it('[D4] lie in their own document when a template is laid, and nowhere in the session', () => {
    const { session } = newBoard()
    const bytes = Buffer.from(Y.encodeStateAsUpdate(session)).toString('utf8')
    expect(bytes).toContain('One idea on each card')
    expect(bytes).not.toContain('Keep it quiet')
  })
})

describe('a briefing', () => {
  it('[A5] tells the last to come the step, the time left, where to look and what to do', () => {
    const { session } = newBoard()
    startStep(session, '1.6', hand(0), 'server')
    const brief = briefingFor(facilitationIn(session), { role: 'participant', personId: 'ann' }, 4 * MIN)
    expect(brief).toMatchObject({
      mode: 'open',
      number: 6,
      steps: 8,
      timeLeftMs: 5 * MIN,
      timerRuns: true,
      inPrivate: false,
      mayAdd: [
        { kind: 'task', zoneId: 'tasks-1-month' },
        { kind: 'kpi', zoneId: 'kpis-1' },
      ],
      paused: null,
      turn: null,
      groupId: null,
      next: { id: '1.7' },
    })
    expect(brief.zoneIds).toHaveLength(20)
    expect(briefingFor(facilitationIn(session), { role: 'observer', personId: null }, 0).mayAdd).toEqual([])
  })

  it('[A5] says what is private, what is voted on, whose turn it is and who calls', () => {
    const { session } = newBoard()
    startStep(session, '1.2', hand(0), 'server')
    const ask = () => briefingFor(facilitationIn(session), { role: 'participant', personId: 'ann' }, 0)
    expect(ask()).toMatchObject({ mode: 'private', inPrivate: true, mayAdd: [{ kind: 'note', zoneId: 'ideas' }] })
    openRound(
      session,
      { id: 'r', title: 'Pick', stepId: null, vote: { perPerson: 1, maxPerCard: 1, kinds: [] }, cardIds: ['x'] },
      hand(),
      'server',
    )
    openFloor(session, { of: 'people', among: ['ann'], random: dice(1) }, hand(), 'server')
    summonAll(session, { zoneIds: ['goal'] }, hand(3), 'server')
    pauseSession(session, hand(4), 'server')
    expect(ask()).toMatchObject({
      rounds: [{ id: 'r' }],
      turn: { id: 'ann', round: 0, of: 'people' },
      zoneIds: ['goal'],
      summon: { by: 'fay', at: 3 },
      paused: { by: 'fay', at: 4 },
      timerRuns: false,
      mayAdd: [],
    })
  })

  it('[A5] on a wall where nothing runs, all kinds may be added', () => {
    const { session } = newBoard()
    const brief = briefingFor(facilitationIn(session), { role: 'participant', personId: null }, 0)
    expect(brief).toMatchObject({ step: undefined, mode: 'open', number: null, timeLeftMs: null, next: { id: '1.1' } })
    expect(brief.mayAdd.map(({ kind }) => kind)).toContain('goal')
  })

  it('[A6, R8] shows one’s own group’s zones first and leaves out those of other groups', () => {
    const { session } = newBoard()
    const own = { name: 'x', color: 'red' as const, zoneIds: [] }
    addGroups(
      session,
      [
        { id: 'a', ...own },
        { id: 'b', ...own },
      ],
      'test',
    )
    copyZonesForGroups(session, ['ideas'], 'test')
    putInGroup(session, ['ann'], 'b', 'test')
    startStep(session, '1.3', hand(0), 'server')
    const zonesFor = (personId: string) =>
      briefingFor(facilitationIn(session), { role: 'participant', personId }, 0).zoneIds
    expect(zonesFor('ann')).toEqual(['ideas~b', 'ideas'])
    expect(zonesFor('ben')).toEqual(['ideas', 'ideas~a', 'ideas~b'])
    // While groups work for themselves, the copy takes the place of its original.
    changeStep(session, '1.3', { rules: { ...step('x').rules, byGroup: true } }, 'test')
    expect(zonesFor('ann')).toEqual(['ideas~b'])
    expect(zonesFor('ben')).toEqual(['ideas', 'ideas~a', 'ideas~b'])
  })
})
