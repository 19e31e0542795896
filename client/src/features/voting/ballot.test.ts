import { checkBallot, votesLeft } from '@planwall/shared/session/voting'
import type { Ballot, Round } from '@planwall/shared/session/voting'
import { round } from '@planwall/shared/testing/session-builders'
import { describe, expect, it } from 'vitest'
import { ballotOf, choicesOf, noChoices, withAnswer, withDots, withScore } from './ballot.ts'
import type { Choices } from './ballot.ts'

const dots: Round = round({ answer: 'dots', perPerson: 3, maxPerCard: 2, cardIds: ['a', 'b'], axes: [] })
const axes = [
  { field: 'likelihood', label: 'How likely?' },
  { field: 'impact', label: 'How bad?' },
]
const score: Round = round({ answer: 'score', cardIds: ['a', 'b'], axes })
const yesNo: Round = round({ answer: 'yes-no', cardIds: ['a', 'b'], axes: [] })

function afterDots(...presses: [cardId: string, by: 1 | -1][]): Choices {
  return presses.reduce((choices, [cardId, by]) => withDots(dots, choices, cardId, by), noChoices)
}

describe('dots', () => {
  it('[V2] no press leads to a ballot that the round refuses', () => {
    const choices = afterDots(['a', 1], ['a', 1], ['a', 1], ['b', 1], ['b', 1], ['b', -1], ['b', -1], ['b', -1])
    expect(ballotOf(dots, choices)).toEqual({ answer: 'dots', dots: [{ cardId: 'a', count: 2 }] })
    expect(checkBallot(dots, ballotOf(dots, choices)).ok).toBe(true)
  })

  it('[V5] a dot that is taken back can be spent elsewhere', () => {
    const choices = afterDots(['a', 1], ['a', 1], ['b', 1], ['a', -1], ['b', 1])
    expect([...choices.dots]).toEqual([
      ['a', 1],
      ['b', 2],
    ])
    expect(votesLeft(dots, ballotOf(dots, choices))).toBe(0)
  })
})

describe('a ballot', () => {
  const rows: [name: string, of: Round, ballot: Ballot][] = [
    ['dots', dots, { answer: 'dots', dots: [{ cardId: 'b', count: 2 }] }],
    ['yes or no', yesNo, { answer: 'yes-no', answers: [{ cardId: 'a', yes: false }] }],
    ['scores', score, { answer: 'score', scores: [{ cardId: 'b', field: 'impact', score: 4 }] }],
  ]
  it.each(rows)('of %s is the same after it was read and written', (_name, of, ballot) => {
    expect(ballotOf(of, choicesOf(ballot))).toEqual(ballot)
  })

  it('[V2] names no card that is not part of the round', () => {
    const choices = withAnswer(withAnswer(noChoices, 'gone', true), 'b', true)
    expect(ballotOf(yesNo, choices)).toEqual({ answer: 'yes-no', answers: [{ cardId: 'b', yes: true }] })
  })

  it('[V2] a score that is given again replaces the one before', () => {
    const choices = withScore(withScore(noChoices, 'a', 'impact', 2), 'a', 'impact', 5)
    expect(ballotOf(score, choices)).toEqual({
      answer: 'score',
      scores: [{ cardId: 'a', field: 'impact', score: 5 }],
    })
  })
})
