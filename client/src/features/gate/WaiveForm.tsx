import { Trans, useLingui } from '@lingui/react/macro'
import type { Finding } from '@planwall/shared/plan/finding'
import { waiveCheck } from '@planwall/shared/session/waivers'
import { useId, useState } from 'react'
import type { FormEvent } from 'react'
import { useBoard } from '../../sync/use-board.ts'
import { Button } from '../../ui/Button.tsx'
import '../../ui/inputs.css'
import { findingText } from './finding-text.ts'
import styles from './FindingItem.module.css'

/** Lets one thing be, with a reason that is printed in the plan. */
export function WaiveForm({ finding, onDone }: { finding: Finding; onDone: () => void }) {
  const handle = useBoard()
  const { t } = useLingui()
  const id = useId()
  const [reason, setReason] = useState('')
  const [isEmpty, setEmpty] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { code, subject } = finding
    const by = handle.seat.personId ?? ''
    const about = subject ? { cardId: subject.cardId } : {}
    const isDone = waiveCheck(handle.session, { code, ...about, reason, by, at: Date.now() }, handle.origin)
    if (isDone) onDone()
    else setEmpty(true)
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <label htmlFor={id}>
        <Trans>Why is this let be?</Trans>
      </label>
      <input
        id={id}
        className="pw-input"
        autoFocus
        maxLength={500}
        value={reason}
        aria-label={t`Reason for waiving: ${findingText(finding)}`}
        aria-invalid={isEmpty || undefined}
        aria-describedby={isEmpty ? `${id}-problem` : undefined}
        onChange={(event) => {
          setReason(event.target.value)
          setEmpty(false)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          event.preventDefault()
          onDone()
        }}
      />
      {isEmpty && (
        <p id={`${id}-problem`} className={styles.problem} role="alert">
          <Trans>Give a reason: it is printed in the plan.</Trans>
        </p>
      )}
      <div className={styles.formActs}>
        <Button size="small" look="quiet" onClick={onDone}>
          <Trans>Cancel</Trans>
        </Button>
        <Button size="small" look="secondary" type="submit">
          <Trans>Waive</Trans>
        </Button>
      </div>
    </form>
  )
}
