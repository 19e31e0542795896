import { Trans, useLingui } from '@lingui/react/macro'
import type { Briefing } from '@planwall/shared/session/briefing'
import { BookOpen, Hourglass, Info, PauseCircle } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { useFacilitation } from '../../sync/facilitation.ts'
import { refusalWords } from '../../sync/refusal-words.ts'
import { useBoard } from '../../sync/use-board.ts'
import styles from './Situation.module.css'

/** What to do now, in one line, where the step's own words do not say it: paused, reading, waiting for a vote. */
export function Situation({ briefing }: { briefing: Briefing }) {
  const { i18n } = useLingui()
  const { seat } = useBoard()
  const { paused, step, mode, rounds, turn, mayAdd } = briefing
  const hasVoted = useFacilitation((now) =>
    [...now.rounds.values()].some((one) => one.stepId === step?.id && one.result),
  )
  if (paused && seat.role !== 'facilitator') {
    return (
      <Line icon={PauseCircle} tone="warn">
        {i18n._(refusalWords.paused)}
      </Line>
    )
  }
  if (!step) {
    return (
      <Line icon={Hourglass}>
        <Trans>No step is running. You will see here what to do when the facilitator starts one.</Trans>
      </Line>
    )
  }
  // A ballot says itself what to do.
  if (rounds.length > 0 || (step.vote && hasVoted)) return null
  if (step.vote) {
    return (
      <Line icon={Hourglass}>
        <Trans>Look at the cards. You vote here as soon as the facilitator opens the vote.</Trans>
      </Line>
    )
  }
  if (mode === 'reading' && !turn) {
    return (
      <Line icon={BookOpen}>
        <Trans>Cards are read one after the other. The facilitator begins in a moment.</Trans>
      </Line>
    )
  }
  if (mode === 'read-only') {
    return (
      <Line icon={BookOpen}>
        <Trans>Listen and read: in this step the facilitator writes.</Trans>
      </Line>
    )
  }
  const { rules } = step
  if (mode === 'open' && mayAdd.length === 0 && rules.mayMove !== 'none') {
    return (
      <Line icon={Info}>
        <Trans>Move cards with the list beside each of them, or drag them on the wall.</Trans>
      </Line>
    )
  }
  return null
}

function Line({
  icon: Icon,
  tone = 'info',
  children,
}: {
  icon: LucideIcon
  tone?: 'info' | 'warn'
  children: ReactNode
}) {
  return (
    <p className={styles.line} data-tone={tone} role="status">
      <Icon aria-hidden="true" />
      <span>{children}</span>
    </p>
  )
}
