import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { addSteps, agendaMinutes, moveStep, removeStep } from '@planwall/shared/session/agenda'
import { CalendarClock, ListPlus } from 'lucide-react'
import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { mayArrange } from '../../sync/card-acts.ts'
import { formatClock } from '../../sync/dates.ts'
import { useServerNow, useWholeFacilitation } from '../../sync/facilitation.ts'
import { newId } from '../../sync/new-id.ts'
import { useNotes } from '../../sync/notes-room.ts'
import { useBoard, useView } from '../../sync/use-board.ts'
import { useOrder } from '../../sync/use-order.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { toast } from '../../ui/toast-store.ts'
import { agendaTimes, minutesToGo } from './agenda-times.ts'
import { newStep } from './new-step.ts'
import { StepItem } from './StepItem.tsx'
import styles from './AgendaPanel.module.css'

export interface AgendaPanelProps {
  /** What the step that runs asks of the facilitator: reveal, vote, floor. */
  acts?: ReactNode
}

/** The agenda of the session: what ran, what runs, what is to come; every step can be started, moved and changed here. */
export function AgendaPanel({ acts }: AgendaPanelProps) {
  const { t, i18n } = useLingui()
  const handle = useBoard()
  const facilitation = useWholeFacilitation()
  const timezone = useView(({ session }) => session.meta.timezone)
  const notes = useNotes()
  const { busy, order } = useOrder()
  const [opened, setOpened] = useState<string | null>(null)
  const list = useRef<HTMLOListElement>(null)
  const { agenda, run } = facilitation
  const now = useServerNow(15_000)
  const times = agendaTimes(facilitation, now)
  const mayChange = mayArrange(handle)
  const running = agenda.find(({ id }) => id === run.step?.stepId)

  const add = () => {
    const id = newId()
    if (!addSteps(handle.session, [newStep(id, t`New step`)], handle.origin, running?.id)) return
    setOpened(id)
  }
  const move = (id: string, by: -1 | 1) => {
    const to = agenda.findIndex((step) => step.id === id) + by
    if (to < 0 || to >= agenda.length) return
    handle.undo.boundary()
    moveStep(handle.session, id, to, handle.origin)
    // What was pressed goes with its step; so does the keyboard.
    const act = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.act : undefined
    requestAnimationFrame(() =>
      list.current
        ?.querySelector<HTMLElement>(`[data-step="${CSS.escape(id)}"] [data-act="${act ?? 'open'}"]:not(:disabled)`)
        ?.focus(),
    )
  }
  const remove = (id: string, title: string) => {
    handle.undo.boundary()
    removeStep(handle.session, id, handle.origin)
    handle.undo.boundary()
    toast(t`Removed: ${title}`, 'ok', { label: t`Undo`, onPress: handle.undo.undo })
  }
  if (agenda.length === 0) {
    return (
      <EmptyState
        icon={<CalendarClock />}
        title={<Trans>This board has no agenda yet</Trans>}
        actions={
          mayChange && (
            <Button icon={<ListPlus />} onClick={add}>
              <Trans>Add the first step</Trans>
            </Button>
          )
        }
      >
        <Trans>A step shows everybody a zone and an instruction, sets the clock, and says who may do what.</Trans>
      </EmptyState>
    )
  }
  const togo = minutesToGo(facilitation, now)
  const total = agendaMinutes(agenda)
  return (
    <>
      {acts}
      <section className={styles.part}>
        <h3 className={styles.heading}>
          <Trans>Agenda</Trans>
          <span className={styles.sum}>
            {run.step ? (
              <Plural value={togo} one="# minute to go" other="# minutes to go" />
            ) : (
              <Plural value={total} one="# minute in all" other="# minutes in all" />
            )}
          </span>
        </h3>
        <ol ref={list} className={styles.list}>
          {agenda.map((step, index) => {
            const time = times.get(step.id)
            return (
              <StepItem
                key={step.id}
                step={step}
                number={index + 1}
                state={time?.state ?? 'to-come'}
                at={time?.startsAt == null ? undefined : formatClock(time.startsAt, i18n.locale, timezone)}
                note={notes.byStep.get(step.id) ?? ''}
                hasNotes={notes.isHere}
                isOpen={opened === step.id}
                mayChange={mayChange}
                busy={busy}
                isFirst={index === 0}
                isLast={index === agenda.length - 1}
                onStart={() => void order({ do: 'start-step', stepId: step.id })}
                onOpen={() => setOpened(opened === step.id ? null : step.id)}
                onMove={(by) => move(step.id, by)}
                onRemove={() => remove(step.id, step.title)}
              />
            )
          })}
        </ol>
        {mayChange && (
          <Button className={styles.add} size="small" icon={<ListPlus />} onClick={add}>
            {running ? <Trans>Add a step after this one</Trans> : <Trans>Add a step</Trans>}
          </Button>
        )}
      </section>
    </>
  )
}
