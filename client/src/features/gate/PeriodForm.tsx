import { Trans, useLingui } from '@lingui/react/macro'
import { setMeta } from '@planwall/shared/session/edit-session'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { isLikelyDay } from '../../sync/dates.ts'
import { useBoard, useView } from '../../sync/use-board.ts'
import { Button } from '../../ui/Button.tsx'
import '../../ui/inputs.css'
import styles from './FindingItem.module.css'

/** The first and the last day the plan covers. */
export function PeriodForm({ onDone }: { onDone: () => void }) {
  const handle = useBoard()
  const { t } = useLingui()
  const period = useView(({ session }) => session.meta.period)
  const [start, setStart] = useState(period.start)
  const [end, setEnd] = useState(period.end)
  const [problem, setProblem] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isLikelyDay(start) || !isLikelyDay(end)) return setProblem(t`Both days are needed.`)
    if (start > end) return setProblem(t`The last day comes before the first.`)
    setMeta(handle.session, { period: { start, end } }, handle.origin)
    onDone()
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.dates}>
        <label>
          <Trans>First day</Trans>
          <input
            className="pw-input"
            type="date"
            autoFocus
            value={start}
            onChange={(event) => setStart(event.target.value)}
          />
        </label>
        <label>
          <Trans>Last day</Trans>
          <input className="pw-input" type="date" value={end} onChange={(event) => setEnd(event.target.value)} />
        </label>
      </div>
      {problem !== '' && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={styles.formActs}>
        <Button size="small" look="quiet" onClick={onDone}>
          <Trans>Cancel</Trans>
        </Button>
        <Button size="small" type="submit">
          <Trans>Set dates</Trans>
        </Button>
      </div>
    </form>
  )
}
