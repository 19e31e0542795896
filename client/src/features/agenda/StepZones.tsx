import { Trans, useLingui } from '@lingui/react/macro'
import { COPY, columnNumber, isZoneMeant } from '@planwall/shared/session/step'
import type { AgendaStep } from '@planwall/shared/session/step'
import { useMemo } from 'react'
import { useView } from '../../sync/use-board.ts'
import { zoneNames } from '../../sync/zone-names.ts'
import type { ChangeStep } from './StepEditor.tsx'
import styles from './StepEditor.module.css'

/** The zones a step takes place in. Zones that stand in every column are chosen together. */
export function StepZones({ step, onChange }: { step: AgendaStep; onChange: ChangeStep }) {
  const { t } = useLingui()
  const zones = useView((view) => view.session.zones)
  const elements = useView((view) => view.elements)
  const names = useMemo(() => zoneNames(zones, elements), [zones, elements])
  const patterns = step.zoneIds.filter((id) => id.includes('{n}'))
  const single = [...names].filter(
    ([id]) => !id.includes(COPY) && !patterns.some((pattern) => columnNumber(pattern, id) !== undefined),
  )
  const choices = [
    ...patterns.map((id) => ({ id, name: t`${columnName(id, names)}, in every column` })),
    ...single.map(([id, name]) => ({ id, name })),
  ]
  const toggle = (id: string) => {
    const isIn = step.zoneIds.includes(id)
    onChange({ zoneIds: isIn ? step.zoneIds.filter((other) => other !== id) : [...step.zoneIds, id] })
  }
  return (
    <details className={styles.more}>
      <summary>
        <Trans>Where it takes place</Trans>
        <span className={styles.count}>
          {step.zoneIds.length === 0 ? t`anywhere` : namesOf(step.zoneIds, names).slice(0, 3).join(', ')}
        </span>
      </summary>
      <div className={styles.ticks}>
        {choices.map(({ id, name }) => (
          <label key={id}>
            <input type="checkbox" checked={step.zoneIds.includes(id)} onChange={() => toggle(id)} />
            {name}
          </label>
        ))}
        <p className={styles.help}>
          <Trans>Nothing ticked: people work on the whole wall, and the view stays where it is.</Trans>
        </p>
      </div>
    </details>
  )
}

/** What the first column's zone is called, without its number. */
function columnName(pattern: string, names: ReadonlyMap<string, string>): string {
  const name = [...names].find(([id]) => columnNumber(pattern, id) !== undefined)?.[1]
  return name?.replace(/^.*: /, '').replace(/ \d+$/, '') ?? pattern
}

function namesOf(patterns: readonly string[], names: ReadonlyMap<string, string>): string[] {
  return patterns.map((pattern) => {
    if (pattern.includes('{n}')) return columnName(pattern, names)
    return [...names].find(([id]) => isZoneMeant([pattern], id))?.[1] ?? pattern
  })
}
