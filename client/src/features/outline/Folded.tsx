import type { ReactNode } from 'react'
import styles from './ZoneSection.module.css'

/** A part of the list that is folded until it is asked for; its title is a heading all the same. */
export function Folded({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className={styles.folded}>
      <summary aria-label={title}>
        <h2>{title}</h2>
      </summary>
      {children}
    </details>
  )
}
