import type * as Y from 'yjs'
import { moveElements, setField, setVotes } from '../board/edit.ts'
import { CARD_SIZE, readingOrder, tidy } from '../board/geometry.ts'
import type { Geometry, Zone } from '../board/model.ts'
import { ordersBetween, topOrder } from '../board/order.ts'
import { readBoard } from '../board/read.ts'
import type { AxisScore, CardResult, RoundResult } from './round-result.ts'
import { fitsRound } from './voting.ts'
import type { Ballot, Round } from './voting.ts'

/** A ballot as it is kept: one for each person, the last one cast. */
export interface CastBallot {
  /** Seat or person the ballot belongs to. */
  voter: string
  ballot: Ballot
}

/**
 * [V3] Counts a round. A ballot that does not fit the round counts for nothing; of several by one voter the last counts.
 * The order of voters does not matter, and no total can exceed what the budgets allow.
 */
export function tally(ballots: readonly CastBallot[], round: Round): RoundResult {
  const last = new Map(ballots.filter(({ ballot }) => fitsRound(round, ballot).ok).map((cast) => [cast.voter, cast]))
  const counted = [...last.values()].map(({ ballot }) => ballot)
  const perCard = new Map(round.cardIds.map((id) => [id, { votes: 0, voters: 0, scores: new Map<string, number[]>() }]))
  for (const ballot of counted) {
    const named = new Set<string>()
    const say = (cardId: string, votes: number) => {
      const card = perCard.get(cardId)
      if (!card) return undefined
      card.votes += votes
      if (!named.has(cardId)) card.voters += 1
      named.add(cardId)
      return card
    }
    if (ballot.answer === 'dots') for (const { cardId, count: dots } of ballot.dots) say(cardId, dots)
    else if (ballot.answer === 'yes-no') for (const { cardId, yes } of ballot.answers) say(cardId, yes ? 1 : 0)
    else {
      for (const { cardId, field, score } of ballot.scores) {
        const scores = say(cardId, 0)?.scores
        scores?.set(field, [...(scores.get(field) ?? []), score])
      }
    }
  }
  const cards = [...perCard].map(([cardId, { votes: given, voters, scores }]): CardResult => {
    if (round.answer !== 'score') return { cardId, votes: given, voters }
    const axes = round.axes.flatMap(({ field }) => scoreOf(field, scores.get(field) ?? []) ?? [])
    const votes = axes.length === 0 ? 0 : axes.reduce((product, { median }) => product * median, 1)
    return { cardId, votes, voters, scores: axes }
  })
  return { ballots: counted.length, cards: cards.toSorted((a, b) => b.votes - a.votes) }
}

/** [V6] Share of yes among those who answered, 0 to 1; undefined where nobody did. */
export function yesShare({ votes, voters }: CardResult): number | undefined {
  return voters > 0 ? votes / voters : undefined
}

/** [V6] How far the scores lie apart: highest minus lowest. */
export function spreadOf({ min, max }: AxisScore): number {
  return max - min
}

/**
 * [V7] Writes a result on the cards: dots as the card's votes; medians, rounded half up, in the fields of the axes; the
 * share of yes in the round's field, or, where that is a yes or no, whether it is as large as asked for. Cards that are gone
 * are passed over.
 */
export function writeResult(
  board: Y.Doc,
  round: Round,
  result: RoundResult,
  limits: { yesShare: number },
  origin: unknown,
): void {
  board.transact(() => {
    for (const card of result.cards) {
      if (round.answer === 'dots') setVotes(board, card.cardId, card.votes, origin)
      const share = round.answer === 'yes-no' ? yesShare(card) : undefined
      if (round.field !== undefined && share !== undefined) {
        const isShare = setField(board, card.cardId, round.field, share, origin)
        if (!isShare) setField(board, card.cardId, round.field, share >= limits.yesShare, origin)
      }
      for (const { field, median } of card.scores ?? []) {
        setField(board, card.cardId, field, Math.floor(median + 0.5), origin)
      }
    }
  }, origin)
}

/** What the card with the most votes grows to, times the usual size; the first of these with which its zone has room. */
const growths = [1.5, 1.35, 1.2, 1.1] as const

/**
 * [V9] Lays the cards of a result in its order, zone by zone, most votes first, cards without a result behind them; each as
 * large as its votes, as far as its zone has room. Every card stays in its zone.
 */
export function sortByResult(
  board: Y.Doc,
  zones: ReadonlyMap<string, Zone>,
  result: RoundResult,
  context: { today: string },
  origin: unknown,
): void {
  const rank = new Map(result.cards.map(({ cardId }, i) => [cardId, i]))
  const rankOf = ({ id }: { id: string }) => rank.get(id) ?? rank.size
  const all = [...readBoard(board).board.elements.values()]
  const lying = all.flatMap((one) => (one.type === 'card' && one.geometry ? [{ ...one, geometry: one.geometry }] : []))
  const moves = [...zones.values()].flatMap((zone) => {
    const inside = lying.filter(({ zoneId }) => zoneId === zone.id)
    if (!inside.some(({ id }) => rank.has(id))) return []
    const sorted = inside.toSorted((a, b) => rankOf(a) - rankOf(b) || readingOrder(a, b))
    const layout = zone.layout === 'columns' ? 'columns' : 'grid'
    const sizes = sizesFor(zone, layout, sorted, result)
    const places = tidy(zone.geometry, sizes, layout)
    const orders = inside.map(({ order }) => order).toSorted()
    const isStrict = new Set(orders).size === orders.length
    const fresh = isStrict ? orders : ordersBetween(topOrder(all), null, orders.length)
    return sorted.map(({ id, geometry }, i) => {
      return { id, geometry: { ...geometry, ...places[i] }, order: fresh[i] as string }
    })
  })
  moveElements(board, moves, { ...context, zones }, origin)
}

/** A size for each of these cards: those of the result by their votes, the others as they are. */
function sizesFor(
  { geometry: zone }: Zone,
  layout: 'grid' | 'columns',
  cards: readonly { id: string; geometry: Geometry }[],
  result: RoundResult,
): { w: number; h: number }[] {
  const most = Math.max(0, ...result.cards.map(({ votes }) => votes))
  const votesOf = new Map(result.cards.map(({ cardId, votes }) => [cardId, votes]))
  const sizes = (growth: number) =>
    cards.map(({ id, geometry: { w, h } }) => {
      const votes = votesOf.get(id)
      if (votes === undefined) return { w, h }
      const times = most > 0 ? 1 + (growth - 1) * (votes / most) : 1
      return { w: Math.round(CARD_SIZE.w * times), h: Math.round(CARD_SIZE.h * times) }
    })
  const isInside = ({ x, y, w, h }: Geometry) => x + w <= zone.x + zone.w && y + h <= zone.y + zone.h
  const growth = growths.find((one) => tidy(zone, sizes(one), layout).every(isInside))
  return sizes(growth ?? 1)
}

/** One card in several rounds of the same question. */
export interface Comparison {
  cardId: string
  /** Votes in each round, in the order given; null where the card was not part of it. */
  votes: (number | null)[]
}

/** [V8] Rounds side by side, the cards of the last round first, in its order. Rounds without a result are left out. */
export function compareRounds(rounds: readonly Round[]): Comparison[] {
  const results = rounds.flatMap(({ result }) => (result ? [result] : []))
  const ids = new Set(results.toReversed().flatMap(({ cards }) => cards.map(({ cardId }) => cardId)))
  const votes = results.map(({ cards }) => new Map(cards.map((card) => [card.cardId, card.votes])))
  return [...ids].map((cardId) => ({ cardId, votes: votes.map((of) => of.get(cardId) ?? null) }))
}

function scoreOf(field: string, scores: readonly number[]): AxisScore | undefined {
  if (scores.length === 0) return undefined
  const sorted = scores.toSorted((a, b) => a - b)
  const [low, high] = [sorted[(sorted.length - 1) >> 1] as number, sorted[sorted.length >> 1] as number]
  return {
    field,
    given: sorted.length,
    median: (low + high) / 2,
    min: sorted[0] as number,
    max: sorted[sorted.length - 1] as number,
    counts: [1, 2, 3, 4, 5].map((of) => scores.filter((score) => score === of).length),
  }
}
