import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { readingOrder } from '../board/geometry.ts'
import { byOrder } from '../board/order.ts'
import { boardWith, card, docWith, newCard, sessionWith, TODAY, zone } from '../testing/builders.ts'
import { readBoard } from '../board/read.ts'
import { dice, facilitationIn, hand, round, sessionDoc, step } from '../testing/session-builders.ts'
import { shuffled } from './shuffle.ts'
import { compareRounds, sortByResult, spreadOf, tally, writeResult, yesShare } from './tally.ts'
import type { CastBallot } from './tally.ts'
import { candidates, checkBallot, closeRound, openRound, openRounds, votesLeft } from './voting.ts'
import type { Ballot, BallotFault, Round } from './voting.ts'

const dots = (of: Record<string, number>): Ballot => ({
  answer: 'dots',
  dots: Object.entries(of).map(([cardId, count]) => ({ cardId, count })),
})
const says = (of: Record<string, boolean>): Ballot => ({
  answer: 'yes-no',
  answers: Object.entries(of).map(([cardId, yes]) => ({ cardId, yes })),
})
const scores = (cardId: string, of: Record<string, number>): Ballot => ({
  answer: 'score',
  scores: Object.entries(of).map(([field, score]) => ({ cardId, field, score })),
})
const axes = [
  { field: 'likelihood', label: 'How likely?' },
  { field: 'impact', label: 'How bad?' },
]
const yesNo = round({ answer: 'yes-no', field: 'obviousness' })
const scored = round({ answer: 'score', axes })
const cast = (...ballots: Ballot[]): CastBallot[] => ballots.map((ballot, i) => ({ voter: `v${i}`, ballot }))

const at0 = { x: 24, y: 60, w: 200, h: 120 }

describe('a ballot', () => {
  const rows: [rule: string, round: Round, ballot: unknown, code: BallotFault | 'ok'][] = [
    ['as many dots as one has', round(), dots({ a: 2, b: 2, c: 1 }), 'ok'],
    ['none at all', round(), dots({}), 'ok'],
    ['one too many', round({ perPerson: 4 }), dots({ a: 2, b: 2, c: 1 }), 'too-many-dots'],
    ['too many on one card', round(), dots({ a: 3 }), 'too-many-on-card'],
    [
      'a card named twice to get round the limit',
      round(),
      {
        answer: 'dots',
        dots: [
          { cardId: 'a', count: 2 },
          { cardId: 'a', count: 2 },
        ],
      },
      'twice',
    ],
    ['a card that is not asked about', round(), dots({ x: 1 }), 'unknown-card'],
    ['half a dot', round(), dots({ a: 0.5 }), 'unreadable'],
    ['dots to take away', round(), dots({ a: -1 }), 'unreadable'],
    ['something else', round(), 'all of them', 'unreadable'],
    ['more than was asked for', round(), { ...dots({ a: 1 }), voter: 'somebody else' }, 'unreadable'],
    ['dots where yes or no is asked', yesNo, dots({ a: 1 }), 'wrong-answer'],
    ['yes and no', yesNo, says({ a: true, b: false }), 'ok'],
    ['scores', scored, scores('a', { likelihood: 1, impact: 5 }), 'ok'],
    ['a score of six', scored, scores('a', { likelihood: 6 }), 'unreadable'],
    ['a score nobody asked for', scored, scores('a', { beauty: 3 }), 'unknown-question'],
    ['after the close', round({ closedAt: 9 }), dots({ a: 1 }), 'closed'],
  ]
  it.each(rows)('[V2] %s', (_rule, of, ballot, code) => {
    const verdict = checkBallot(of, ballot)
    expect(verdict.ok ? 'ok' : verdict.code).toBe(code)
    if (!verdict.ok) expect(verdict.message).toMatch(/\.$/)
  })

  it('[V2] any value gets an answer', () => {
    fc.assert(fc.property(fc.anything(), (value) => void checkBallot(round(), value)))
  })

  it('[V5] tells what is left, not what was chosen', () => {
    expect(votesLeft(round(), undefined)).toBe(5)
    expect(votesLeft(round(), dots({ a: 2, b: 1 }))).toBe(2)
    expect(votesLeft(round({ cardIds: ['a'] }), undefined)).toBe(2)
    expect(votesLeft(yesNo, says({ a: false }))).toBe(2)
    expect(votesLeft(scored, scores('a', { impact: 1 }))).toBe(5)
  })
})

describe('the count', () => {
  it('[V3] dots, most first, cards without any at the end as they were listed', () => {
    const result = tally(cast(dots({ b: 2, c: 1 }), dots({ b: 1, a: 1 }), dots({})), round())
    expect(result).toEqual({
      ballots: 3,
      cards: [
        { cardId: 'b', votes: 3, voters: 2 },
        { cardId: 'a', votes: 1, voters: 1 },
        { cardId: 'c', votes: 1, voters: 1 },
      ],
    })
  })

  it('[V3] a ballot cast again replaces the one before', () => {
    const twice = [
      { voter: 'ann', ballot: dots({ a: 2 }) },
      { voter: 'ann', ballot: dots({ b: 1 }) },
    ]
    expect(tally(twice, round()).cards.map(({ cardId, votes }) => [cardId, votes])).toEqual([
      ['b', 1],
      ['a', 0],
      ['c', 0],
    ])
  })

  it('[V6] share of yes among those who answered', () => {
    const { cards } = tally(cast(says({ a: true, b: true }), says({ a: true, b: false }), says({ a: false })), yesNo)
    expect(cards.map((one) => [one.cardId, yesShare(one)])).toEqual([
      ['a', 2 / 3],
      ['b', 0.5],
      ['c', undefined],
    ])
  })

  it('[V6] median, spread and how many gave each score', () => {
    const given = [
      [1, 5],
      [2, 5],
      [5, 4],
      [4, 4],
    ].map(([likelihood = 0, impact = 0]) => scores('b', { likelihood, impact }))
    const [first] = tally(cast(...given), scored).cards
    expect(first).toEqual({
      cardId: 'b',
      votes: 3 * 4.5,
      voters: 4,
      scores: [
        { field: 'likelihood', given: 4, median: 3, min: 1, max: 5, counts: [1, 1, 0, 1, 1] },
        { field: 'impact', given: 4, median: 4.5, min: 4, max: 5, counts: [0, 0, 0, 2, 2] },
      ],
    })
    expect(first?.scores?.map(spreadOf)).toEqual([4, 1])
  })

  const anyBallot = fc.record({
    voter: fc.constantFrom('v1', 'v2', 'v3', 'v4'),
    ballot: fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 1, max: 4 })), {
      selector: ([id]) => id,
    }),
  })

  it('[V3] never exceeds budgets, whatever ballots come, and does not mind their order', () => {
    fc.assert(
      fc.property(fc.array(anyBallot, { maxLength: 12 }), fc.nat(), (all, seed) => {
        const given = all.map(({ voter, ballot }) => ({ voter, ballot: dots(Object.fromEntries(ballot)) }))
        const of = round()
        const result = tally(given, of)
        const voters = new Set(given.map(({ voter }) => voter)).size
        expect(result.ballots).toBeLessThanOrEqual(voters)
        expect(result.cards.reduce((sum, { votes }) => sum + votes, 0)).toBeLessThanOrEqual(
          result.ballots * of.perPerson,
        )
        expect(result.cards.map(({ cardId }) => cardId).toSorted()).toEqual(of.cardIds)
        for (const { votes, voters: some } of result.cards) {
          expect(votes).toBeLessThanOrEqual(some * of.maxPerCard)
          expect(some).toBeLessThanOrEqual(result.ballots)
        }
        const last = [
          ...new Map(given.filter((one) => checkBallot(of, one.ballot).ok).map((one) => [one.voter, one])).values(),
        ]
        expect(tally(shuffled(last, dice(seed)), of)).toEqual(result)
      }),
    )
  })
})

describe('a round', () => {
  const vote = { perPerson: 3, maxPerCard: 1, kinds: ['note'] }
  const of = { id: 'r1', title: 'Pick', stepId: 'a', vote, cardIds: ['a', 'b', 'a'] }

  it('[V1] is about the cards of its kinds in its zones, in reading order', () => {
    const at = (y: number) => ({ x: 0, y, w: 200, h: 120 })
    const board = boardWith(
      card('note', { id: 'low', zoneId: 'ideas', geometry: at(900) }),
      card('note', { id: 'high', zoneId: 'ideas', geometry: at(0) }),
      card('note', { id: 'copy', zoneId: 'ideas~g1', geometry: at(300) }),
      card('note', { id: 'loose' }),
      card('task', { id: 'task', zoneId: 'ideas' }),
      card('note', { id: 'elsewhere', zoneId: 'parking' }),
    )
    expect(candidates(board, step('a', { zoneIds: ['ideas'] }), ['note']).map(({ id }) => id)).toEqual([
      'high',
      'copy',
      'low',
    ])
    expect(candidates(board, step('a'), []).map(({ id }) => id)).toHaveLength(5)
  })

  it('[V1, V4] is opened once and closed once, with stamps', () => {
    const session = sessionDoc(step('a'))
    expect(openRound(session, of, hand(5), 'server')).toBe(true)
    expect(openRound(session, of, hand(6), 'server')).toBe(false)
    expect(openRound(session, { ...of, id: 'r2', vote: { ...vote, perPerson: 0 } }, hand(6), 'server')).toBe(false)
    const opened = facilitationIn(session).rounds.get('r1')
    expect(opened).toMatchObject({ answer: 'dots', cardIds: ['a', 'b'], openedAt: 5, openedBy: 'fay' })
    expect(openRounds(facilitationIn(session).rounds)).toHaveLength(1)
    const result = tally(cast(dots({ a: 1 })), opened as Round)
    expect(closeRound(session, 'r1', result, hand(7), 'server')).toBe(true)
    expect(closeRound(session, 'r1', { ballots: 0, cards: [] }, hand(8), 'server')).toBe(false)
    expect(closeRound(session, 'gone', null, hand(8), 'server')).toBe(false)
    expect(facilitationIn(session).rounds.get('r1')).toMatchObject({ closedAt: 7, closedBy: 'fay', result })
    expect(openRounds(facilitationIn(session).rounds)).toEqual([])
  })

  it('[V4] called off it is closed and has no result', () => {
    const session = sessionDoc()
    openRound(session, { ...of, stepId: null }, hand(0, null), 'server')
    expect(facilitationIn(session).rounds.get('r1')).toMatchObject({ stepId: null, openedBy: null })
    closeRound(session, 'r1', null, hand(0, null), 'server')
    expect(facilitationIn(session).rounds.get('r1')).toMatchObject({ closedAt: 0 })
    expect(facilitationIn(session).rounds.get('r1')?.result).toBeUndefined()
  })

  it('[V7] stays with the cards: votes, rounded medians, shares', () => {
    const doc = docWith(newCard('risk', { id: 'a' }), newCard('move', { id: 'b' }))
    const cards = () => readBoard(doc).board.elements
    writeResult(doc, round(), tally(cast(dots({ a: 2 }), dots({ a: 1 })), round()), { yesShare: 0.8 }, 'server')
    const high = cast(scores('a', { likelihood: 2, impact: 4 }), scores('a', { likelihood: 3, impact: 5 }))
    writeResult(doc, scored, tally(high, scored), { yesShare: 0.8 }, 'server')
    writeResult(doc, yesNo, tally(cast(says({ b: true }), says({ b: false })), yesNo), { yesShare: 0.8 }, 'server')
    const bool = { ...yesNo, field: 'obvious' }
    writeResult(doc, bool, tally(cast(says({ b: true }), says({ b: false })), bool), { yesShare: 0.8 }, 'server')
    expect(cards().get('a')).toMatchObject({ votes: 3, fields: { likelihood: 3, impact: 5 } })
    expect(cards().get('b')).toMatchObject({ votes: 0, fields: { obviousness: 0.5, obvious: false } })
    expect(cards().has('c')).toBe(false)
  })

  it('[V9] sorts the cards of a zone, most votes first, on no other card, and leaves other zones alone', () => {
    const at = (y: number) => ({ x: 500, y, w: 200, h: 120 })
    const doc = docWith(
      ...['a', 'b', 'c', 'd'].map((id, i) =>
        newCard('note', { id, zoneId: 'ideas', order: `a${i}`, geometry: at(i * 200) }),
      ),
      newCard('note', { id: 'x', zoneId: 'other', geometry: at(0) }),
    )
    const { zones } = sessionWith(zone('ideas'), zone('other'))
    const result = tally(cast(dots({ c: 2, b: 1 }), dots({ c: 1 })), round())
    sortByResult(doc, zones, result, { today: TODAY }, 'server')
    const { elements } = readBoard(doc).board
    const inIdeas = [...elements.values()].filter(({ zoneId }) => zoneId === 'ideas')
    const shown = inIdeas.toSorted((a, b) => readingOrder(a, b)).map(({ id }) => id)
    expect(shown).toEqual(['c', 'b', 'a', 'd'])
    expect(inIdeas.toSorted(byOrder).map(({ id }) => id)).toEqual(shown)
    expect(elements.get('x')?.geometry).toEqual(at(0))
    const before = Y.encodeStateVector(doc)
    sortByResult(doc, zones, result, { today: TODAY }, 'server')
    expect(Y.encodeStateVector(doc)).toEqual(before)
  })

  it.each([
    ['a zone with room', { x: 0, y: 0, w: 1400, h: 900 }, [300, 233, 200]],
    ['a zone with a little room', { x: 0, y: 0, w: 270, h: 620 }, [240, 213, 200]],
    ['a zone without', { x: 0, y: 0, w: 230, h: 200 }, [200, 200, 200]],
  ])('[V9] sizes the cards by their votes: %s', (_what, geometry, widths) => {
    const doc = docWith(
      ...['a', 'b', 'c'].map((id, i) =>
        newCard('note', { id, zoneId: 'ideas', order: `a${i}`, geometry: { ...at0, y: i * 130 } }),
      ),
    )
    const { zones } = sessionWith(zone('ideas', { geometry }))
    const result = tally(cast(dots({ a: 2, b: 1 }), dots({ a: 1 })), round())
    sortByResult(doc, zones, result, { today: TODAY }, 'server')
    const { elements } = readBoard(doc).board
    expect(['a', 'b', 'c'].map((id) => elements.get(id)?.geometry?.w)).toEqual(widths)
    const before = Y.encodeStateVector(doc)
    sortByResult(doc, zones, result, { today: TODAY }, 'server')
    expect(Y.encodeStateVector(doc)).toEqual(before)
  })

  it('[V8] lies beside others, the cards of the last one first', () => {
    const first = round({ id: 'r1', cardIds: ['a', 'b'] })
    const second = round({ id: 'r2', cardIds: ['b', 'c'] })
    const closed = (open: Round, ballot: Ballot) => ({ ...open, closedAt: 1, result: tally(cast(ballot), open) })
    expect(compareRounds([closed(first, dots({ a: 1 })), round(), closed(second, dots({ c: 2 }))])).toEqual([
      { cardId: 'c', votes: [null, 2] },
      { cardId: 'b', votes: [0, 0] },
      { cardId: 'a', votes: [1, null] },
    ])
  })
})
