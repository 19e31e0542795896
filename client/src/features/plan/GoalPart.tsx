import { Trans, useLingui } from '@lingui/react/macro'
import type { Plan } from '@planwall/shared/plan/plan'
import { ArrowRight } from 'lucide-react'
import { Missing, ItemBody, PlanItem, useCard } from './PlanItem.tsx'
import type { PanelItem } from './plan-outline.ts'
import styles from './PlanPanel.module.css'

export interface GoalPartProps {
  plan: Plan
  goal: PanelItem | undefined
  indicators: readonly PanelItem[]
}

/** What we want to reach: today's number, the target, the date, one name. */
export function GoalPart({ plan, goal, indicators }: GoalPartProps) {
  const card = useCard(goal?.cardId)
  return (
    <section className={styles.part}>
      <h3>
        <Trans>Goal</Trans>
      </h3>
      {card ? (
        <div className={styles.goal}>
          <ItemBody card={card} />
          <GoalNumbers goal={plan.goal} />
        </div>
      ) : (
        <p className={styles.hint}>
          <Trans>No goal yet. Put a goal card on the wall: today's number, the target, and the date.</Trans>
        </p>
      )}
      {indicators.length > 0 && (
        <ul className={styles.items}>
          {indicators.map((item) => (
            <PlanItem key={item.cardId} item={item} />
          ))}
        </ul>
      )}
    </section>
  )
}

function GoalNumbers({ goal }: { goal: Plan['goal'] }) {
  const { t, i18n } = useLingui()
  if (!goal) return null
  const { metric, baseline, target } = goal
  return (
    <div className={styles.numbers}>
      {metric ? <p>{metric}</p> : <Missing kind="goal" field="metric" />}
      <p className={styles.fromTo}>
        {baseline ? (
          <span>
            <b>{i18n.number(baseline.value)}</b> {baseline.unit}
          </span>
        ) : (
          <Missing kind="goal" field="baseline" />
        )}
        {baseline && target && <ArrowRight role="img" aria-label={t`to`} />}
        {target ? (
          <span>
            <b>{i18n.number(target.value)}</b> {target.unit}
          </span>
        ) : (
          <Missing kind="goal" field="target" />
        )}
      </p>
    </div>
  )
}
