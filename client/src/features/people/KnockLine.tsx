import { Trans, useLingui } from '@lingui/react/macro'
import { Crown, Eye } from 'lucide-react'
import type { Knock } from '../../sync/access-calls.ts'
import { Button } from '../../ui/Button.tsx'
import styles from './knocks.module.css'

export interface KnockLineProps {
  knock: Knock
  /** An answer is under way. */
  busy: boolean
  onAnswer: (admit: boolean) => void
}

/** Somebody at the door: their name as they typed it, what their link lets them be, and the two answers. */
export function KnockLine({ knock: { name, kind }, busy, onAnswer }: KnockLineProps) {
  const { t } = useLingui()
  return (
    <li className={styles.knock} data-testid="knock">
      <p className={styles.who}>
        <strong>{name}</strong>{' '}
        {kind === 'participate' ? (
          <Trans>waits to be let in</Trans>
        ) : (
          <span className={styles.as}>
            {kind === 'facilitate' ? <Crown aria-hidden="true" /> : <Eye aria-hidden="true" />}
            {kind === 'facilitate' ? <Trans>waits, and would lead the board</Trans> : <Trans>waits, to watch</Trans>}
          </span>
        )}
      </p>
      <div className={styles.answers}>
        <Button
          look="primary"
          size="small"
          disabled={busy}
          aria-label={t`Let ${name} in`}
          onClick={() => onAnswer(true)}
        >
          <Trans>Let in</Trans>
        </Button>
        <Button size="small" disabled={busy} aria-label={t`Not now: ${name}`} onClick={() => onAnswer(false)}>
          <Trans>Not now</Trans>
        </Button>
      </div>
    </li>
  )
}
