import { useLingui } from '@lingui/react/macro'
import { Pause, Play, StepBack, StepForward } from 'lucide-react'
import { useEffect, useState } from 'react'
import { IconButton } from '../../ui/IconButton.tsx'
import styles from './history.module.css'

export interface TimelineProps {
  /** How many moments there are; after the last comes the board as it is now. */
  count: number
  index: number
  /** What is chosen is shown: the next may come. */
  isReady: boolean
  /** What is chosen, in words. */
  words: string
  onIndex: (index: number) => void
}

/** How long each moment is shown while it plays, ms. */
const SHOWN_MS = 1400

/** From the first moment to now: by hand, step by step, or by itself. */
export function Timeline({ count, index, isReady, words, onIndex }: TimelineProps) {
  const { t } = useLingui()
  const [isPlaying, setPlaying] = useState(false)
  const isRunning = isPlaying && index < count
  useEffect(() => {
    if (!isRunning || !isReady) return undefined
    const timer = setTimeout(() => onIndex(index + 1), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [isRunning, isReady, index, onIndex])
  const choose = (next: number) => {
    setPlaying(false)
    onIndex(Math.min(count, Math.max(0, next)))
  }
  const play = () => {
    if (isRunning) return setPlaying(false)
    if (index >= count) onIndex(0)
    setPlaying(true)
  }
  return (
    <div className={styles.timeline} role="group" aria-label={t`Timeline`}>
      <div className={styles.buttons}>
        <IconButton
          label={t`The moment before`}
          icon={<StepBack />}
          disabled={index === 0}
          onClick={() => choose(index - 1)}
        />
        <IconButton
          label={isRunning ? t`Pause` : t`Play`}
          icon={isRunning ? <Pause /> : <Play />}
          disabled={count === 0}
          onClick={play}
        />
        <IconButton
          label={t`The next moment`}
          icon={<StepForward />}
          disabled={index === count}
          onClick={() => choose(index + 1)}
        />
      </div>
      <input
        type="range"
        className={styles.slider}
        min={0}
        max={count}
        step={1}
        value={index}
        disabled={count === 0}
        aria-label={t`Moment`}
        aria-valuetext={words}
        onChange={(event) => choose(Number(event.target.value))}
      />
      <p className={styles.words}>{words}</p>
    </div>
  )
}
