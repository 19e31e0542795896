import { useLingui } from '@lingui/react/macro'
import { wordsOfOption } from '../../../sync/kind-names.ts'
import { Select } from '../../../ui/Select.tsx'
import type { ControlProps } from './control.ts'
import { FieldFrame } from './FieldFrame.tsx'
import styles from './controls.module.css'

/** One of a few values. */
export function ChoiceControl({ name, field, label, help, isMissing, value, onChange }: ControlProps) {
  const { t, i18n } = useLingui()
  const options = (field.options ?? []).map((id) => {
    const words = wordsOfOption(name, id)
    return { id, label: words ? i18n._(words) : id }
  })
  return (
    <FieldFrame label={label} help={help} isMissing={isMissing && value === undefined}>
      {({ id, describedBy }) => (
        <Select
          id={id}
          aria-describedby={describedBy}
          value={typeof value === 'string' ? value : ''}
          none={t`Not chosen`}
          options={options}
          onChoose={(option) => onChange(option === '' ? undefined : option)}
        />
      )}
    </FieldFrame>
  )
}

/** Yes, or not said. */
export function YesNoControl({ label, value, onChange }: ControlProps) {
  return (
    <label className={styles.check}>
      <input type="checkbox" checked={value === true} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  )
}
