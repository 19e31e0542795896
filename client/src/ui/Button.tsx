import type { ComponentProps, ReactNode } from 'react'
import { Spinner } from './Spinner.tsx'
import './button.css'

export interface ButtonProps extends ComponentProps<'button'> {
  /** One primary button a view: what most people came to do. */
  look?: 'primary' | 'secondary' | 'quiet' | 'danger'
  size?: 'medium' | 'small' | 'large'
  icon?: ReactNode
  /** Something is under way: the button says so and cannot be pressed again. */
  busy?: boolean
}

export function Button({
  look = 'secondary',
  size = 'medium',
  icon,
  busy = false,
  type = 'button',
  disabled,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      // A form's button is a submit button where its user says so.
      type={type}
      className={`pw-button ${className ?? ''}`}
      data-look={look}
      data-size={size}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  )
}
