import { useLingui } from '@lingui/react/macro'
import { useRef, useState } from 'react'
import type { ChangeEvent } from 'react'
import { isLikelyDay } from '../../../sync/dates.ts'
import { useDraft } from '../../../sync/use-draft.ts'
import type { DraftReading } from '../../../sync/use-draft.ts'
import '../../../ui/inputs.css'
import { draftKey } from './control.ts'
import type { ControlProps } from './control.ts'
import { FieldFrame } from './FieldFrame.tsx'
import styles from './controls.module.css'

/** A date, or a date and time in the board's time zone, by the browser's own control. */
export function DateControl(props: ControlProps) {
  const { label, help, isMissing, field, value, onChange } = props
  const { t } = useLingui()
  const box = useRef<HTMLInputElement>(null)
  const [isHalf, setHalf] = useState(false)
  const isDateTime = field.control === 'datetime'
  const read = (text: string): DraftReading => {
    if (text === '') return { value: undefined }
    // The browser gives seconds where it has been told any.
    const trimmed = isDateTime ? text.slice(0, 16) : text
    return isLikelyDay(trimmed) ? { value: trimmed } : { problem: t`Check the year: it should have four digits.` }
  }
  const draft = useDraft(draftKey(props), typeof value === 'string' ? value : '', read, onChange)
  const isIncomplete = () => box.current?.validity.badInput === true
  const change = (event: ChangeEvent<HTMLInputElement>) => {
    setHalf(false)
    // A date with a part missing reads as empty: it is not a wish to clear the field.
    if (event.target.value !== '' || !isIncomplete()) draft.change(event.target.value)
  }
  const problem = isHalf ? t`The date is not complete: fill in day, month and year, or clear it.` : draft.problem
  return (
    <FieldFrame label={label} help={help} isMissing={isMissing && draft.text === ''} problem={problem}>
      {({ id, describedBy, invalid }) => (
        <div className={styles.date}>
          <input
            ref={box}
            id={id}
            type={isDateTime ? 'datetime-local' : 'date'}
            className="pw-input"
            aria-describedby={describedBy}
            aria-invalid={invalid}
            min={isDateTime ? '1900-01-01T00:00' : '1900-01-01'}
            max={isDateTime ? '2200-12-31T23:59' : '2200-12-31'}
            value={draft.text}
            onChange={change}
            onBlur={() => {
              setHalf(isIncomplete())
              draft.settle()
            }}
          />
          {draft.text !== '' && (
            <button
              type="button"
              className={styles.clear}
              aria-label={t`Clear ${label}`}
              onClick={() => {
                draft.change('')
                draft.settle()
              }}
            >
              {t`Clear`}
            </button>
          )}
        </div>
      )}
    </FieldFrame>
  )
}
