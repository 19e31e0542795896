import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import logo from '../../ui/planwall.svg'
import './page-frame.css'

export interface PageFrameProps {
  children: ReactNode
  narrow?: boolean
  /** At the end of the header. */
  aside?: ReactNode
}

/** What every page but the board's has around it. */
export function PageFrame({ children, narrow = false, aside }: PageFrameProps) {
  const { t } = useLingui()
  return (
    <div className="page" data-narrow={narrow}>
      <header className="page-head">
        <Link href="/" className="page-brand">
          <img src={logo} alt="" width="32" height="32" />
          <span>{t`Planwall`}</span>
        </Link>
        {aside}
      </header>
      <main className="page-main">{children}</main>
    </div>
  )
}
