import { Trans, useLingui } from '@lingui/react/macro'
import { changeStep } from '@planwall/shared/session/agenda'
import type { StepChange } from '@planwall/shared/session/agenda'
import { MAX_NOTE } from '@planwall/shared/session/notes'
import { activities } from '@planwall/shared/session/step'
import type { AgendaStep } from '@planwall/shared/session/step'
import { useId } from 'react'
import { writeNote } from '../../sync/notes-room.ts'
import { useBoard } from '../../sync/use-board.ts'
import { useDraft } from '../../sync/use-draft.ts'
import type { DraftReading } from '../../sync/use-draft.ts'
import '../../ui/inputs.css'
import { Select } from '../../ui/Select.tsx'
import { activityWords } from './activity-words.ts'
import { readMinutes } from './new-step.ts'
import { RulesEditor } from './RulesEditor.tsx'
import { StepZones } from './StepZones.tsx'
import { VoteEditor } from './VoteEditor.tsx'
import styles from './StepEditor.module.css'

export interface StepEditorProps {
  step: AgendaStep
  note: string
  hasNotes: boolean
  mayChange: boolean
}

export type ChangeStep = (change: StepChange) => void

/** Everything about a step. What is typed is written after a pause; others see it at once. */
export function StepEditor({ step, note, hasNotes, mayChange }: StepEditorProps) {
  const { t } = useLingui()
  const handle = useBoard()
  const activityId = useId()
  const change: ChangeStep = (part) => {
    changeStep(handle.session, step.id, part, handle.origin)
  }
  return (
    <fieldset className={styles.editor} disabled={!mayChange}>
      <legend className="pw-hidden">{t`Step: ${step.title}`}</legend>
      <Line
        name={`${step.id}/title`}
        label={t`Title`}
        value={step.title}
        maxLength={120}
        read={(text) => (text.trim() === '' ? { problem: t`A step needs a title.` } : { value: text.trim() })}
        onChange={(title) => change({ title: String(title) })}
      />
      <div className={styles.pair}>
        <Line
          name={`${step.id}/minutes`}
          label={t`Minutes`}
          value={String(step.minutes)}
          inputMode="numeric"
          read={(text) => {
            const minutes = readMinutes(text)
            return minutes === undefined ? { problem: t`Type a whole number from 1 to 240.` } : { value: minutes }
          }}
          onChange={(minutes) => change({ minutes: Number(minutes) })}
        />
        <div className={styles.field}>
          <label htmlFor={activityId}>
            <Trans>What people do</Trans>
          </label>
          <Select
            id={activityId}
            value={step.activity}
            options={activities.map((id) => ({ id, label: t(activityWords[id]) }))}
            onChoose={(activity) => activity !== '' && change({ activity })}
          />
        </div>
      </div>
      <Words
        name={`${step.id}/say`}
        label={t`What everybody is told`}
        value={step.say}
        maxLength={2000}
        onChange={(say) => change({ say })}
      />
      {hasNotes && (
        <Words
          name={`${step.id}/note`}
          label={t`Notes only facilitators see`}
          value={note}
          maxLength={MAX_NOTE}
          onChange={(text) => writeNote(handle, step.id, text)}
        />
      )}
      <StepZones step={step} onChange={change} />
      <RulesEditor step={step} onChange={change} />
      <VoteEditor step={step} onChange={change} />
    </fieldset>
  )
}

interface LineProps {
  name: string
  label: string
  value: string
  maxLength?: number
  inputMode?: 'numeric'
  read: (text: string) => DraftReading
  onChange: (value: unknown) => void
}

function Line({ name, label, value, maxLength, inputMode, read, onChange }: LineProps) {
  const id = useId()
  const draft = useDraft(name, value, read, onChange)
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="pw-input"
        value={draft.text}
        maxLength={maxLength}
        inputMode={inputMode}
        aria-invalid={draft.problem ? true : undefined}
        aria-describedby={draft.problem ? `${id}-problem` : undefined}
        onChange={(event) => draft.change(event.target.value)}
        onBlur={draft.settle}
      />
      {draft.problem && (
        <p id={`${id}-problem`} className="pw-field-error" role="alert">
          {draft.problem}
        </p>
      )}
    </div>
  )
}

interface WordsProps {
  name: string
  label: string
  value: string
  maxLength: number
  onChange: (value: string) => void
}

function Words({ name, label, value, maxLength, onChange }: WordsProps) {
  const id = useId()
  const draft = useDraft(name, value, readAny, (text) => onChange(String(text)))
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        className="pw-input"
        rows={3}
        maxLength={maxLength}
        value={draft.text}
        onChange={(event) => draft.change(event.target.value)}
        onBlur={draft.settle}
      />
    </div>
  )
}

function readAny(text: string): DraftReading {
  return { value: text }
}
