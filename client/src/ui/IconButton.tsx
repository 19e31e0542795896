import type { ComponentProps, ReactNode } from 'react'
import './button.css'

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label' | 'title' | 'children'> {
  /** What it does: read out, and shown as a tooltip. */
  label: string
  /** Shown in the tooltip behind the label, such as "Ctrl+Z". */
  shortcut?: string
  icon: ReactNode
  size?: 'medium' | 'small'
  /** For buttons that stay down. */
  pressed?: boolean
}

export function IconButton({
  label,
  shortcut,
  icon,
  size = 'medium',
  pressed,
  type = 'button',
  className,
  ...rest
}: IconButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={`pw-button pw-icon-button ${className ?? ''}`}
      data-look="quiet"
      data-size={size}
      aria-label={label}
      aria-pressed={pressed}
      title={shortcut ? `${label} (${shortcut})` : label}
    >
      {icon}
    </button>
  )
}
