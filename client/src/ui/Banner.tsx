import { CircleCheck, Info, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import './banner.css'

const icons = { info: Info, ok: CircleCheck, warn: TriangleAlert, danger: OctagonAlert }

export interface BannerProps {
  tone: keyof typeof icons
  title?: ReactNode
  children?: ReactNode
  /** What can be done about it. */
  actions?: ReactNode
  /** Over the whole width of the page, without corners. */
  wide?: boolean
}

/** A message that stays: what is the case, and what can be done. Bad news is read out at once. */
export function Banner({ tone, title, children, actions, wide = false }: BannerProps) {
  const Icon = icons[tone]
  return (
    <div className="pw-banner" data-tone={tone} data-wide={wide} role={tone === 'danger' ? 'alert' : 'status'}>
      <Icon aria-hidden="true" />
      <div className="pw-banner-words">
        {title && <p className="pw-banner-title">{title}</p>}
        {children && <div>{children}</div>}
      </div>
      {actions && <div className="pw-banner-actions">{actions}</div>}
    </div>
  )
}
