import { Trans } from '@lingui/react/macro'
import { useId } from 'react'
import type { ReactNode } from 'react'
import styles from './FieldFrame.module.css'

export interface FieldFrameProps {
  label: string
  help?: string | undefined
  /** The plan needs it and it is empty. */
  isMissing: boolean
  problem?: string | undefined
  /** How much of an advised length is used. */
  counter?: ReactNode
  /** For controls of several parts: the frame is a group with this name. */
  group?: boolean
  children: (ids: FieldIds) => ReactNode
}

export interface FieldIds {
  /** For the control itself, so that the label points at it. */
  id: string
  describedBy: string | undefined
  invalid: true | undefined
}

/** A control with its label, its help, what is missing and what is wrong. */
export function FieldFrame({ label, help, isMissing, problem, counter, group = false, children }: FieldFrameProps) {
  const id = useId()
  const parts = { help: `${id}-help`, missing: `${id}-missing`, problem: `${id}-problem` }
  const describedBy = [isMissing && parts.missing, help && parts.help, problem && parts.problem]
    .filter(Boolean)
    .join(' ')
  const labelId = `${id}-label`
  return (
    <div
      className={styles.field}
      {...(group ? { role: 'group', 'aria-labelledby': labelId, 'aria-describedby': describedBy || undefined } : {})}
    >
      <div className={styles.head}>
        {group ? (
          <span id={labelId} className={styles.label}>
            {label}
          </span>
        ) : (
          <label htmlFor={id} className={styles.label}>
            {label}
          </label>
        )}
        {isMissing && (
          <span id={parts.missing} className={styles.missing}>
            <Trans>Needed for the plan</Trans>
          </span>
        )}
        {counter}
      </div>
      {children({ id, describedBy: describedBy || undefined, invalid: problem ? true : undefined })}
      {help && (
        <p id={parts.help} className={styles.help}>
          {help}
        </p>
      )}
      {problem && (
        <p id={parts.problem} className={styles.problem} role="status">
          {problem}
        </p>
      )}
    </div>
  )
}

/** How many of the advised characters are used; past the advice it says so, and nothing is cut. */
export function Counter({ length, limit }: { length: number; limit: number | undefined }) {
  if (limit === undefined || length < limit * 0.7) return null
  const over = length - limit
  return (
    <span className={styles.counter} data-over={over > 0}>
      {over > 0 ? <Trans>{over} over the advised length</Trans> : `${length}/${limit}`}
    </span>
  )
}
