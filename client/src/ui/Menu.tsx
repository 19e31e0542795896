import { createContext, use, useEffect, useId, useRef } from 'react'
import type { MouseEvent, ReactNode } from 'react'
import './menu.css'

export interface MenuProps {
  /** What the button shows. */
  trigger: ReactNode
  /** What the button is called where it shows no words. */
  label?: string
  className?: string
  children: ReactNode
}

/** From the button to the panel, and from the panel to the edge of the window, px. */
const GAP = 6
const EDGE = 8

const CloseContext = createContext<() => void>(() => undefined)

/**
 * A button and what it opens under it: the browser's own popover, so that Escape and a click elsewhere close it and
 * nothing cuts it off. Up and down go through what can be pressed in it.
 */
export function Menu({ trigger, label, className, children }: MenuProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const close = () => panel.current?.hidePopover()
  useEffect(() => (button.current && panel.current ? listen(button.current, panel.current) : undefined), [])
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className ?? 'pw-button pw-icon-button'}
        data-look="quiet"
        aria-label={label}
        title={label}
        popoverTarget={id}
      >
        {trigger}
      </button>
      <div ref={panel} id={id} popover="auto" className="pw-menu">
        <CloseContext value={close}>{children}</CloseContext>
      </div>
    </>
  )
}

export interface MenuItemProps {
  icon?: ReactNode
  /** For one of several that are chosen from. */
  checked?: boolean
  /** Shown at the right, such as "?". */
  shortcut?: string
  disabled?: boolean
  onSelect: (event: MouseEvent) => void
  children: ReactNode
}

/** One act of a menu; the menu closes when it is chosen. */
export function MenuItem({ icon, checked, shortcut, disabled, onSelect, children }: MenuItemProps) {
  const close = use(CloseContext)
  return (
    <button
      type="button"
      className="pw-menu-item"
      aria-pressed={checked}
      disabled={disabled}
      onClick={(event) => {
        close()
        onSelect(event)
      }}
    >
      <span className="pw-menu-icon">{icon}</span>
      <span className="pw-menu-words">{children}</span>
      {shortcut && <kbd>{shortcut}</kbd>}
    </button>
  )
}

/** Words that head or explain a part of a menu. */
export function MenuNote({ children }: { children: ReactNode }) {
  return <p className="pw-menu-note">{children}</p>
}

/** Keeps the panel at its button and lets arrow keys walk through it. Gives the undo. */
function listen(button: HTMLElement, panel: HTMLElement): () => void {
  const stop = new AbortController()
  const { signal } = stop
  panel.addEventListener(
    'toggle',
    (event) => {
      if (event.newState !== 'open') return
      place(button, panel)
      pressable(panel)[0]?.focus()
    },
    { signal },
  )
  panel.addEventListener('keydown', (event) => walk(event, panel), { signal })
  return () => stop.abort()
}

function pressable(panel: HTMLElement): HTMLElement[] {
  return [...panel.querySelectorAll<HTMLElement>('button:not(:disabled), a[href]')]
}

function walk(event: KeyboardEvent, panel: HTMLElement): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  const all = pressable(panel)
  const next = all.indexOf(document.activeElement as HTMLElement) + step
  all[(next + all.length) % all.length]?.focus()
  event.preventDefault()
}

/** Under the button, or over it where there is more room; always inside the window. */
function place(button: HTMLElement, panel: HTMLElement): void {
  const { left, right, top, bottom } = button.getBoundingClientRect()
  const { offsetWidth: width, scrollHeight: height } = panel
  const wished = left + width > window.innerWidth - EDGE ? right - width : left
  const below = window.innerHeight - bottom - GAP - EDGE
  const above = top - GAP - EDGE
  const isAbove = height > below && above > below
  panel.style.left = `${Math.max(EDGE, Math.min(wished, window.innerWidth - width - EDGE))}px`
  panel.style.maxHeight = `${isAbove ? above : below}px`
  panel.style.top = isAbove ? 'auto' : `${bottom + GAP}px`
  panel.style.bottom = isAbove ? `${window.innerHeight - top + GAP}px` : 'auto'
}
