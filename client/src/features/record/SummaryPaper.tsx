import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { StepRecord } from '@planwall/shared/session/record'
import type { CardResult } from '@planwall/shared/session/round-result'
import { yesShare } from '@planwall/shared/session/tally'
import type { Round } from '@planwall/shared/session/voting'
import { ClipboardList } from 'lucide-react'
import { useMemo } from 'react'
import { formatClock, formatMoment } from '../../sync/dates.ts'
import { useServerNow, useWholeFacilitation } from '../../sync/facilitation.ts'
import { useView } from '../../sync/use-board.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { nameOf, summaryFacts, wholeMinutes } from './summary-facts.ts'
import type { SummaryFacts } from './summary-facts.ts'
import styles from './SummaryPaper.module.css'

/** What happened in the session, on paper: it writes itself from the record, also while the session runs. */
export function SummaryPaper() {
  const facilitation = useWholeFacilitation()
  const elements = useView((view) => view.elements)
  const { title, timezone } = useView(({ session }) => session.meta)
  const now = useServerNow(30_000)
  const facts = useMemo(() => summaryFacts(facilitation, elements, now), [facilitation, elements, now])
  if (facts.startedAt === null && facts.decisions.length === 0) {
    return (
      <EmptyState icon={<ClipboardList />} title={<Trans>No session has been held on this board yet</Trans>}>
        <Trans>The summary writes itself as soon as a facilitator starts the first step.</Trans>
      </EmptyState>
    )
  }
  return (
    <article className={styles.paper} data-testid="summary">
      <header className={styles.head}>
        <p className={styles.kicker}>
          <Trans>Summary of the session</Trans>
        </p>
        <h1>{title}</h1>
        <When facts={facts} timezone={timezone} />
      </header>
      <InShort facts={facts} />
      <Decisions facts={facts} timezone={timezone} />
      <Results facts={facts} />
      <Steps facts={facts} timezone={timezone} />
      <People facts={facts} />
    </article>
  )
}

interface PartProps {
  facts: SummaryFacts
  timezone: string
}

function When({ facts: { startedAt, endedAt }, timezone }: PartProps) {
  const { i18n } = useLingui()
  if (startedAt === null) return null
  const from = formatMoment(startedAt, i18n.locale, timezone)
  const to = endedAt === null ? null : formatClock(endedAt, i18n.locale, timezone)
  return (
    <p className={styles.soft}>
      {to === null ? (
        <Trans>Began {from}, and is not over yet.</Trans>
      ) : (
        <Trans>
          {from} to {to}
        </Trans>
      )}
    </p>
  )
}

/** The session in a few sentences. */
function InShort({ facts }: { facts: SummaryFacts }) {
  const { names, steps, cardsRevealed, results, decisions, reveals } = facts
  const minutes = wholeMinutes(facts.workedMs)
  const done = steps.filter(({ outcome }) => outcome !== 'skipped').length
  const skipped = steps.length - done
  const isAnonymous = reveals.some(({ anonymous }) => anonymous)
  if (facts.startedAt === null) return null
  return (
    <p className={styles.short}>
      <Plural value={names.length} _0="The group" one="# person" other="# people" />{' '}
      <Plural value={minutes} one="worked for # minute" other="worked for # minutes" />{' '}
      <Plural value={done} one="through # step" other="through # steps" />
      {skipped > 0 && (
        <>
          {' '}
          <Plural value={skipped} one="and skipped # step" other="and skipped # steps" />
        </>
      )}
      {'. '}
      {cardsRevealed > 0 && (
        <>
          {isAnonymous ? (
            <Plural
              value={cardsRevealed}
              one="# card was written in private and revealed without names."
              other="# cards were written in private and revealed without names."
            />
          ) : (
            <Plural
              value={cardsRevealed}
              one="# card was written in private and revealed."
              other="# cards were written in private and revealed."
            />
          )}{' '}
        </>
      )}
      {results.length > 0 && (
        <>
          <Plural value={results.length} one="# vote was held." other="# votes were held." />{' '}
        </>
      )}
      {decisions.length > 0 && (
        <Plural value={decisions.length} one="# decision was taken." other="# decisions were taken." />
      )}
    </p>
  )
}

function Decisions({ facts: { decisions }, timezone }: PartProps) {
  const { i18n } = useLingui()
  const elements = useView((view) => view.elements)
  if (decisions.length === 0) return null
  return (
    <section className={styles.section}>
      <h2>
        <Trans>Decisions</Trans>
      </h2>
      <ol className={styles.decisions}>
        {decisions.map(({ at, text, by }) => (
          <li key={`${at} ${text}`}>
            <p>{text}</p>
            <p className={styles.soft}>
              {formatClock(at, i18n.locale, timezone)}
              {by !== null && nameOf(elements, by) !== undefined && <> · {nameOf(elements, by)}</>}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Of a long result the top says enough; the rest stands on the cards. */
const MOST_ROWS = 12

function Results({ facts: { results } }: { facts: SummaryFacts }) {
  const elements = useView((view) => view.elements)
  if (results.length === 0) return null
  return (
    <section className={styles.section}>
      <h2>
        <Trans>Votes</Trans>
      </h2>
      {results.map((round) => {
        const cards = round.result?.cards ?? []
        const ballots = round.result?.ballots ?? 0
        return (
          <table key={round.id} className={styles.table}>
            <caption>
              <strong>{round.title}</strong> · <Plural value={ballots} one="# person voted" other="# people voted" />
            </caption>
            <thead>
              <tr>
                <th scope="col">
                  <Trans>Card</Trans>
                </th>
                <AmountHeads round={round} />
              </tr>
            </thead>
            <tbody>
              {cards.slice(0, MOST_ROWS).map((card) => (
                <tr key={card.cardId}>
                  <th scope="row">{nameOf(elements, card.cardId) ?? <Trans>A card that is gone</Trans>}</th>
                  <Amounts round={round} card={card} />
                </tr>
              ))}
            </tbody>
          </table>
        )
      })}
    </section>
  )
}

function AmountHeads({ round }: { round: Round }) {
  if (round.answer === 'score') {
    return (
      <>
        {round.axes.map(({ field, label }) => (
          <th key={field} scope="col">
            {label}
          </th>
        ))}
        <th scope="col">
          <Trans>Score</Trans>
        </th>
      </>
    )
  }
  return <th scope="col">{round.answer === 'dots' ? <Trans>Dots</Trans> : <Trans>Yes</Trans>}</th>
}

function Amounts({ round, card }: { round: Round; card: CardResult }) {
  const { i18n } = useLingui()
  const number = (value: number) => i18n.number(value, { maximumFractionDigits: 1 })
  switch (round.answer) {
    case 'dots':
      return <td>{number(card.votes)}</td>
    case 'yes-no': {
      const share = yesShare(card)
      return <td>{share === undefined ? '–' : i18n.number(share, { style: 'percent' })}</td>
    }
    case 'score':
      return (
        <>
          {round.axes.map(({ field }) => {
            const score = card.scores?.find((one) => one.field === field)
            return (
              <td key={field}>
                {score === undefined ? '–' : number(score.median)}
                {score !== undefined && score.min !== score.max && (
                  <span className={styles.soft}>
                    {' '}
                    ({score.min}–{score.max})
                  </span>
                )}
              </td>
            )
          })}
          <td>{number(card.votes)}</td>
        </>
      )
    default:
      return round.answer satisfies never
  }
}

function Steps({ facts: { steps }, timezone }: PartProps) {
  const { t, i18n } = useLingui()
  if (steps.length === 0) return null
  const outcomes: Record<StepRecord['outcome'], string> = {
    done: t`done`,
    skipped: t`skipped`,
    back: t`left behind`,
    running: t`running`,
  }
  return (
    <section className={styles.section}>
      <h2>
        <Trans>Step by step</Trans>
      </h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Step</Trans>
            </th>
            <th scope="col">
              <Trans>Began</Trans>
            </th>
            <th scope="col">
              <Trans>Planned</Trans>
            </th>
            <th scope="col">
              <Trans>Took</Trans>
            </th>
            <th scope="col">
              <Trans>How it ended</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => {
            const took = wholeMinutes(step.ranMs)
            return (
              <tr key={step.stepId}>
                <th scope="row">{step.title}</th>
                <td>{formatClock(step.startedAt, i18n.locale, timezone)}</td>
                <td>
                  <Trans>{step.plannedMinutes} min</Trans>
                </td>
                <td>
                  <Trans>{took} min</Trans>
                </td>
                <td>{outcomes[step.outcome]}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function People({ facts: { names } }: { facts: SummaryFacts }) {
  if (names.length === 0) return null
  return (
    <section className={styles.section}>
      <h2>
        <Trans>Who was there</Trans>
      </h2>
      <p>{names.join(', ')}</p>
    </section>
  )
}
