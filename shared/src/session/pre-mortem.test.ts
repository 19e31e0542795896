import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { addCards, moveElements, setField } from '../board/edit.ts'
import type { Card } from '../board/model.ts'
import { placeCards } from '../board/place.ts'
import { readBoard, readSession } from '../board/read.ts'
import { checkSettingsOf } from '../plan/check-settings.ts'
import { checkPlan } from '../plan/checks.ts'
import { extractPlan } from '../plan/extract.ts'
import { counter, newBoard, newCard, replicaOf, TODAY } from '../testing/builders.ts'
import { dice, facilitationIn } from '../testing/session-builders.ts'
import { findTemplate } from '../templates/catalog.ts'
import { briefingFor } from './briefing.ts'
import { endSession, endWriting, moveOn } from './conduct.ts'
import { provenanceOf, summarise } from './record.ts'
import { countSeats, revealCards } from './reveal.ts'
import { mayWriteRoom } from './room-rules.ts'
import { rulesNow } from './rules.ts'
import { tally, writeResult } from './tally.ts'
import type { CastBallot } from './tally.ts'
import { openFloor, passFloor } from './together.ts'
import { elementsTouched, touchedBy } from './touched.ts'
import { seeElements, violations } from './violations.ts'
import { candidates, checkBallot, closeRound, openRound } from './voting.ts'

const people = ['ann', 'ben', 'cid', 'dot']

/** A pre-mortem as the server runs it: one facilitator, people whose every change is held against the rules. */
function preMortem() {
  const docs = newBoard(findTemplate('T5'))
  const newId = counter('x')
  let now = 1_000_000
  const by = () => ({ now: (now += 60_000), by: 'fay', newId, present: people })
  const facilitation = () => facilitationIn(docs.session)
  const zones = () => readSession(docs.session).session.zones
  const cards = () =>
    [...readBoard(docs.board).board.elements.values()].filter((one): one is Card => one.type === 'card')
  return {
    docs,
    by,
    newId,
    facilitation,
    cards,
    zones,
    next: () => moveOn(docs.session, 'next', by(), 'server'),
    /** What a participant does on the wall: let in by the relay, and found without fault. */
    does(person: string, act: (board: Y.Doc) => void) {
      const who = { role: 'participant', seatId: person } as const
      expect(mayWriteRoom(facilitation(), who, { part: 'board' })).toEqual({ allowed: true })
      const theirs = replicaOf(docs.board)
      act(theirs)
      const update = Y.encodeStateAsUpdate(theirs, Y.encodeStateVector(docs.board))
      const ids = elementsTouched(touchedBy(docs.board, update))
      const [before, was] = [seeElements(docs.board, ids), readBoard(docs.board).board]
      Y.applyUpdate(docs.board, update)
      const author = { role: 'participant', personId: person } as const
      expect(violations(before, seeElements(docs.board, ids), author, facilitation(), () => was)).toEqual([])
    },
    add(
      kind: 'failure' | 'task' | 'risk' | 'microTask',
      zoneId: string,
      text: string,
      fields = {},
      createdBy: string | null = null,
    ) {
      const { elements } = readBoard(docs.board).board
      const zone = zones().get(zoneId)
      return placeCards({
        kind,
        texts: [{ text, fields }],
        zone,
        elements,
        zones: zones(),
        today: TODAY,
        now,
        createdBy,
        newId,
      })
    },
  }
}

describe('a whole pre-mortem', () => {
  it('goes from private reasons to risks with a score, an owner and a cure, and its checks pass', () => {
    const s = preMortem()
    const { docs, by, newId, facilitation, cards, zones } = s
    addCards(
      docs.board,
      [...people, 'fay', 'sue'].map((id) => newCard('person', { id, text: id, geometry: null })),
      'server',
    )

    s.next()
    expect(mayWriteRoom(facilitation(), { role: 'participant', seatId: 'ann' }, { part: 'board' })).toMatchObject({
      code: 'read-only',
    })

    s.next()
    const seats = people.map((person) => ({ seatId: person, personId: person, doc: new Y.Doc() }))
    for (const [i, { seatId, doc }] of seats.entries()) {
      expect(mayWriteRoom(facilitation(), { role: 'participant', seatId }, { part: 'seat', seatId })).toEqual({
        allowed: true,
      })
      const brief = briefingFor(facilitation(), { role: 'participant', personId: seatId }, 0)
      expect(brief).toMatchObject({
        mode: 'private',
        inPrivate: true,
        mayAdd: [{ kind: 'failure', zoneId: 'reasons' }],
      })
      const texts = i === 3 ? ['The day job won'] : ['Nobody called the customers', 'The day job won', `Reason ${i}`]
      addCards(
        doc,
        texts.map((text, k) => newCard('failure', { id: `f${k}`, text, zoneId: 'reasons', createdBy: seatId })),
        seatId,
      )
    }
    expect(countSeats(seats).map((one) => one.cards)).toEqual([3, 3, 3, 1])
    const revealed = revealCards(
      seats,
      docs.board,
      facilitation(),
      { anonymous: false, now: 0, random: dice(5), newId },
      'server',
    )
    endWriting(docs.session, revealed, by(), 'server')
    expect(cards().filter(({ kind, createdBy }) => kind === 'failure' && createdBy === null)).toHaveLength(10)

    s.next()
    const reasons = cards().filter(({ kind }) => kind === 'failure')
    openFloor(docs.session, { of: 'cards', among: reasons.map(({ id }) => id), random: dice(6) }, by(), 'server')
    for (const _ of reasons) passFloor(docs.session, 'all', by(), 'server')
    expect(facilitation().run.floor).toBeNull()

    s.next()
    for (const [i, { id, text }] of reasons.entries()) {
      const zoneId = text.startsWith('Nobody') ? 'reasons-1' : text.startsWith('The day') ? 'reasons-2' : 'later'
      const zone = zones().get(zoneId) ?? null
      s.does(people[i % 4] as string, (board) =>
        moveElements(
          board,
          [{ id, geometry: { x: i, y: i, w: 200, h: 120 }, zone }],
          { today: TODAY, zones: zones() },
          'them',
        ),
      )
    }
    addCards(docs.board, s.add('risk', 'theme-1', 'Customers are not called in time'), 'fay')
    addCards(docs.board, s.add('risk', 'theme-2', 'The daily work pushes the plan aside'), 'fay')

    s.next()
    const step = facilitation().agenda[4]
    const about = candidates(readBoard(docs.board).board, step as never, ['risk'])
    expect(about).toHaveLength(2)
    openRound(
      docs.session,
      { id: 'r', title: 'Score', stepId: '5.5', vote: step?.vote as never, cardIds: about.map(({ id }) => id) },
      by(),
      'server',
    )
    const round = () => facilitation().rounds.get('r') as never
    const ballots: CastBallot[] = people.map((voter, i) => ({
      voter,
      ballot: {
        answer: 'score',
        scores: about.flatMap(({ id }, k) => [
          { cardId: id, field: 'likelihood', score: k === 0 ? 2 : 3 + (i % 2) },
          { cardId: id, field: 'impact', score: k === 0 ? 3 : 4 },
        ]),
      },
    }))
    for (const { ballot } of ballots) expect(checkBallot(round(), ballot).ok).toBe(true)
    expect(rulesNow(facilitation(), { role: 'participant', act: 'vote' })).toEqual({ allowed: true })
    const result = tally(ballots, round())
    closeRound(docs.session, 'r', result, by(), 'server')
    writeResult(docs.board, round(), result, { yesShare: 0.8 }, 'server')
    const [small, large] = cards().filter(({ kind }) => kind === 'risk')
    expect([small?.fields, large?.fields]).toMatchObject([
      { likelihood: 2, impact: 3 },
      { likelihood: 4, impact: 4 },
    ])

    s.next()
    s.does('ben', (board) =>
      addCards(board, s.add('task', 'cures-2', 'Block two hours every Friday', {}, 'ben'), 'them'),
    )
    const cure = cards().find(({ kind }) => kind === 'task') as Card
    s.does('ann', (board) => {
      setField(board, cure.id, 'assignee', 'ann', 'them')
      setField(board, cure.id, 'due', '2026-05-01', 'them')
    })
    s.does('cid', (board) => {
      for (const risk of [small, large]) {
        setField(board, risk?.id as string, 'owner', 'cid', 'them')
        setField(board, risk?.id as string, 'sign', 'Two calls in a row are missed', 'them')
      }
    })

    s.next()
    for (const [risk, response] of [
      [small, 'accept'],
      [large, 'mitigate'],
    ] as const) {
      setField(docs.board, risk?.id as string, 'response', response, 'fay')
      setField(docs.board, risk?.id as string, 'category', response === 'accept' ? 'customer' : 'delivery', 'fay')
    }
    setField(docs.board, small?.id as string, 'acceptReason', 'We can live with some of it', 'fay')

    s.next()
    for (const person of people)
      s.does(person, (board) =>
        addCards(board, s.add('microTask', 'pledges', `${person} writes one mail`, {}, person), 'them'),
      )
    s.next()
    endSession(docs.session, by(), 'server')

    const session = readSession(docs.session).session
    const summary = summarise(facilitation().record, 0)
    const plan = extractPlan(readBoard(docs.board).board, session, {
      boardId: 'board1',
      asOf: TODAY,
      exportedAt: '2026-04-15T00:00:00Z',
      generator: 'test',
      ...provenanceOf(summary),
    })
    expect(plan.risks).toMatchObject([
      { likelihood: 2, impact: 3, owner: 'cid', responseStrategy: 'accept' },
      { likelihood: 4, impact: 4, owner: 'cid', responseStrategy: 'mitigate', mitigationTaskIds: [cure.id] },
    ])
    expect(plan.provenance.sessionIds).toEqual(summary.sessionIds)
    const { checks } = checkPlan(plan, checkSettingsOf(session))
    expect(checks.map(({ code, state }) => `${code} ${state}`)).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((n) => `RSK-0${n} met`),
    )
    expect(summary.steps.map(({ stepId, outcome, people: there }) => [stepId, outcome, there.length])).toEqual(
      findTemplate('T5')?.agenda.map(({ id }) => [id, 'done', 4]),
    )
    expect(summary.reveals).toMatchObject([{ cards: 10, writers: 4, anonymous: true }])
  })
})
