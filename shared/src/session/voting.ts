import Type from 'typebox'
import type { Static } from 'typebox'
import Value from 'typebox/value'
import type * as Y from 'yjs'
import type { Board, Card } from '../board/model.ts'
import { readingOrder } from '../board/geometry.ts'
import { resultSchema } from './round-result.ts'
import type { RoundResult } from './round-result.ts'
import { changeEntry, putEntry, roundsOf } from './session-doc.ts'
import type { Stamp } from './session-doc.ts'
import { axisSchema, isZoneMeant } from './step.ts'
import type { AgendaStep, Vote } from './step.ts'

const id = Type.String({ minLength: 1, maxLength: 128 })
const by = Type.Union([id, Type.Null()])
/** Cards one round can be about. */
const MAX_CARDS = 2000

/**
 * A round of voting as it lies in the session document: what is asked, and, once it is closed, what came out. Ballots
 * never lie in a document.
 */
export const roundSchema = Type.Object({
  id,
  title: Type.String({ maxLength: 120 }),
  /** The step it was opened in; null for one opened by hand. */
  stepId: Type.Union([id, Type.Null()]),
  answer: Type.Enum(['dots', 'yes-no', 'score']),
  perPerson: Type.Integer({ minimum: 1 }),
  maxPerCard: Type.Integer({ minimum: 1 }),
  axes: Type.Array(axisSchema),
  field: Type.Optional(Type.String()),
  /** The cards that can be voted on: settled when the round opens, in reading order. */
  cardIds: Type.Array(id, { maxItems: MAX_CARDS }),
  openedAt: Type.Number(),
  openedBy: by,
  closedAt: Type.Optional(Type.Number()),
  closedBy: Type.Optional(by),
  /** Absent while it is open, and for a round that was called off. */
  result: Type.Optional(resultSchema),
})
export type Round = Static<typeof roundSchema>

const cardId = id
const entries = <P extends Record<string, Type.TSchema>>(more: P) =>
  Type.Array(Type.Object({ cardId, ...more }, { additionalProperties: false }), { maxItems: MAX_CARDS })

/** All votes of one person in a round. It replaces what the person cast before: the same one sent twice counts once. */
export const ballotSchema = Type.Union([
  Type.Object(
    { answer: Type.Literal('dots'), dots: entries({ count: Type.Integer({ minimum: 1, maximum: 100 }) }) },
    { additionalProperties: false },
  ),
  Type.Object(
    { answer: Type.Literal('yes-no'), answers: entries({ yes: Type.Boolean() }) },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      answer: Type.Literal('score'),
      scores: entries({
        field: Type.String({ minLength: 1, maxLength: 40 }),
        score: Type.Integer({ minimum: 1, maximum: 5 }),
      }),
    },
    { additionalProperties: false },
  ),
])
export type Ballot = Static<typeof ballotSchema>

export const ballotFaults = {
  closed: 'This vote is closed.',
  unreadable: 'The votes could not be read.',
  'wrong-answer': 'This vote asks for another kind of answer.',
  'unknown-card': 'One of these cards is not part of this vote.',
  twice: 'A card is named twice.',
  'too-many-dots': 'These are more dots than you have.',
  'too-many-on-card': 'These are more dots than one card may get from you.',
  'unknown-question': 'This vote does not ask for that score.',
} as const
export type BallotFault = keyof typeof ballotFaults

export type BallotVerdict = { ok: true; ballot: Ballot } | { ok: false; code: BallotFault; message: string }

/** [V2] Whether this can be somebody's ballot in the round: it is taken whole, or refused whole. */
export function checkBallot(round: Round, value: unknown): BallotVerdict {
  if (round.closedAt !== undefined) return fault('closed')
  return fitsRound(round, value)
}

/** [V2] The same, whether the round is open or not: for ballots that were cast in time. */
export function fitsRound(round: Round, value: unknown): BallotVerdict {
  if (!Value.Check(ballotSchema, value)) return fault('unreadable')
  if (value.answer !== round.answer) return fault('wrong-answer')
  const rows = rowsOf(value)
  const known = new Set(round.cardIds)
  if (rows.some((row) => !known.has(row.cardId))) return fault('unknown-card')
  if (new Set(rows.map((row) => JSON.stringify([row.cardId, row.field]))).size < rows.length) return fault('twice')
  if (value.answer === 'dots') {
    if (value.dots.some(({ count }) => count > round.maxPerCard)) return fault('too-many-on-card')
    if (dotsSpent(value) > round.perPerson) return fault('too-many-dots')
  }
  const asked = new Set(round.axes.map(({ field }) => field))
  if (value.answer === 'score' && value.scores.some(({ field }) => !asked.has(field))) return fault('unknown-question')
  return { ok: true, ballot: value }
}

/** [V5] How much of a ballot is still open: dots not spent, cards not answered, scores not given. Never what was chosen. */
export function votesLeft(round: Round, ballot: Ballot | undefined): number {
  switch (round.answer) {
    case 'dots':
      return Math.min(round.perPerson, round.cardIds.length * round.maxPerCard) - (ballot ? dotsSpent(ballot) : 0)
    case 'yes-no':
      return round.cardIds.length - (ballot ? rowsOf(ballot).length : 0)
    case 'score':
      return round.cardIds.length * round.axes.length - (ballot ? rowsOf(ballot).length : 0)
    default:
      return round.answer satisfies never
  }
}

/** [V1] The cards a vote of this step is about, in reading order: of its kinds, in its zones. */
export function candidates(board: Board, step: Pick<AgendaStep, 'zoneIds'>, kinds: readonly string[]): Card[] {
  const cards: Card[] = []
  for (const element of board.elements.values()) {
    if (element.type !== 'card' || element.zoneId === null) continue
    if (kinds.length > 0 && !kinds.includes(element.kind)) continue
    if (step.zoneIds.length === 0 || isZoneMeant(step.zoneIds, element.zoneId)) cards.push(element)
  }
  return cards.toSorted(readingOrder).slice(0, MAX_CARDS)
}

export interface NewRound {
  id: string
  title: string
  stepId: string | null
  vote: Vote
  cardIds: readonly string[]
}

/** [V1] Opens a round. The server's act: it stamps it. False where the id is taken or something is not valid. */
export function openRound(session: Y.Doc, of: NewRound, { now, by: person }: Stamp, origin: unknown): boolean {
  const { answer = 'dots', perPerson, maxPerCard, axes = [], field } = of.vote
  const round = {
    title: of.title,
    stepId: of.stepId,
    answer,
    perPerson,
    maxPerCard,
    axes,
    ...(field === undefined ? {} : { field }),
    cardIds: [...new Set(of.cardIds)],
    openedAt: now,
    openedBy: person,
  }
  if (roundsOf(session).has(of.id) || !Value.Check(roundSchema, { ...round, id: of.id })) return false
  session.transact(() => putEntry(roundsOf(session), of.id, round), origin)
  return true
}

/** [V4] Closes a round with what came out, or calls it off (null). A round that is closed stays as it is: false. */
export function closeRound(
  session: Y.Doc,
  roundId: string,
  result: RoundResult | null,
  { now, by: person }: Stamp,
  origin: unknown,
): boolean {
  const entry = roundsOf(session).get(roundId)
  if (!entry || entry.has('.closedAt')) return false
  const change = { closedAt: now, closedBy: person, ...(result ? { result } : {}) }
  session.transact(() => changeEntry(entry, change), origin)
  return true
}

/** Rounds that take votes now, oldest first. */
export function openRounds(rounds: ReadonlyMap<string, Round>): Round[] {
  return [...rounds.values()].filter(({ closedAt }) => closedAt === undefined)
}

function rowsOf(ballot: Ballot): { cardId: string; field?: string }[] {
  switch (ballot.answer) {
    case 'dots':
      return ballot.dots
    case 'yes-no':
      return ballot.answers
    case 'score':
      return ballot.scores
    default:
      return ballot satisfies never
  }
}

function dotsSpent(ballot: Ballot): number {
  return ballot.answer === 'dots' ? ballot.dots.reduce((sum, { count }) => sum + count, 0) : 0
}

function fault(code: BallotFault): BallotVerdict {
  return { ok: false, code, message: ballotFaults[code] }
}
