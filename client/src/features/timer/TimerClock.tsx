import { Trans, useLingui } from '@lingui/react/macro'
import { milestones, timeLeftMs } from '@planwall/shared/session/timer'
import type { Milestone, Timer } from '@planwall/shared/session/timer'
import { Pause, TimerIcon } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { serverNow, useFacilitation, useServerNow } from '../../sync/facilitation.ts'
import { useBoard } from '../../sync/use-board.ts'
import { clockText, minutesLeft } from './clock-text.ts'
import { playTone } from './sound.ts'
import styles from './TimerClock.module.css'

/** The time left, the same for everybody; nothing where there is no timer. Said aloud at half time, one minute and the end. */
export function TimerClock() {
  const timer = useFacilitation(({ run }) => run.timer)
  return (
    <>
      {timer && <Clock timer={timer} />}
      <TimerVoice timer={timer} />
    </>
  )
}

/** Under this, the clock is shown in another colour, ms. */
const SOON_MS = 60_000

function Clock({ timer }: { timer: Timer }) {
  const { t } = useLingui()
  const isPaused = timer.pausedAt !== null
  const left = timeLeftMs(timer, useServerNow(250, !isPaused))
  const minutes = minutesLeft(left)
  const isOver = left === 0
  const share = timer.durationMs > 0 ? left / timer.durationMs : 0
  return (
    <span
      className={styles.clock}
      data-state={isOver ? 'over' : isPaused ? 'paused' : left <= SOON_MS ? 'soon' : 'runs'}
      data-testid="timer"
      role="timer"
      aria-label={
        isOver
          ? t`The time is up`
          : isPaused
            ? t`Timer paused, ${clockText(left)} left`
            : t`About ${minutes} minutes left`
      }
    >
      <span className={styles.share} style={{ inlineSize: `${share * 100}%` }} aria-hidden="true" />
      {isPaused ? <Pause aria-hidden="true" /> : <TimerIcon aria-hidden="true" />}
      <span className={styles.digits} aria-hidden="true">
        {clockText(left)}
      </span>
      {isOver && (
        <span className={styles.words} aria-hidden="true">
          <Trans>Time is up</Trans>
        </span>
      )}
    </span>
  )
}

/** [T4] Half time, one minute and the end, for who hears and does not see; the last two also as a soft sound. */
function TimerVoice({ timer }: { timer: Timer | null }) {
  const { t } = useLingui()
  const handle = useBoard()
  const [said, setSaid] = useState<Milestone | null>(null)
  const last = useRef<number | undefined>(undefined)
  useEffect(() => {
    if (!timer || timer.pausedAt !== null) return undefined
    last.current ??= serverNow(handle)
    const look = () => {
      const now = serverNow(handle)
      const passed = milestones(timer, last.current ?? now, now)
      last.current = now
      const name = passed.at(-1)
      if (!name) return
      setSaid(name)
      if (name !== 'half') playTone(name)
    }
    look()
    const ticking = setInterval(look, 500)
    return () => {
      clearInterval(ticking)
      last.current = undefined
    }
  }, [handle, timer])
  useEffect(() => setSaid(null), [timer])
  const words: Record<Milestone, string> = {
    half: timer ? t`Half of the time is over: ${clockText(timer.durationMs / 2)} left.` : '',
    minute: t`One minute left.`,
    end: t`The time is up.`,
  }
  return (
    <span className="pw-hidden" role="status" data-testid="timer-voice">
      {said && words[said]}
    </span>
  )
}
