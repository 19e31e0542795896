import Type from 'typebox'
import type { Static } from 'typebox'

const count = Type.Integer({ minimum: 0 })

/** What the scores of one card on one axis came to. */
const scoreSchema = Type.Object({
  field: Type.String(),
  /** People who gave a score. */
  given: count,
  median: Type.Number(),
  min: Type.Integer(),
  max: Type.Integer(),
  /** How many gave 1, 2, 3, 4 and 5. */
  counts: Type.Array(count, { minItems: 5, maxItems: 5 }),
})
export type AxisScore = Static<typeof scoreSchema>

const cardResultSchema = Type.Object({
  cardId: Type.String(),
  /** Dots, or people who said yes; for scores the medians multiplied (likelihood times impact). */
  votes: Type.Number({ minimum: 0 }),
  /** People who said anything about this card. */
  voters: count,
  scores: Type.Optional(Type.Array(scoreSchema)),
})
export type CardResult = Static<typeof cardResultSchema>

/** What a round came to: totals only, nothing that says who chose what. */
export const resultSchema = Type.Object({
  /** Ballots that were counted. */
  ballots: count,
  /** Most votes first, then as the cards were listed. */
  cards: Type.Array(cardResultSchema),
})
export type RoundResult = Static<typeof resultSchema>
