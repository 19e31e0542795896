import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import './side.css'

export interface SideProps {
  label: string
  /** The keyboard goes there when it opens, and back when it closes. */
  takesFocus: boolean
  children: ReactNode
}

/** A panel beside the board; on a small screen a sheet over it. */
export function Side({ label, takesFocus, children }: SideProps) {
  const ref = useRef<HTMLElement>(null)
  useEffect(() => (takesFocus && ref.current ? holdFocus(ref.current) : undefined), [takesFocus])
  return (
    <aside ref={ref} className="side" aria-label={label} tabIndex={-1}>
      {children}
    </aside>
  )
}

function holdFocus(side: HTMLElement): () => void {
  const before = document.activeElement
  side.focus()
  return () => {
    if (before instanceof HTMLElement && before.isConnected) requestAnimationFrame(() => before.focus())
  }
}
