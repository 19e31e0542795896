import { Trans } from '@lingui/react/macro'
import { ItemBody, PlanItem, useCard } from './PlanItem.tsx'
import type { PanelMove } from './plan-outline.ts'
import styles from './PlanPanel.module.css'

/** One move with its tasks and the numbers that show whether it works. */
export function MovePart({ move, number }: { move: PanelMove; number: number }) {
  const card = useCard(move.cardId)
  if (!card) return null
  const { tasks, indicators } = move
  return (
    <article className={styles.move} aria-label={card.text}>
      <h4 className={styles.moveNumber}>
        <Trans>Move {number}</Trans>
      </h4>
      <ItemBody card={card} />
      {tasks.length === 0 && (
        <p className={styles.hint}>
          <Trans>No task yet.</Trans>
        </p>
      )}
      {tasks.length > 0 && (
        <ul className={styles.items}>
          {tasks.map((item) => (
            <PlanItem key={item.cardId} item={item} />
          ))}
        </ul>
      )}
      {indicators.length > 0 && (
        <ul className={styles.items}>
          {indicators.map((item) => (
            <PlanItem key={item.cardId} item={item} />
          ))}
        </ul>
      )}
    </article>
  )
}
