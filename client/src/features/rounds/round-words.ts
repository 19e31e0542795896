import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { AxisScore, CardResult } from '@planwall/shared/session/round-result'
import { spreadOf, yesShare } from '@planwall/shared/session/tally'
import type { Round } from '@planwall/shared/session/voting'

export const answerWords: Record<Round['answer'], MessageDescriptor> = {
  dots: msg`Dots`,
  'yes-no': msg`Yes or no`,
  score: msg`Scores`,
}

/** How long the bar of a card is, 0 to 1: against the most votes of the round, or the most there can be. */
export function shareOf(round: Pick<Round, 'answer' | 'axes'>, card: CardResult, most: number): number {
  switch (round.answer) {
    case 'dots':
      return most > 0 ? card.votes / most : 0
    case 'yes-no':
      return yesShare(card) ?? 0
    case 'score':
      return card.votes / 5 ** Math.max(1, round.axes.length)
    default:
      return round.answer satisfies never
  }
}

/** Scores so far apart that people do not mean the same thing: worth a minute of talk. */
const WIDE = 3

export function isWide(score: AxisScore): boolean {
  return spreadOf(score) >= WIDE
}

/** Rounds that ask the same question can be laid side by side: closed ones, the same answer, in the order they were held. */
export function comparable(rounds: Iterable<Round>): Round[][] {
  const groups = new Map<string, Round[]>()
  for (const round of rounds) {
    if (!round.result) continue
    const key = JSON.stringify([round.answer, round.axes.map(({ field }) => field)])
    groups.set(key, [...(groups.get(key) ?? []), round])
  }
  return [...groups.values()].filter((group) => group.length > 1)
}

/** Who has voted, of those who may: whoever is here, and whoever voted and left. */
export function turnout(
  roundId: string,
  people: readonly {
    role: string
    isHere: boolean
    votes: readonly { roundId: string; hasVoted: boolean; votesLeft: number }[]
  }[],
): { voted: number; expected: number; done: number } {
  const voters = people.flatMap((person) => {
    const vote = person.votes.find((one) => one.roundId === roundId)
    if (person.role === 'observer' || !vote) return []
    const isExpected = person.isHere && person.role === 'participant'
    return isExpected || vote.hasVoted ? [vote] : []
  })
  return {
    voted: voters.filter(({ hasVoted }) => hasVoted).length,
    expected: voters.length,
    done: voters.filter(({ hasVoted, votesLeft }) => hasVoted && votesLeft === 0).length,
  }
}
