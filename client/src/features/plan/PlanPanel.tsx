import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Download, X } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { requestExport } from '../../sync/export-request.ts'
import { useBoard } from '../../sync/use-board.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { ShowSome } from '../../ui/ShowSome.tsx'
import { GoalPart } from './GoalPart.tsx'
import { MovePart } from './MovePart.tsx'
import { NotInPlan } from './NotInPlan.tsx'
import { bindPlan } from './plan-store.ts'
import type { PlanStore } from './plan-store.ts'
import { panelPlanOf } from './plan-outline.ts'
import type { OtherPart, PanelItem } from './plan-outline.ts'
import { FIRST, MORE, PlanItem } from './PlanItem.tsx'
import styles from './PlanPanel.module.css'

/** The plan the wall is now, beside the wall. A click on an item shows its card; an edit here edits the card. */
export function PlanPanel({ onClose }: { onClose?: () => void }) {
  const store = usePlanStore()
  return (
    <div className={styles.panel}>
      <Header onClose={onClose} />
      {store && <PlanBody store={store} />}
    </div>
  )
}

function Header({ onClose }: { onClose: (() => void) | undefined }) {
  const { t } = useLingui()
  return (
    <header className={styles.header}>
      <h2>
        <Trans>Plan</Trans>
      </h2>
      <Button size="small" icon={<Download />} onClick={requestExport}>
        <Trans>Export</Trans>
      </Button>
      {onClose && <IconButton label={t`Close plan`} icon={<X />} size="small" onClick={onClose} />}
    </header>
  )
}

function PlanBody({ store }: { store: PlanStore }) {
  const { t } = useLingui()
  const plan = useStore(store, (state) => state.plan)
  const panel = useMemo(() => panelPlanOf(plan), [plan])
  return (
    <div className={styles.body}>
      <GoalPart plan={plan} goal={panel.goal} indicators={panel.goalIndicators} />
      <section className={styles.part}>
        <h3>
          <Trans>Moves</Trans> <Count value={panel.moves.length} />
        </h3>
        {panel.moves.length === 0 && (
          <p className={styles.hint}>
            <Trans>No move yet. A move is one of the few things that get us to the goal.</Trans>
          </p>
        )}
        {panel.moves.map((move, index) => (
          <MovePart key={move.cardId} move={move} number={index + 1} />
        ))}
      </section>
      <Part title={t`Other tasks`} items={panel.looseTasks} />
      <Part title={t`Other indicators`} items={panel.looseIndicators} />
      {panel.others.map(({ part, items }) => (
        <Part key={part} title={t(partWords[part])} items={items} />
      ))}
      <People people={panel.people} />
      <Part title={t`Parked questions`} items={panel.parking} />
      <NotInPlan omitted={panel.omitted} moves={panel.moves} />
    </div>
  )
}

const partWords: Record<OtherPart, MessageDescriptor> = {
  strategy: msg`Choices`,
  parentGoals: msg`Goals above ours`,
  risks: msg`Risks`,
  contingencies: msg`Plans B`,
  assumptions: msg`Assumptions`,
  decisions: msg`Decisions`,
  signOffs: msg`Sign-offs`,
  cadence: msg`Regular meetings`,
  capabilityGaps: msg`Skills to build`,
  microTasks: msg`Next steps`,
}

function Part({ title, items }: { title: string; items: readonly PanelItem[] }) {
  if (items.length === 0) return null
  return (
    <section className={styles.part}>
      <h3>
        {title} <Count value={items.length} />
      </h3>
      <ul className={styles.items}>
        <ShowSome items={items} first={FIRST} more={MORE}>
          {(item) => <PlanItem key={item.cardId} item={item} />}
        </ShowSome>
      </ul>
    </section>
  )
}

function People({ people }: { people: readonly (PanelItem & { tasks: number })[] }) {
  if (people.length === 0) return null
  return (
    <section className={styles.part}>
      <h3>
        <Trans>People</Trans> <Count value={people.length} />
      </h3>
      <ul className={styles.items}>
        <ShowSome items={people} first={FIRST} more={MORE}>
          {(person) => (
            <PlanItem key={person.cardId} item={person}>
              <Plural value={person.tasks} _0="no open task" one="# open task" other="# open tasks" />
            </PlanItem>
          )}
        </ShowSome>
      </ul>
    </section>
  )
}

function Count({ value }: { value: number }) {
  return <span className={styles.count}>{value}</span>
}

/** Bound while the panel is open, and only then. */
function usePlanStore(): PlanStore | null {
  const handle = useBoard()
  const [store, setStore] = useState<PlanStore | null>(null)
  useEffect(() => {
    const bound = bindPlan(handle)
    setStore(() => bound.store)
    return bound.stop
  }, [handle])
  return store
}
