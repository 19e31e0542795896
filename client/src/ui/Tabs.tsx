import type { KeyboardEvent, ReactNode } from 'react'
import './tabs.css'

export interface Tab<T extends string> {
  id: T
  label: string
  icon?: ReactNode
}

export interface TabsProps<T extends string> {
  /** What is chosen between. */
  label: string
  tabs: readonly Tab<T>[]
  chosen: T
  onChoose: (id: T) => void
  /** Id of the element that shows what was chosen. */
  controls: string
}

/** A choice between views of the same thing. Arrow keys go from one to the next. */
export function Tabs<T extends string>({ label, tabs, chosen, onChoose, controls }: TabsProps<T>) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const at = (tabs.findIndex(({ id }) => id === chosen) + step + tabs.length) % tabs.length
    const next = tabs[at]
    if (!next) return
    onChoose(next.id)
    event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[at]?.focus()
  }
  return (
    <div className="pw-tabs" role="tablist" tabIndex={-1} aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          aria-selected={tab.id === chosen}
          aria-controls={controls}
          tabIndex={tab.id === chosen ? 0 : -1}
          onClick={() => onChoose(tab.id)}
        >
          {tab.icon}
          <span>{tab.label}</span>
        </button>
      ))}
    </div>
  )
}
