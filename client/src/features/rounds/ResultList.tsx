import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { AxisScore, CardResult, RoundResult } from '@planwall/shared/session/round-result'
import { yesShare } from '@planwall/shared/session/tally'
import type { Round } from '@planwall/shared/session/voting'
import { canvas, select } from '../../canvas/canvas-api.ts'
import { useView } from '../../sync/use-board.ts'
import { ShowSome } from '../../ui/ShowSome.tsx'
import { isWide, shareOf } from './round-words.ts'
import styles from './rounds.module.css'

export interface ResultListProps {
  round: Round
  result: RoundResult
}

/** The cards of a vote, most votes first, each with a bar as long as its votes. Pressing one shows it on the wall. */
export function ResultList({ round, result }: ResultListProps) {
  const elements = useView((view) => view.elements)
  const most = Math.max(0, ...result.cards.map(({ votes }) => votes))
  const show = (id: string) => {
    select([id])
    canvas.getState().actions?.show(id)
  }
  return (
    <ol className={styles.results} data-testid="round-result">
      <ShowSome items={result.cards} first={20} more={50}>
        {(card) => {
          const element = elements.get(card.cardId)
          const text = element?.type === 'card' ? element.text : undefined
          return (
            <li key={card.cardId}>
              <button type="button" className={styles.result} disabled={!element} onClick={() => show(card.cardId)}>
                <span className={styles.name}>
                  {text === undefined ? <Trans>A card that is gone</Trans> : text || <Trans>An empty card</Trans>}
                </span>
                <span className={styles.amount}>
                  <Amount round={round} card={card} />
                </span>
                <span className={styles.track} aria-hidden="true">
                  <span style={{ inlineSize: `${Math.round(shareOf(round, card, most) * 100)}%` }} />
                </span>
                {card.scores?.map((score) => (
                  <Score key={score.field} round={round} score={score} />
                ))}
              </button>
            </li>
          )
        }}
      </ShowSome>
    </ol>
  )
}

function Amount({ round, card }: { round: Round; card: CardResult }) {
  const { i18n } = useLingui()
  switch (round.answer) {
    case 'dots':
      return <Plural value={card.votes} one="# dot" other="# dots" />
    case 'yes-no': {
      const share = yesShare(card)
      if (share === undefined) return <Trans>nobody answered</Trans>
      const percent = i18n.number(share, { style: 'percent' })
      return <Trans>{percent} yes</Trans>
    }
    case 'score':
      return <>{i18n.number(card.votes, { maximumFractionDigits: 1 })}</>
    default:
      return round.answer satisfies never
  }
}

/** The median, how far the scores lie apart, and how many gave each. */
function Score({ round, score }: { round: Round; score: AxisScore }) {
  const { t, i18n } = useLingui()
  const label = round.axes.find(({ field }) => field === score.field)?.label ?? score.field
  const median = i18n.number(score.median)
  const most = Math.max(1, ...score.counts)
  const { min, max } = score
  return (
    <span className={styles.score}>
      <span>
        {label} <strong>{median}</strong>
      </span>
      <span className={styles.spread} data-wide={isWide(score)}>
        {min === max ? t`all gave ${min}` : t`from ${min} to ${max}`}
        {isWide(score) && <> · {t`far apart: worth a minute`}</>}
      </span>
      <span className={styles.columns} aria-hidden="true">
        {score.counts.map((count, index) => (
          // The five scores, in their order.
          <span key={`${score.field} ${index + 1}`} style={{ blockSize: `${(count / most) * 100}%` }} />
        ))}
      </span>
    </span>
  )
}
