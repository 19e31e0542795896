import { useLayoutEffect, useRef } from 'react'
import type { FocusEvent, KeyboardEvent, ReactNode } from 'react'

export interface ToolbarProps {
  label: string
  vertical?: boolean
  className?: string | undefined
  children: ReactNode
}

/** Buttons that are one stop of the Tab key; arrow keys, Home and End go from one to the next. */
export function Toolbar({ label, vertical = false, className, children }: ToolbarProps) {
  const bar = useRef<HTMLDivElement>(null)
  const last = useRef<HTMLElement | null>(null)
  const settle = () => {
    const all = buttonsOf(bar.current)
    const current = last.current && all.includes(last.current) ? last.current : all[0]
    for (const button of all) button.tabIndex = button === current ? 0 : -1
  }
  useLayoutEffect(settle)
  const onFocus = (event: FocusEvent) => {
    const all = buttonsOf(bar.current)
    const focused = all.find((button) => button === event.target)
    if (!focused) return
    last.current = focused
    settle()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const all = buttonsOf(bar.current)
    const at = all.indexOf(event.target as HTMLElement)
    const next = at < 0 ? undefined : targetOf(event.key, at, all.length, vertical)
    if (next === undefined) return
    event.preventDefault()
    event.stopPropagation()
    all[next]?.focus()
  }
  return (
    <div
      ref={bar}
      role="toolbar"
      tabIndex={-1}
      aria-label={label}
      aria-orientation={vertical ? 'vertical' : 'horizontal'}
      className={className}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
    >
      {children}
    </div>
  )
}

function buttonsOf(bar: HTMLElement | null): HTMLElement[] {
  const all = [...(bar?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? [])]
  return all.filter((button) => button.closest('[popover]') === null)
}

function targetOf(key: string, at: number, count: number, vertical: boolean): number | undefined {
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  if (key === (vertical ? 'ArrowDown' : 'ArrowRight')) return (at + 1) % count
  return key === (vertical ? 'ArrowUp' : 'ArrowLeft') ? (at - 1 + count) % count : undefined
}
