import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { can } from '@planwall/shared/access/roles'
import { mendsFor } from '@planwall/shared/plan/mends'
import { planId } from '@planwall/shared/plan/plan-id'
import { CircleCheck, FlagTriangleRight, History, X } from 'lucide-react'
import { useLayoutEffect, useMemo, useRef } from 'react'
import { useLocation } from 'wouter'
import { mayEditAll } from '../../sync/card-acts.ts'
import type { CheckedPlan } from '../../sync/checked-plan.ts'
import { requestFinish } from '../../sync/finish-request.ts'
import type { BoardHandle } from '../../sync/open-board.ts'
import { useBoard, useView } from '../../sync/use-board.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { ShowSome } from '../../ui/ShowSome.tsx'
import { findingGroups, waivedFindings } from './finding-groups.ts'
import type { FindingGroup } from './finding-groups.ts'
import { FindingItem } from './FindingItem.tsx'
import { useGate } from './gate-store.ts'
import { MendButtons } from './MendButtons.tsx'
import { WaivedItem } from './WaivedItem.tsx'
import styles from './GatePanel.module.css'

export interface GatePanelProps {
  onClose: () => void
}

/** Everything that stands between this wall and a plan, by who can mend it. */
export function GatePanel({ onClose }: GatePanelProps) {
  const { t } = useLingui()
  const { seat } = useBoard()
  const [, navigate] = useLocation()
  const checked = useGate()
  const toPlans = () => navigate(`/b/${seat.boardId}/plans`)
  return (
    <div className={styles.panel}>
      <header className={styles.header}>
        <h2>
          <Trans>Ready to leave</Trans>
        </h2>
        <IconButton label={t`Finished plans`} icon={<History />} size="small" onClick={toPlans} />
        <IconButton label={t`Close list`} icon={<X />} size="small" onClick={onClose} />
      </header>
      {checked && <Body checked={checked} />}
    </div>
  )
}

function Body({ checked }: { checked: CheckedPlan }) {
  const handle = useBoard()
  useView((view) => view.tooNew)
  const { personId } = handle.seat
  const { plan, report } = checked
  const groups = useMemo(() => findingGroups(checked, { personId }), [checked, personId])
  const waived = useMemo(() => waivedFindings(checked), [checked])
  const mends = useMemo(
    () => mendsFor(plan, report.findings, personId === null ? undefined : planId(personId)),
    [plan, report, personId],
  )
  // What the step that runs would refuse is not offered.
  useView((view) => view.session)
  const mayMend = mends.filter(({ cardIds }) => mayEditAll(handle, cardIds))
  const body = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => (body.current ? keepPlace(body.current, handle) : undefined), [handle])
  return (
    <div ref={body} className={styles.body}>
      {groups.length === 0 && (
        <EmptyState
          icon={<CircleCheck aria-hidden="true" />}
          title={<Trans>Nothing stands in the way</Trans>}
          actions={
            can(handle.seat.role, 'finish-plan') && (
              <Button look="primary" icon={<FlagTriangleRight />} onClick={requestFinish}>
                <Trans>Finish …</Trans>
              </Button>
            )
          }
        >
          {checked.checks === 0 ? (
            <Trans>Nothing is checked on this board: its template asks for nothing.</Trans>
          ) : (
            <Trans>Everything this board is checked for holds. The wall is a plan.</Trans>
          )}
        </EmptyState>
      )}
      {mayMend.length > 0 && <MendButtons mends={mayMend} plan={plan} />}
      {groups.map((group) => (
        <Group key={group.key} group={group} />
      ))}
      {waived.length > 0 && (
        <section className={styles.group}>
          <h3>
            <Trans>Waived</Trans> <span className={styles.number}>{waived.length}</span>
          </h3>
          <p className={styles.hint}>
            <Trans>A facilitator lets these be. The reasons are printed in the plan.</Trans>
          </p>
          <ul className={styles.list}>
            {waived.map((finding) => (
              <WaivedItem key={finding.id} finding={finding} />
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

/** How far down the list was looked at: it makes room for the details of a card and comes back. */
const places = new WeakMap<BoardHandle, number>()

function keepPlace(body: HTMLElement, handle: BoardHandle): () => void {
  body.scrollTop = places.get(handle) ?? 0
  return () => void places.set(handle, body.scrollTop)
}

/** So many are shown at first; the longest lists belong to nobody, who would not read them at once. */
const FIRST = 15
const MORE = 50

function Group({ group }: { group: FindingGroup }) {
  const { errors, findings } = group
  return (
    <section className={styles.group}>
      <h3>
        <GroupName group={group} />{' '}
        <span className={styles.number}>
          <Plural value={findings.length} one="# thing" other="# things" />
          {errors > 0 && (
            <>
              {', '}
              <Plural value={errors} one="# error" other="# errors" />
            </>
          )}
        </span>
      </h3>
      <ul className={styles.list}>
        <ShowSome items={findings} first={FIRST} more={MORE}>
          {(finding) => <FindingItem key={finding.id} finding={finding} />}
        </ShowSome>
      </ul>
    </section>
  )
}

function GroupName({ group: { who, name } }: { group: FindingGroup }) {
  if (who === 'mine') return <Trans>Mine</Trans>
  if (who === 'facilitator') return <Trans>For the facilitator</Trans>
  return name === '' ? <Trans>Somebody without a name</Trans> : name
}
