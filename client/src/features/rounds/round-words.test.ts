import { round } from '@planwall/shared/testing/session-builders'
import { describe, expect, it } from 'vitest'
import { comparable, isWide, shareOf, turnout } from './round-words.ts'

const card = (votes: number, voters = 1) => ({ cardId: 'a', votes, voters })

describe('results of a vote', () => {
  it('dots are measured against the card with the most', () => {
    expect(shareOf(round(), card(3), 6)).toBe(0.5)
    expect(shareOf(round(), card(0), 0)).toBe(0)
  })

  it('yes is measured against those who answered', () => {
    expect(shareOf(round({ answer: 'yes-no' }), card(3, 4), 3)).toBe(0.75)
    expect(shareOf(round({ answer: 'yes-no' }), card(0, 0), 3)).toBe(0)
  })

  it('scores are measured against the worst there can be', () => {
    const axes = ['likelihood', 'impact'].map((field) => ({ field, label: field }))
    expect(shareOf(round({ answer: 'score', axes }), card(10), 10)).toBe(0.4)
  })

  it('scores three apart are worth a talk', () => {
    const score = { field: 'impact', given: 4, median: 3, counts: [0, 1, 2, 0, 1] }
    expect(isWide({ ...score, min: 2, max: 5 })).toBe(true)
    expect(isWide({ ...score, min: 2, max: 4 })).toBe(false)
  })

  it('only rounds of the same question are laid side by side, and only those with a result', () => {
    const result = { ballots: 1, cards: [card(1)] }
    const rounds = [
      round({ id: 'r1', result }),
      round({ id: 'r2', result }),
      round({ id: 'r3' }),
      round({ id: 'r4', answer: 'yes-no', result }),
    ]
    expect(comparable(rounds).map((group) => group.map(({ id }) => id))).toEqual([['r1', 'r2']])
  })
})

describe('who has voted', () => {
  const person = (role: string, isHere: boolean, hasVoted: boolean, votesLeft: number) => ({
    role,
    isHere,
    votes: [{ roundId: 'r', hasVoted, votesLeft }],
  })

  it('counts participants who are here, and whoever voted and left', () => {
    const people = [
      person('participant', true, true, 0),
      person('participant', true, true, 2),
      person('participant', true, false, 5),
      person('participant', false, true, 0),
      person('participant', false, false, 5),
    ]
    expect(turnout('r', people)).toEqual({ voted: 3, expected: 4, done: 2 })
  })

  it('waits for no facilitator and no observer, and counts a facilitator who voted', () => {
    const people = [
      person('facilitator', true, false, 5),
      person('facilitator', true, true, 0),
      person('observer', true, false, 5),
    ]
    expect(turnout('r', people)).toEqual({ voted: 1, expected: 1, done: 1 })
  })
})
