import { Trans, useLingui } from '@lingui/react/macro'
import { compareRounds } from '@planwall/shared/session/tally'
import type { Round } from '@planwall/shared/session/voting'
import { useView } from '../../sync/use-board.ts'
import styles from './rounds.module.css'

/** More rounds than this have no room beside the wall: the last ones are shown. */
const MOST = 4

/** [V8] The same cards in every round of a question, and what changed from the first to the last. */
export function CompareTable({ rounds: all }: { rounds: readonly Round[] }) {
  const { t, i18n } = useLingui()
  const rounds = all.slice(-MOST)
  const elements = useView((view) => view.elements)
  const rows = compareRounds(rounds)
  const number = (value: number) => i18n.number(value, { maximumFractionDigits: 1 })
  return (
    <table className={styles.compare} aria-label={t`Rounds side by side`}>
      <thead>
        <tr>
          <th scope="col">
            <Trans>Card</Trans>
          </th>
          {rounds.map(({ id, title }, index) => (
            <th key={id} scope="col" title={title}>
              <Trans>Round {all.length - rounds.length + index + 1}</Trans>
            </th>
          ))}
          <th scope="col">
            <Trans>Change</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ cardId, votes }) => {
          const element = elements.get(cardId)
          const first = votes[0]
          const last = votes.at(-1)
          const change = first != null && last != null ? last - first : undefined
          return (
            <tr key={cardId}>
              <th scope="row">{element?.type === 'card' ? element.text : <Trans>A card that is gone</Trans>}</th>
              {votes.map((value, index) => (
                <td key={rounds[index]?.id}>{value === null ? '–' : number(value)}</td>
              ))}
              <td data-change={change === undefined || change === 0 ? 'none' : change > 0 ? 'up' : 'down'}>
                {change === undefined ? '–' : change > 0 ? `+${number(change)}` : number(change)}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
