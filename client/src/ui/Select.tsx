import type { ComponentProps } from 'react'
import './inputs.css'

export interface SelectProps<T extends string> extends Omit<
  ComponentProps<'select'>,
  'value' | 'onChange' | 'children'
> {
  /** Read out with the box; absent where a `<label>` points at its id. */
  label?: string
  value: T | ''
  /** Shown, and chosen to choose nothing. Absent: something is always chosen. */
  none?: string | undefined
  options: readonly { id: T; label: string; disabled?: boolean }[]
  onChoose: (id: T | '') => void
}

/** The browser's own list to choose one of. */
export function Select<T extends string>({
  label,
  value,
  none,
  options,
  onChoose,
  className,
  ...rest
}: SelectProps<T>) {
  return (
    <select
      {...rest}
      className={`pw-input ${className ?? ''}`}
      aria-label={label}
      value={value}
      onChange={(event) => onChoose(event.target.value as T | '')}
    >
      {none !== undefined && <option value="">{none}</option>}
      {options.map(({ id, label: words, disabled }) => (
        <option key={id} value={id} disabled={disabled}>
          {words}
        </option>
      ))}
    </select>
  )
}
