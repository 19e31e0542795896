import type { ReactNode } from 'react'
import './empty-state.css'

export interface EmptyStateProps {
  icon?: ReactNode
  title: ReactNode
  /** What will be here, and how it gets here. */
  children?: ReactNode
  actions?: ReactNode
}

/** Shown where there is nothing yet: teaches what the place is for. */
export function EmptyState({ icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className="pw-empty">
      {icon}
      <p className="pw-empty-title">{title}</p>
      {children && <div className="pw-empty-words">{children}</div>}
      {actions && <div className="pw-empty-actions">{actions}</div>}
    </div>
  )
}
