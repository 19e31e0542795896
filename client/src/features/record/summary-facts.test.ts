import { endSession, moveOn, pauseSession, resumeSession, startStep } from '@planwall/shared/session/conduct'
import { addEvent } from '@planwall/shared/session/record'
import { boardWith, card } from '@planwall/shared/testing/builders'
import { facilitationIn, hand, sessionDoc, step } from '@planwall/shared/testing/session-builders'
import { describe, expect, it } from 'vitest'
import { summaryFacts, wholeMinutes } from './summary-facts.ts'

const MINUTE = 60_000

describe('what a summary is written from', () => {
  it('[E3] pauses are no work, and what was skipped was not planned', () => {
    const session = sessionDoc(step('a', { minutes: 4 }), step('b', { minutes: 30 }), step('c', { minutes: 2 }))
    const by = { ...hand(0), present: ['ana', 'ben'] }
    startStep(session, 'a', by, 'test')
    pauseSession(session, { ...by, now: MINUTE }, 'test')
    resumeSession(session, { ...by, now: 3 * MINUTE }, 'test')
    moveOn(session, 'next', { ...by, now: 5 * MINUTE }, 'test')
    moveOn(session, 'skip', { ...by, now: 5 * MINUTE }, 'test')
    endSession(session, { ...by, now: 8 * MINUTE }, 'test')
    const { elements } = boardWith(
      card('person', { id: 'ana', text: 'Ana' }),
      card('person', { id: 'ben', text: 'Ben' }),
    )
    const facts = summaryFacts(facilitationIn(session), elements, 99 * MINUTE)
    expect(wholeMinutes(facts.workedMs)).toBe(6)
    expect(wholeMinutes(facts.plannedMs)).toBe(6)
    expect(facts.names).toEqual(['Ana', 'Ben'])
  })

  it('somebody whose card is gone is left out, and the others stay', () => {
    const session = sessionDoc(step('a'))
    const by = { ...hand(0), present: ['ana', 'gone'] }
    startStep(session, 'a', by, 'test')
    endSession(session, { ...by, now: MINUTE }, 'test')
    const { elements } = boardWith(card('person', { id: 'ana', text: 'Ana' }))
    expect(summaryFacts(facilitationIn(session), elements, MINUTE).names).toEqual(['Ana'])
  })

  it('cards of several reveals are counted together', () => {
    const session = sessionDoc()
    const revealed = { type: 'revealed' as const, stepIds: ['a'], writers: 2, anonymous: true }
    addEvent(session, 'e1', { ...revealed, cards: 5 }, { now: 1, by: null }, 'test')
    addEvent(session, 'e2', { ...revealed, cards: 3 }, { now: 2, by: null }, 'test')
    expect(summaryFacts(facilitationIn(session), new Map(), 3).cardsRevealed).toBe(8)
  })

  it('nothing happened: nothing is said', () => {
    const facts = summaryFacts(facilitationIn(sessionDoc(step('a'))), new Map(), 5)
    expect(facts).toMatchObject({ startedAt: null, workedMs: 0, steps: [], names: [], results: [] })
  })

  it('what took any time at all took a minute', () => {
    expect([0, 5_000, 89_000, 91_000].map(wholeMinutes)).toEqual([0, 1, 1, 2])
  })
})
