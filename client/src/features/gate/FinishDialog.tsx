import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { can } from '@planwall/shared/access/roles'
import { CircleCheck, FlagTriangleRight } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
import { callBoard } from '../../sync/board-api.ts'
import type { CallFailure } from '../../sync/board-api.ts'
import { endFinish, finishRequest } from '../../sync/finish-request.ts'
import { useBoard } from '../../sync/use-board.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import '../../ui/inputs.css'
import { FindingItem } from './FindingItem.tsx'
import { useGate } from './gate-store.ts'
import styles from './GatePanel.module.css'
import dialogStyles from './FinishDialog.module.css'

/** Open while `requestFinish` asks for it. Facilitators only. */
export function FinishPlan() {
  const { seat } = useBoard()
  const { isOpen } = useStore(finishRequest)
  useEffect(() => endFinish, [])
  return isOpen && can(seat.role, 'finish-plan') ? <FinishDialog onClose={endFinish} /> : null
}

/** Keeps the plan as it is now, once nothing stands in the way that nobody lets be. */
function FinishDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const handle = useBoard()
  const noteId = useId()
  const checked = useGate()
  const { pending } = useStore(handle.status)
  const [note, setNote] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<CallFailure>()
  const [revision, setRevision] = useState<number>()
  const errors = checked?.report.findings.filter(({ severity, waiver }) => severity === 'error' && !waiver) ?? []
  const finish = async () => {
    setBusy(true)
    const access = { ...handle.seat, apiUrl: handle.apiUrl }
    const answer = await callBoard<{ revision: number }>(access, 'POST', '/plans', { note })
    setBusy(false)
    setFailure(answer.failure)
    if (answer.value) setRevision(answer.value.revision)
  }
  if (revision !== undefined) return <Finished revision={revision} onClose={onClose} />
  const canFinish = checked !== null && errors.length === 0 && pending === 0
  return (
    <Dialog
      title={t`Finish the plan`}
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onClick={onClose}>{t`Not yet`}</Button>
          <Button
            look="primary"
            icon={<FlagTriangleRight />}
            busy={isBusy}
            disabled={!canFinish}
            onClick={() => void finish()}
          >
            {pending > 0 ? t`Saving …` : t`Finish`}
          </Button>
        </>
      }
    >
      <p>
        <Trans>
          The plan is kept as it is now, for good, with its checks and with what was on the wall. The wall stays open; a
          later plan gets the next number.
        </Trans>
      </p>
      {errors.length > 0 && (
        <>
          <Banner
            tone="warn"
            title={
              <Plural
                value={errors.length}
                one="# error stands between this wall and a plan"
                other="# errors stand between this wall and a plan"
              />
            }
          >
            <Trans>Mend each of them, or waive it (the shield) with a reason that is printed in the plan.</Trans>
          </Banner>
          <ul className={styles.list}>
            {errors.slice(0, MOST).map((finding) => (
              <FindingItem key={finding.id} finding={finding} onGo={onClose} />
            ))}
          </ul>
          {errors.length > MOST && (
            <p className={styles.hint}>
              <Trans>and {errors.length - MOST} more: the list beside the wall has all of them.</Trans>
            </p>
          )}
        </>
      )}
      {checked && errors.length === 0 && (
        <p className={dialogStyles.facts}>
          <CircleCheck aria-hidden="true" />
          <span>
            <Plural value={checked.plan.moves.length} one="# move" other="# moves" />
            {', '}
            <Plural value={checked.plan.tasks.length} one="# task" other="# tasks" />
            {', '}
            <Plural value={checked.report.warnings} _0="no warning" one="# warning" other="# warnings" />
            {', '}
            <Trans>{checked.report.waived} waived</Trans>
          </span>
        </p>
      )}
      {failure && <Failure failure={failure} />}
      <div className={dialogStyles.note}>
        <label htmlFor={noteId}>
          <Trans>A word on this plan (optional)</Trans>
        </label>
        <textarea
          id={noteId}
          className="pw-input"
          rows={2}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
    </Dialog>
  )
}

/** So many errors are listed here; more than these are mended beside the wall. */
const MOST = 20

function Finished({ revision, onClose }: { revision: number; onClose: () => void }) {
  const { t } = useLingui()
  const { seat } = useBoard()
  const [, navigate] = useLocation()
  const goTo = (page: string) => navigate(`/b/${seat.boardId}/plans/${page}`)
  return (
    <Dialog
      title={t`Finished`}
      width="narrow"
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onClick={onClose}>{t`Back to the wall`}</Button>
          {revision > 1 && <Button onClick={() => goTo(`${revision - 1}/diff/${revision}`)}>{t`What changed`}</Button>}
          <Button look="primary" onClick={() => goTo(String(revision))}>{t`Read the plan`}</Button>
        </>
      }
    >
      <p className={dialogStyles.facts} role="status">
        <CircleCheck aria-hidden="true" />
        <span>
          <Trans>The plan is kept as revision {revision}. You find it under “Finished plans” in the menu.</Trans>
        </span>
      </p>
    </Dialog>
  )
}

function Failure({ failure: { code, message, body } }: { failure: CallFailure }) {
  const { findings = [] } = (body ?? {}) as { findings?: { text: string }[] }
  const isOpen = code === 'plan-incomplete'
  return (
    <Banner
      tone="danger"
      title={isOpen ? <Trans>The server still sees errors</Trans> : <Trans>The plan was not finished</Trans>}
    >
      {code === 'unreachable' && <Trans>The server cannot be reached. Nothing is lost; try again.</Trans>}
      {code !== 'unreachable' && !isOpen && <p>{message}</p>}
      {isOpen && (
        <ul>
          {findings.slice(0, MOST).map(({ text }) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </Banner>
  )
}
