import { isLikelyDay } from '../sync/dates.ts'
import './inputs.css'

export interface DayInputProps {
  id?: string | undefined
  /** Read out with the box; absent where a `<label>` points at its id. */
  label?: string
  /** ISO date, or empty. */
  value: string
  /** A whole date, or undefined for a box that was emptied. */
  onChange: (value: string | undefined) => void
  className?: string
}

/** A date by the browser's own control. Halves of dates and years still being typed are not reported. */
export function DayInput({ id, label, value, onChange, className }: DayInputProps) {
  return (
    <input
      // What is typed belongs to the browser until it is a date; a new value from elsewhere starts anew.
      key={value}
      id={id}
      type="date"
      className={`pw-input ${className ?? ''}`}
      aria-label={label}
      min="1900-01-01"
      max="2200-12-31"
      defaultValue={value}
      onBlur={(event) => {
        const { value: now, validity } = event.target
        if (now === '' && value !== '' && !validity.badInput) onChange(undefined)
        else if (now !== value && isLikelyDay(now)) onChange(now)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
      }}
    />
  )
}
