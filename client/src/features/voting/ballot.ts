import type { Ballot, Round } from '@planwall/shared/session/voting'

/** What somebody has chosen so far, by card: dots, yes or no, or a score for each question. */
export interface Choices {
  dots: ReadonlyMap<string, number>
  answers: ReadonlyMap<string, boolean>
  /** Card id, then field. */
  scores: ReadonlyMap<string, ReadonlyMap<string, number>>
}

export const noChoices: Choices = { dots: new Map(), answers: new Map(), scores: new Map() }

export function choicesOf(ballot: Ballot | null): Choices {
  switch (ballot?.answer) {
    case undefined:
      return noChoices
    case 'dots':
      return { ...noChoices, dots: new Map(ballot.dots.map(({ cardId, count }) => [cardId, count])) }
    case 'yes-no':
      return { ...noChoices, answers: new Map(ballot.answers.map(({ cardId, yes }) => [cardId, yes])) }
    case 'score': {
      const scores = new Map<string, Map<string, number>>()
      for (const { cardId, field, score } of ballot.scores) {
        const card = scores.get(cardId) ?? new Map<string, number>()
        scores.set(cardId, card.set(field, score))
      }
      return { ...noChoices, scores }
    }
    default:
      return ballot satisfies never
  }
}

/** The choices as a ballot of this round; what is not part of the round any more is left out. */
export function ballotOf(round: Pick<Round, 'answer' | 'cardIds' | 'axes'>, choices: Choices): Ballot {
  const known = round.cardIds
  switch (round.answer) {
    case 'dots': {
      const dots = known.map((cardId) => ({ cardId, count: choices.dots.get(cardId) ?? 0 }))
      return { answer: 'dots', dots: dots.filter(({ count }) => count > 0) }
    }
    case 'yes-no':
      return {
        answer: 'yes-no',
        answers: known.flatMap((cardId) => {
          const yes = choices.answers.get(cardId)
          return yes === undefined ? [] : [{ cardId, yes }]
        }),
      }
    case 'score':
      return {
        answer: 'score',
        scores: known.flatMap((cardId) =>
          round.axes.flatMap(({ field }) => {
            const score = choices.scores.get(cardId)?.get(field)
            return score === undefined ? [] : [{ cardId, field, score }]
          }),
        ),
      }
    default:
      return round.answer satisfies never
  }
}

/** Another number of dots on a card, as far as the budget and the limit of a card go. */
export function withDots(round: Pick<Round, 'perPerson' | 'maxPerCard'>, choices: Choices, cardId: string, by: 1 | -1) {
  const before = choices.dots.get(cardId) ?? 0
  const spent = [...choices.dots.values()].reduce((sum, count) => sum + count, 0)
  const next = before + by
  if (next < 0 || next > round.maxPerCard || spent + by > round.perPerson) return choices
  return { ...choices, dots: new Map(choices.dots).set(cardId, next) }
}

export function withAnswer(choices: Choices, cardId: string, yes: boolean): Choices {
  return { ...choices, answers: new Map(choices.answers).set(cardId, yes) }
}

export function withScore(choices: Choices, cardId: string, field: string, score: number): Choices {
  const card = new Map(choices.scores.get(cardId)).set(field, score)
  return { ...choices, scores: new Map(choices.scores).set(cardId, card) }
}
