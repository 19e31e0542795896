import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { FileDiff, FileText, FlagTriangleRight } from 'lucide-react'
import { Link } from 'wouter'
import { formatMoment } from '../../sync/dates.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { RevisionHead } from './revision.ts'
import styles from './pages.module.css'

export interface PlansListProps {
  revisions: readonly RevisionHead[]
  /** Address of the list, without a slash at the end: the plans are below it. */
  base: string
}

/** Every plan that was finished on a board, the newest first. */
export function PlansList({ revisions, base }: PlansListProps) {
  const [newest] = revisions
  if (!newest) {
    return (
      <EmptyState icon={<FlagTriangleRight aria-hidden="true" />} title={<Trans>No plan was finished yet</Trans>}>
        <Trans>A facilitator finishes a plan at the bottom of the wall, once nothing stands in the way.</Trans>
      </EmptyState>
    )
  }
  return (
    <>
      <p className={styles.now}>
        <Link href={`${base}/${newest.revision}/diff/now`} className="pw-button" data-look="secondary">
          <FileDiff aria-hidden="true" />
          <Trans>What changed on the wall since then</Trans>
        </Link>
      </p>
      <ol className={styles.list} reversed>
        {revisions.map((head) => (
          <Entry key={head.revision} head={head} base={base} />
        ))}
      </ol>
    </>
  )
}

function Entry({ head, base }: { head: RevisionHead; base: string }) {
  const { i18n } = useLingui()
  const { revision, createdAt, createdBy, note, counts } = head
  const { name } = createdBy
  const before = revision - 1
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return (
    <li className={styles.entry}>
      <div className={styles.entryWords}>
        <h2>
          <Trans>Revision {revision}</Trans>
        </h2>
        <p className={styles.soft}>
          <Trans>
            {name}, {formatMoment(createdAt, i18n.locale, timezone)}
          </Trans>
        </p>
        {note !== '' && <p className={styles.note}>{note}</p>}
        <p className={styles.soft}>
          <Plural value={counts.moves} one="# move" other="# moves" />
          {', '}
          <Plural value={counts.tasks} one="# task" other="# tasks" />
          {counts.warnings > 0 && (
            <>
              {', '}
              <Plural value={counts.warnings} one="# warning" other="# warnings" />
            </>
          )}
          {counts.waived > 0 && (
            <>
              {', '}
              <Trans>{counts.waived} waived</Trans>
            </>
          )}
        </p>
      </div>
      <div className={styles.entryActs}>
        <Link href={`${base}/${revision}`} className="pw-button" data-look="secondary" data-size="small">
          <FileText aria-hidden="true" />
          <Trans>Read revision {revision}</Trans>
        </Link>
        {before > 0 && (
          <Link
            href={`${base}/${before}/diff/${revision}`}
            className="pw-button"
            data-look="secondary"
            data-size="small"
          >
            <FileDiff aria-hidden="true" />
            <Trans>What changed since revision {before}</Trans>
          </Link>
        )}
      </div>
    </li>
  )
}
