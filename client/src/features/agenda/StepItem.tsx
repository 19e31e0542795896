import { Trans, useLingui } from '@lingui/react/macro'
import type { AgendaStep } from '@planwall/shared/session/step'
import { ArrowDown, ArrowUp, Check, ChevronDown, ChevronUp, FastForward, Play } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { activityIcons, activityWords } from './activity-words.ts'
import type { StepTime } from './agenda-times.ts'
import { StepEditor } from './StepEditor.tsx'
import styles from './AgendaPanel.module.css'

export interface StepItemProps {
  step: AgendaStep
  number: number
  state: StepTime['state']
  /** When it is likely to begin; absent: nobody knows yet, or it is over. */
  at: string | undefined
  /** For facilitators alone. */
  note: string
  hasNotes: boolean
  isOpen: boolean
  mayChange: boolean
  busy: boolean
  isFirst: boolean
  isLast: boolean
  onStart: () => void
  onOpen: () => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

/** One step in the list, with what can be done to it; opened, everything about it. */
export function StepItem(props: StepItemProps) {
  const { t } = useLingui()
  const { step, number, state, at, note, isOpen, mayChange, busy, isFirst, isLast } = props
  const { title, minutes } = step
  const Icon = activityIcons[step.activity]
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (!event.altKey || by === 0 || !mayChange) return
    event.preventDefault()
    props.onMove(by)
  }
  return (
    <li
      className={styles.step}
      data-state={state}
      data-step={step.id}
      aria-current={state === 'now' ? 'step' : undefined}
    >
      <div className={styles.row}>
        <span className={styles.mark} aria-hidden="true">
          {state === 'done' ? <Check /> : state === 'skipped' ? <FastForward /> : number}
        </span>
        <button
          type="button"
          className={styles.open}
          aria-expanded={isOpen}
          data-act="open"
          onClick={props.onOpen}
          onKeyDown={onKeyDown}
        >
          <span className={styles.title}>{title}</span>
          <span className={styles.about}>
            <Icon aria-hidden="true" />
            <span>
              {t(activityWords[step.activity])} · <Trans>{minutes} min</Trans>
              {at !== undefined && <> · {t`about ${at}`}</>}
              {state === 'now' && <> · {t`now`}</>}
              {state === 'done' && <> · {t`done`}</>}
              {state === 'skipped' && <> · {t`skipped`}</>}
            </span>
          </span>
          {isOpen ? <ChevronUp aria-hidden="true" /> : <ChevronDown aria-hidden="true" />}
        </button>
        {state !== 'now' && (
          <IconButton
            label={state === 'to-come' ? t`Start: ${title}` : t`Start again: ${title}`}
            icon={<Play />}
            size="small"
            disabled={busy}
            onClick={props.onStart}
          />
        )}
      </div>
      {state === 'now' && !isOpen && note !== '' && (
        <p className={styles.note}>
          <span className={styles.noteMark}>
            <Trans>Only facilitators see this</Trans>
          </span>
          {note}
        </p>
      )}
      {isOpen && (
        <div className={styles.opened}>
          <StepEditor step={step} note={note} hasNotes={props.hasNotes} mayChange={mayChange} />
          {mayChange && (
            <div className={styles.acts}>
              <IconButton
                label={t`Move up: ${title}`}
                shortcut="Alt+↑"
                icon={<ArrowUp />}
                size="small"
                data-act="up"
                disabled={isFirst}
                onClick={() => props.onMove(-1)}
              />
              <IconButton
                label={t`Move down: ${title}`}
                shortcut="Alt+↓"
                icon={<ArrowDown />}
                size="small"
                data-act="down"
                disabled={isLast}
                onClick={() => props.onMove(1)}
              />
              <Button size="small" look="quiet" className={styles.remove} onClick={props.onRemove}>
                <Trans>Remove this step</Trans>
              </Button>
            </div>
          )}
        </div>
      )}
    </li>
  )
}
