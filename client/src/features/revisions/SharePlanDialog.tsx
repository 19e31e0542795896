import { Trans, useLingui } from '@lingui/react/macro'
import { Link2, Trash2 } from 'lucide-react'
import { useCallback, useState } from 'react'
import { callBoard } from '../../sync/board-api.ts'
import type { BoardAccess } from '../../sync/board-api.ts'
import { formatMoment } from '../../sync/dates.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useLoaded } from './use-loaded.ts'
import styles from './pages.module.css'

interface PlanLink {
  linkId: string
  revision: number
  createdAt: number
}

export interface SharePlanDialogProps {
  access: BoardAccess
  revision: number
  onClose: () => void
}

/** Links that show this one plan to people who have no place at the board; a facilitator makes and revokes them. */
export function SharePlanDialog({ access, revision, onClose }: SharePlanDialogProps) {
  const { t, i18n } = useLingui()
  const load = useCallback(() => callBoard<PlanLink[]>(access, 'GET', '/plan-links'), [access])
  const { value: links, failure, reload } = useLoaded(load)
  const [made, setMade] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const act = async (method: 'POST' | 'DELETE', path: string) => {
    setBusy(true)
    const answer = await callBoard<{ url?: string }>(access, method, path)
    setBusy(false)
    setProblem(answer.failure ? answer.failure.message || t`The server cannot be reached.` : '')
    if (answer.value?.url) setMade(answer.value.url)
    reload()
  }
  const mine = links?.filter((link) => link.revision === revision) ?? []
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return (
    <Dialog title={t`Share revision ${revision}`} onClose={onClose}>
      <p>
        <Trans>
          Whoever has the link reads this one plan and nothing else: not the board, not later plans. E-mail addresses
          are left out.
        </Trans>
      </p>
      {made !== undefined && (
        <div className={styles.new}>
          <Banner tone="ok" title={<Trans>The link is made</Trans>}>
            <Trans>Copy it now: it is shown this once.</Trans>
          </Banner>
          <p className={styles.address}>{made}</p>
          <div>
            <CopyButton
              look="primary"
              text={made}
              what={t`the link to revision ${revision}`}
            >{t`Copy link`}</CopyButton>
          </div>
        </div>
      )}
      {(problem !== '' || failure) && <Banner tone="danger" title={problem || t`The links could not be read.`} />}
      <div>
        <Button
          icon={<Link2 />}
          look={made === undefined ? 'primary' : 'secondary'}
          busy={isBusy}
          onClick={() => void act('POST', `/plans/${revision}/links`)}
        >
          {made === undefined ? t`Make a link` : t`Make another link`}
        </Button>
      </div>
      {mine.length > 0 && (
        <ul className={styles.links} aria-label={t`Links to this plan`}>
          {mine.map(({ linkId, createdAt }, index) => {
            const when = formatMoment(createdAt, i18n.locale, timezone)
            return (
              <li key={linkId} className={styles.link}>
                <Trans>
                  Link {index + 1}, made {when}
                </Trans>
                <Button
                  size="small"
                  icon={<Trash2 />}
                  aria-label={t`Revoke link ${index + 1}`}
                  onClick={() => {
                    setMade(undefined)
                    void act('DELETE', `/plan-links/${linkId}`)
                  }}
                >
                  <Trans>Revoke</Trans>
                </Button>
              </li>
            )
          })}
        </ul>
      )}
    </Dialog>
  )
}
