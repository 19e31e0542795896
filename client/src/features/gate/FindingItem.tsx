import { Trans, useLingui } from '@lingui/react/macro'
import type { Finding } from '@planwall/shared/plan/finding'
import { OctagonAlert, Plus, ShieldCheck, TriangleAlert } from 'lucide-react'
import { memo, useState } from 'react'
import { mayArrange } from '../../sync/card-acts.ts'
import { kindWords } from '../../sync/kind-names.ts'
import { useBoard, useView } from '../../sync/use-board.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { findingText } from './finding-text.ts'
import { addMissing, mayAddMissing, openFinding } from './open-finding.ts'
import { PeriodForm } from './PeriodForm.tsx'
import { WaiveForm } from './WaiveForm.tsx'
import styles from './FindingItem.module.css'

export interface FindingItemProps {
  finding: Finding
  /** Before the way to it is taken. */
  onGo?: () => void
}

/** One thing that stands in the way: what it is, the way to it, and what can be done at once. */
export const FindingItem = memo(function FindingItem({ finding, onGo }: FindingItemProps) {
  const handle = useBoard()
  const { t, i18n } = useLingui()
  // What may be done at once goes by the step that runs.
  useView((view) => view.session)
  const [open, setOpen] = useState<'waive' | 'period' | null>(null)
  const { severity, fix, code, subject } = finding
  const isError = severity === 'error'
  const text = findingText(finding)
  const canWaive = isError && mayArrange(handle) && handle.seat.personId !== null
  const go = (act: () => void) => {
    onGo?.()
    act()
  }
  const canGo = fix?.act === 'fill' || subject !== undefined
  const words = (
    <>
      {isError ? (
        <OctagonAlert role="img" aria-label={t`Error`} />
      ) : (
        <TriangleAlert role="img" aria-label={t`Warning`} />
      )}
      <span>{text}</span>
    </>
  )
  return (
    <li className={styles.item} data-severity={severity}>
      <div className={styles.line}>
        {canGo ? (
          <button
            type="button"
            className={styles.words}
            title={code}
            onClick={() => go(() => openFinding(handle, finding))}
          >
            {words}
          </button>
        ) : (
          <p className={styles.words} title={code}>
            {words}
          </p>
        )}
        {canWaive && (
          <IconButton
            size="small"
            label={t`Waive: ${text}`}
            icon={<ShieldCheck />}
            aria-expanded={open === 'waive'}
            onClick={() => setOpen(open === 'waive' ? null : 'waive')}
          />
        )}
      </div>
      <div className={styles.acts}>
        {fix?.act === 'add' && mayAddMissing(handle, fix) && (
          <Button
            size="small"
            icon={<Plus />}
            aria-label={t`Add: ${text}`}
            onClick={() => go(() => addMissing(handle, fix))}
          >
            <Trans>Add: {i18n._(kindWords[fix.kind].name)}</Trans>
          </Button>
        )}
        {fix?.act === 'set-period' && mayArrange(handle) && open !== 'period' && (
          <Button size="small" onClick={() => setOpen('period')}>
            <Trans>Set the dates of the plan</Trans>
          </Button>
        )}
      </div>
      {open === 'waive' && <WaiveForm finding={finding} onDone={() => setOpen(null)} />}
      {open === 'period' && <PeriodForm onDone={() => setOpen(null)} />}
    </li>
  )
}, isSameFinding)

/** Findings are made anew at every look; what says the same is the same. */
function isSameFinding(
  { finding: a, onGo }: FindingItemProps,
  { finding: b, onGo: before }: FindingItemProps,
): boolean {
  if (onGo !== before) return false
  return a === b || (a.id === b.id && JSON.stringify(a) === JSON.stringify(b))
}
