import { useLingui } from '@lingui/react/macro'
import type { Quantity } from '@planwall/shared/board/fields'
import Value from 'typebox/value'
import { scaleWords } from '../../../sync/kind-names.ts'
import { useDraft } from '../../../sync/use-draft.ts'
import type { DraftReading } from '../../../sync/use-draft.ts'
import '../../../ui/inputs.css'
import { readNumber } from '../read-cell.ts'
import { draftKey } from './control.ts'
import type { ControlProps } from './control.ts'
import { FieldFrame } from './FieldFrame.tsx'
import styles from './controls.module.css'
import { useNumberWords } from './number-words.ts'

/** A number, whole or not, within the bounds of its field. */
export function NumberControl(props: ControlProps) {
  const { label, help, isMissing, field, value, onChange } = props
  const words = useNumberWords()
  const read = (text: string): DraftReading => {
    if (text.trim() === '') return { value: undefined }
    const number = readNumber(text, '.')
    if (number === undefined) return { problem: words.notANumber }
    return Value.Check(field.schema, number) ? { value: number } : { problem: words.bounds(field) }
  }
  const draft = useDraft(draftKey(props), typeof value === 'number' ? String(value) : '', read, onChange)
  return (
    <FieldFrame label={label} help={help} isMissing={isMissing && draft.text === ''} problem={draft.problem}>
      {({ id, describedBy, invalid }) => (
        <input
          id={id}
          className={`pw-input ${styles.number}`}
          inputMode={field.control === 'int' ? 'numeric' : 'decimal'}
          autoComplete="off"
          aria-describedby={describedBy}
          aria-invalid={invalid}
          value={draft.text}
          onChange={(event) => draft.change(event.target.value)}
          onBlur={draft.settle}
          onKeyDown={(event) => {
            if (event.key === 'Enter') draft.settle()
          }}
        />
      )}
    </FieldFrame>
  )
}

/** A number with its unit. A unit typed before the number waits for it. */
export function QuantityControl(props: ControlProps) {
  const { label, help, isMissing, value, onChange } = props
  const { t } = useLingui()
  const words = useNumberWords()
  const quantity = value as Quantity | undefined
  const read = (text: string): DraftReading => {
    if (text.trim() === '') return { value: undefined }
    const number = readNumber(text, '.')
    return number === undefined ? { problem: words.notANumber } : { value: number }
  }
  const number = useDraft(`${draftKey(props)}/value`, quantity ? String(quantity.value) : '', read, (next) => {
    // A number that was emptied to be typed anew leaves its unit waiting in the box.
    if (next === undefined) unit.change(unit.text)
    onChange(typeof next === 'number' ? { value: next, unit: unit.text.trim() } : undefined)
  })
  const readUnit = (text: string): DraftReading => {
    return quantity || text.trim() === '' ? { value: text.trim() } : { problem: t`Type the number as well.` }
  }
  const unit = useDraft(`${draftKey(props)}/unit`, quantity?.unit ?? '', readUnit, (next) => {
    if (quantity) onChange({ value: quantity.value, unit: String(next) })
  })
  return (
    <FieldFrame
      label={label}
      help={help}
      isMissing={isMissing && number.text === ''}
      problem={number.problem ?? unit.problem}
      group
    >
      {({ invalid }) => (
        <div className={styles.quantity}>
          <input
            className="pw-input"
            inputMode="decimal"
            autoComplete="off"
            aria-label={t`${label}: number`}
            aria-invalid={invalid}
            placeholder={t`Number`}
            value={number.text}
            onChange={(event) => number.change(event.target.value)}
            onBlur={number.settle}
          />
          <input
            className="pw-input"
            autoComplete="off"
            maxLength={60}
            aria-label={t`${label}: unit`}
            placeholder={t`Unit, such as EUR`}
            value={unit.text}
            onChange={(event) => unit.change(event.target.value)}
            onBlur={unit.settle}
          />
        </div>
      )}
    </FieldFrame>
  )
}

/** A scale from 1 to 5 with words at its ends. The chosen one can be pressed again to take it back. */
export function ScaleControl({ cardId, name, label, help, isMissing, value, onChange }: ControlProps) {
  const { t, i18n } = useLingui()
  const ends = scaleWords[name]
  return (
    <FieldFrame label={label} help={help} isMissing={isMissing && value === undefined} group>
      {() => (
        <div className={styles.scale}>
          <div className={styles.steps}>
            {[1, 2, 3, 4, 5].map((step) => (
              <label key={step} className={styles.step}>
                <input
                  type="radio"
                  name={`${cardId}-${name}`}
                  checked={value === step}
                  aria-label={stepLabel(step, ends && { low: i18n._(ends.low), high: i18n._(ends.high) })}
                  onChange={() => onChange(step)}
                />
                <span aria-hidden="true">{step}</span>
              </label>
            ))}
            {value !== undefined && (
              <button
                type="button"
                className={styles.clear}
                aria-label={t`Clear ${label}`}
                onClick={() => onChange(undefined)}
              >
                {t`Clear`}
              </button>
            )}
          </div>
          {ends && (
            <p className={styles.ends} aria-hidden="true">
              <span>1 = {i18n._(ends.low)}</span>
              <span>5 = {i18n._(ends.high)}</span>
            </p>
          )}
        </div>
      )}
    </FieldFrame>
  )
}

function stepLabel(step: number, ends: { low: string; high: string } | undefined): string {
  if (step === 1 && ends) return `1, ${ends.low}`
  return step === 5 && ends ? `5, ${ends.high}` : String(step)
}
