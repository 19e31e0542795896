import { Trans } from '@lingui/react/macro'
import { ShowSome } from '../../ui/ShowSome.tsx'
import { FIRST, ItemBody, MORE, PlanItem, useCard } from './PlanItem.tsx'
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
          <ShowSome items={tasks} first={FIRST} more={MORE}>
            {(item) => <PlanItem key={item.cardId} item={item} />}
          </ShowSome>
        </ul>
      )}
      {indicators.length > 0 && (
        <ul className={styles.items}>
          <ShowSome items={indicators} first={FIRST} more={MORE}>
            {(item) => <PlanItem key={item.cardId} item={item} />}
          </ShowSome>
        </ul>
      )}
    </article>
  )
}
