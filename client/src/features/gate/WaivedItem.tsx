import { Trans, useLingui } from '@lingui/react/macro'
import type { Finding } from '@planwall/shared/plan/finding'
import { unwaiveCheck } from '@planwall/shared/session/waivers'
import { ShieldCheck } from 'lucide-react'
import { mayArrange } from '../../sync/card-acts.ts'
import { useBoard, useView } from '../../sync/use-board.ts'
import { Button } from '../../ui/Button.tsx'
import { findingText } from './finding-text.ts'
import { openFinding } from './open-finding.ts'
import styles from './FindingItem.module.css'

/** One thing that is let be: why, who says so, and the way to take that back. */
export function WaivedItem({ finding }: { finding: Finding }) {
  const handle = useBoard()
  const { t } = useLingui()
  const { waiver } = finding
  const by = useView(({ elements }) => {
    const person = elements.get(waiver?.by ?? '')
    return person?.type === 'card' ? person.text : ''
  })
  if (!waiver) return null
  const { code, cardId, reason } = waiver
  const text = findingText(finding)
  const revoke = () => {
    unwaiveCheck(handle.session, { code, ...(cardId === undefined ? {} : { cardId }) }, handle.origin)
  }
  return (
    <li className={styles.item} data-severity="waived">
      <button type="button" className={styles.words} title={code} onClick={() => openFinding(handle, finding)}>
        <ShieldCheck role="img" aria-label={t`Waived`} />
        <span>{text}</span>
      </button>
      <p className={styles.reason}>
        {by === '' ? (
          reason
        ) : (
          <Trans>
            {reason} ({by})
          </Trans>
        )}
      </p>
      {mayArrange(handle) && (
        <div className={styles.acts}>
          <Button size="small" look="quiet" aria-label={t`Revoke the waiver: ${text}`} onClick={revoke}>
            <Trans>Revoke</Trans>
          </Button>
        </div>
      )}
    </li>
  )
}
