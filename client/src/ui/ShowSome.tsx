import { Plural } from '@lingui/react/macro'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from './Button.tsx'

export interface ShowSomeProps<T> {
  items: readonly T[]
  /** How many are shown until more are asked for, and how many come then. */
  first: number
  more: number
  children: (item: T) => ReactNode
}

/** The beginning of a long list, and a button for the rest. Goes inside a `<ul>`. */
export function ShowSome<T>({ items, first, more, children }: ShowSomeProps<T>) {
  const [shown, setShown] = useState(first)
  // A handful left over is shown at once: a button for two items is a nuisance.
  const end = items.length - shown <= more / 10 ? items.length : shown
  const hidden = items.length - end
  return (
    <>
      {items.slice(0, end).map(children)}
      {hidden > 0 && (
        <li>
          <Button size="small" onClick={() => setShown(shown + more)}>
            <Plural value={hidden} one="Show # more" other="Show # more" />
          </Button>
        </li>
      )}
    </>
  )
}
