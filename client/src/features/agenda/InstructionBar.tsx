import { Trans, useLingui } from '@lingui/react/macro'
import { EyeOff, Pause, VenetianMask } from 'lucide-react'
import type { ReactNode } from 'react'
import { useBriefing, useFacilitation } from '../../sync/facilitation.ts'
import styles from './InstructionBar.module.css'

export interface InstructionBarProps {
  /** The time left. */
  clock?: ReactNode
  /** What a facilitator, or the person who reads, can do here. */
  acts?: ReactNode
  /** Lines below: whose turn it is, what waits to be revealed. */
  children?: ReactNode
}

/**
 * What everybody is asked to do now, always on screen: the step, its instruction, whether it is private, the time left.
 * Shows nothing where nothing runs and there is nothing to do here.
 */
export function InstructionBar({ clock, acts, children }: InstructionBarProps) {
  const { t } = useLingui()
  const { step, number, steps, inPrivate, paused } = useBriefing()
  const hasTimer = useFacilitation(({ run }) => run.timer !== null)
  if (!step && !acts && !hasTimer && !paused) return null
  return (
    <section className={styles.bar} aria-label={t`What we do now`} data-testid="instruction">
      <div className={styles.top}>
        <div className={styles.words}>
          {step ? (
            <>
              <p className={styles.title}>
                <span className={styles.number}>
                  <span aria-hidden="true">
                    {number}/{steps}
                  </span>
                  <span className="pw-hidden">
                    <Trans>
                      Step {number} of {steps}:
                    </Trans>
                  </span>
                </span>
                <strong>{step.title}</strong>
                {inPrivate && (
                  <span className={styles.badge}>
                    <EyeOff aria-hidden="true" />
                    <Trans>Private</Trans>
                  </span>
                )}
                {step.rules.anonymous && (
                  <span className={styles.badge}>
                    <VenetianMask aria-hidden="true" />
                    <Trans>Anonymous</Trans>
                  </span>
                )}
              </p>
              {step.say !== '' && <p className={styles.say}>{step.say}</p>}
            </>
          ) : (
            <p className={styles.idle}>
              <Trans>No step of the agenda is running.</Trans>
            </p>
          )}
        </div>
        {clock}
        {acts && <div className={styles.acts}>{acts}</div>}
      </div>
      {paused && (
        <p className={styles.paused} role="status">
          <Pause aria-hidden="true" />
          <Trans>The session is paused. Nothing you wrote is lost; it goes on when the facilitator resumes it.</Trans>
        </p>
      )}
      {children}
      <p className="pw-hidden" role="status">
        {step ? t`Now: ${step.title}. ${step.say}` : ''}
      </p>
    </section>
  )
}
