import { useId } from 'react'
import type { ComponentProps, ReactNode } from 'react'
import './text-field.css'

export interface TextFieldProps extends ComponentProps<'input'> {
  label: string
  help?: ReactNode
  /** What is wrong with what was typed, in words. */
  error?: string | undefined
}

/** One line of text with its label, its help, and what is wrong with it. */
export function TextField({ label, help, error, id, className, ...rest }: TextFieldProps) {
  const own = useId()
  const inputId = id ?? own
  const helpId = `${inputId}-help`
  const errorId = `${inputId}-error`
  const describedBy = [help ? helpId : '', error ? errorId : ''].filter(Boolean).join(' ')
  return (
    <div className={`pw-field ${className ?? ''}`}>
      <label htmlFor={inputId}>{label}</label>
      <input
        {...rest}
        id={inputId}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy || undefined}
      />
      {help && (
        <p id={helpId} className="pw-field-help">
          {help}
        </p>
      )}
      {error && (
        <p id={errorId} className="pw-field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
