import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { CardResult } from '@planwall/shared/session/round-result'
import { spreadOf, yesShare } from '@planwall/shared/session/tally'
import type { Round } from '@planwall/shared/session/voting'
import { useId } from 'react'
import { useFacilitation } from '../../sync/facilitation.ts'
import { useView } from '../../sync/use-board.ts'
import styles from './StepResults.module.css'

/** Scores this far apart are worth a minute of talk. */
const WIDE = 3

/** What came out of the last vote of this step, for everybody: totals, never who chose what. */
export function StepResults({ stepId }: { stepId: string }) {
  const rounds = useFacilitation((facilitation) => facilitation.rounds)
  const last = [...rounds.values()].findLast((round) => round.stepId === stepId && round.result !== undefined)
  return last ? <Results round={last} /> : null
}

function Results({ round }: { round: Round }) {
  const id = useId()
  const { t } = useLingui()
  const { result } = round
  if (!result) return null
  const most = Math.max(1, ...result.cards.map(({ votes }) => votes))
  return (
    <section className={styles.results} aria-labelledby={id}>
      <h3 id={id}>
        <Trans>Result: {round.title || t`Vote`}</Trans>{' '}
        <span>
          <Plural value={result.ballots} one="# person voted" other="# people voted" />
        </span>
      </h3>
      <ol>
        {result.cards.map((card) => (
          <Result key={card.cardId} round={round} card={card} most={most} />
        ))}
      </ol>
    </section>
  )
}

function Result({ round, card, most }: { round: Round; card: CardResult; most: number }) {
  const { t } = useLingui()
  const element = useView(({ elements }) => elements.get(card.cardId))
  if (element?.type !== 'card') return null
  const yes = yesShare(card)
  const share = round.answer === 'yes-no' ? (yes ?? 0) : card.votes / most
  return (
    <li>
      <p>{element.text || t`(no text)`}</p>
      {round.answer === 'score' ? (
        <Scores round={round} card={card} />
      ) : (
        <div className={styles.bar}>
          <span style={{ width: `${Math.round(share * 100)}%` }} />
          <strong>
            {round.answer === 'dots' ? (
              <Plural value={card.votes} one="# dot" other="# dots" />
            ) : yes === undefined ? (
              <Trans>nobody answered</Trans>
            ) : (
              <Trans>
                {Math.round(share * 100)}% yes, {card.voters} answered
              </Trans>
            )}
          </strong>
        </div>
      )}
    </li>
  )
}

function Scores({ round, card }: { round: Round; card: CardResult }) {
  return (
    <ul className={styles.scores}>
      {round.axes.map(({ field, label }) => {
        const score = card.scores?.find((one) => one.field === field)
        if (!score) return null
        const isWide = spreadOf(score) >= WIDE
        return (
          <li key={field} data-wide={isWide}>
            <span>{label}</span> <strong>{score.median}</strong>{' '}
            <span>
              {score.min === score.max ? (
                <Plural value={score.given} one="one score" other="all # agree" />
              ) : isWide ? (
                <Trans>
                  from {score.min} to {score.max}: far apart
                </Trans>
              ) : (
                <Trans>
                  from {score.min} to {score.max}
                </Trans>
              )}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
