import type { BoardElement } from '@planwall/shared/board/model'
import type { Facilitation } from '@planwall/shared/session/facilitation'
import { summarise } from '@planwall/shared/session/record'
import type { SessionSummary } from '@planwall/shared/session/record'
import type { Round } from '@planwall/shared/session/voting'

/** What the summary of a session is written from: the record, and the names of what it speaks of. */
export interface SummaryFacts extends SessionSummary {
  /** From the first start to the last end, or until now, pauses left out, ms. */
  workedMs: number
  plannedMs: number
  /** Names of those who were there, in order. */
  names: string[]
  cardsRevealed: number
  /** Closed rounds with what came out, in the order they were held. */
  results: Round[]
}

/** [E3] The record alone says what happened; the board only lends the names. */
export function summaryFacts(
  { record, rounds }: Pick<Facilitation, 'record' | 'rounds'>,
  elements: ReadonlyMap<string, BoardElement>,
  now: number,
): SummaryFacts {
  const summary = summarise(record, now)
  const { startedAt, endedAt, steps, people, reveals, pausedMs } = summary
  const started = startedAt === null ? undefined : startedAt
  const worked = started === undefined ? 0 : Math.max(0, (endedAt ?? now) - started - pausedMs)
  return {
    ...summary,
    workedMs: worked,
    plannedMs: steps
      .filter(({ outcome }) => outcome !== 'skipped')
      .reduce((sum, { plannedMinutes }) => sum + plannedMinutes * 60_000, 0),
    names: people.flatMap((id) => nameOf(elements, id) ?? []).toSorted((a, b) => a.localeCompare(b)),
    cardsRevealed: reveals.reduce((sum, { cards }) => sum + cards, 0),
    results: [...rounds.values()].filter(({ result }) => result !== undefined),
  }
}

/** The words on a card; undefined for one that is gone. */
export function nameOf(elements: ReadonlyMap<string, BoardElement>, id: string): string | undefined {
  const element = elements.get(id)
  return element?.type === 'card' && element.text.trim() !== '' ? element.text : undefined
}

/** Whole minutes, rounded; what took any time at all took one. */
export function wholeMinutes(ms: number): number {
  return ms <= 0 ? 0 : Math.max(1, Math.round(ms / 60_000))
}
