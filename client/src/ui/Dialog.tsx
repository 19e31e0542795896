import { useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import { useEffect, useId, useRef } from 'react'
import type { ReactNode } from 'react'
import { IconButton } from './IconButton.tsx'
import './dialog.css'

export interface DialogProps {
  title: string
  /** Escape, the cross, or a click beside the dialog. */
  onClose: () => void
  width?: 'narrow' | 'medium' | 'wide' | 'full'
  children: ReactNode
  /** Buttons, the most likely one last. */
  footer?: ReactNode
}

/** A dialog over the page, open as long as it is rendered. The browser keeps the focus in it and gives it back. */
export function Dialog({ title, onClose, width = 'medium', children, footer }: DialogProps) {
  const { t } = useLingui()
  const titleId = useId()
  const ref = useRef<HTMLDialogElement>(null)
  const close = useRef(onClose)
  useEffect(() => {
    close.current = onClose
  })
  useEffect(() => (ref.current ? openModal(ref.current, () => close.current()) : undefined), [])
  return (
    <dialog ref={ref} className="pw-dialog" data-width={width} aria-labelledby={titleId}>
      <div className="pw-dialog-body">
        <header>
          <h2 id={titleId}>{title}</h2>
          <IconButton label={t`Close`} icon={<X />} size="small" onClick={onClose} />
        </header>
        <div className="pw-dialog-content">{children}</div>
        {footer && <footer>{footer}</footer>}
      </div>
    </dialog>
  )
}

/** Opens the dialog and asks for its end on Escape and on a press beside it. Gives the undo. */
function openModal(dialog: HTMLDialogElement, onClose: () => void): () => void {
  const stop = new AbortController()
  const { signal } = stop
  const ask = (event: Event) => {
    if (event.target !== dialog) return
    event.preventDefault()
    onClose()
  }
  dialog.addEventListener('cancel', ask, { signal })
  // The browser closes it by itself on a second Escape.
  dialog.addEventListener('close', ask, { signal })
  // The dialog itself is only hit beside its content: on the backdrop.
  dialog.addEventListener('mousedown', ask, { signal })
  dialog.showModal()
  letScroll(dialog)
  return () => {
    stop.abort()
    dialog.close()
  }
}

/** What is longer than the screen and has nothing in it that takes the keyboard takes it itself, to be scrolled by it. */
function letScroll(dialog: HTMLDialogElement): void {
  const content = dialog.querySelector<HTMLElement>('.pw-dialog-content')
  if (!content || content.scrollHeight <= content.clientHeight) return
  if (!content.querySelector('a[href], button, input, select, textarea, [tabindex]')) content.tabIndex = 0
}
