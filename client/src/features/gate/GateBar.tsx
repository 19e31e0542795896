import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { can } from '@planwall/shared/access/roles'
import { ChevronUp, CircleCheck, FlagTriangleRight, OctagonAlert, TriangleAlert } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { CheckedPlan } from '../../sync/checked-plan.ts'
import { requestFinish } from '../../sync/finish-request.ts'
import { useBoard } from '../../sync/use-board.ts'
import { Button } from '../../ui/Button.tsx'
import { findingGroups } from './finding-groups.ts'
import { useGate } from './gate-store.ts'
import styles from './GateBar.module.css'

export interface GateBarProps {
  /** The list is shown beside the board. */
  expanded: boolean
  onToggle: () => void
  /** Covered by a panel. */
  inert: boolean
}

/** What still stands between this wall and a plan, in one line under every board. */
export function GateBar({ expanded, onToggle, inert }: GateBarProps) {
  const { t } = useLingui()
  const { seat } = useBoard()
  const checked = useGate()
  return (
    <section className={styles.bar} aria-label={t`Ready to leave`} inert={inert}>
      <button type="button" className={styles.toggle} aria-expanded={expanded} onClick={onToggle}>
        {checked ? <State checked={checked} /> : <Trans>Looking at the plan …</Trans>}
        <ChevronUp className={styles.chevron} aria-hidden="true" />
      </button>
      {can(seat.role, 'finish-plan') && (
        <Button size="small" look="primary" icon={<FlagTriangleRight />} onClick={requestFinish}>
          <Trans>Finish …</Trans>
        </Button>
      )}
      <Announcement checked={checked} />
    </section>
  )
}

function State({ checked }: { checked: CheckedPlan }) {
  const { seat } = useBoard()
  const { errors, warnings, waived } = checked.report
  const mine = findingGroups(checked, seat).find(({ who }) => who === 'mine')?.findings.length ?? 0
  return (
    <>
      {errors === 0 && (
        <span className={styles.ready}>
          <CircleCheck aria-hidden="true" />
          <Trans>Ready to leave</Trans>
        </span>
      )}
      {errors > 0 && (
        <span className={styles.title}>
          <Plural value={errors + warnings} one="# thing to mend" other="# things to mend" />
        </span>
      )}
      {errors > 0 && (
        <span className={styles.count} data-severity="error">
          <OctagonAlert aria-hidden="true" />
          <Plural value={errors} one="# error" other="# errors" />
        </span>
      )}
      {warnings > 0 && (
        <span className={styles.count} data-severity="warning">
          <TriangleAlert aria-hidden="true" />
          <Plural value={warnings} one="# warning" other="# warnings" />
        </span>
      )}
      {mine > 0 && (
        <span className={styles.soft}>
          <Plural value={mine} one="# is yours" other="# are yours" />
        </span>
      )}
      {waived > 0 && (
        <span className={styles.soft}>
          <Trans>{waived} waived</Trans>
        </span>
      )}
      {checked.checks === 0 && (
        <span className={styles.soft}>
          <Trans>nothing is checked on this board</Trans>
        </span>
      )}
    </>
  )
}

/** The numbers have to stay for so long until they are read out, ms: nobody hears them while people type. */
const settledMs = 3000

/** Says the state to those who do not see the bar: once it has settled, and not what it was in the beginning. */
function Announcement({ checked }: { checked: CheckedPlan | null }) {
  const { t } = useLingui()
  const [said, setSaid] = useState('')
  const first = useRef<string>(undefined)
  const { errors, warnings } = checked?.report ?? { errors: 0, warnings: 0 }
  const words = !checked
    ? ''
    : errors === 0
      ? t`The plan is ready to leave.`
      : t`${plural(errors + warnings, { one: '# thing to mend', other: '# things to mend' })}, ${plural(errors, { one: '# error', other: '# errors' })}.`
  useEffect(() => {
    if (words === '') return undefined
    first.current ??= words
    if (words === first.current && said === '') return undefined
    const timer = setTimeout(() => setSaid(words), settledMs)
    return () => clearTimeout(timer)
  }, [words, said])
  return (
    <p className="pw-hidden" role="status">
      {said}
    </p>
  )
}
