import { Trans, useLingui } from '@lingui/react/macro'
import { timeLeftMs } from '@planwall/shared/session/timer'
import { BellOff, BellRing, Pause, Play, Square, TimerIcon } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { useFacilitation, useServerNow } from '../../sync/facilitation.ts'
import { useOrder } from '../../sync/use-order.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuNote } from '../../ui/Menu.tsx'
import { sound, switchSound } from './sound.ts'

/** What a facilitator can do to the timer; where there is none, to start one. */
export function TimerControls() {
  const { t } = useLingui()
  const timer = useFacilitation(({ run }) => run.timer)
  const { busy, order } = useOrder()
  const isPaused = timer !== null && timer.pausedAt !== null
  const now = useServerNow(1000, timer !== null && !isPaused)
  if (!timer)
    return <StartTimer onStart={(minutes) => void order({ do: 'start-timer', durationMs: minutes * MINUTE })} />
  const isOver = timeLeftMs(timer, now) === 0
  return (
    <>
      {!isOver && (
        <IconButton
          label={isPaused ? t`Let the timer run again` : t`Pause the timer`}
          icon={isPaused ? <Play /> : <Pause />}
          size="small"
          disabled={busy}
          onClick={() => void order({ do: isPaused ? 'resume-timer' : 'pause-timer' })}
        />
      )}
      <Button
        look="quiet"
        size="small"
        disabled={busy}
        title={t`Add a minute`}
        onClick={() => void order({ do: 'add-time', ms: MINUTE })}
      >
        <span aria-hidden="true">{t`+1 min`}</span>
        <span className="pw-hidden">{t`Add a minute`}</span>
      </Button>
      <IconButton
        label={t`Stop the timer`}
        icon={<Square />}
        size="small"
        disabled={busy}
        onClick={() => void order({ do: 'stop-timer' })}
      />
    </>
  )
}

const MINUTE = 60_000
const usual = [1, 3, 5, 10, 15] as const

function StartTimer({ onStart }: { onStart: (minutes: number) => void }) {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const minutes = Number(typed)
  const isMinutes = Number.isInteger(minutes) && minutes >= 1 && minutes <= 240
  return (
    <Menu label={t`Start a timer`} trigger={<TimerIcon />}>
      <MenuNote>
        <Trans>Start a timer</Trans>
      </MenuNote>
      {usual.map((one) => (
        <MenuItem key={one} onSelect={() => onStart(one)}>
          {one === 1 ? t`1 minute` : t`${one} minutes`}
        </MenuItem>
      ))}
      <hr />
      <form
        style={{ display: 'flex', gap: 'var(--pw-space-8)', padding: 'var(--pw-space-4) var(--pw-space-8)' }}
        onSubmit={(event) => {
          event.preventDefault()
          if (isMinutes) onStart(minutes)
        }}
      >
        <input
          className="pw-input"
          inputMode="numeric"
          aria-label={t`Minutes`}
          placeholder={t`Minutes`}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" size="small" disabled={!isMinutes}>
          <Trans>Start</Trans>
        </Button>
      </form>
    </Menu>
  )
}

/** Whether this browser makes a sound when the time is up: everybody's own choice. */
export function SoundSwitch() {
  const { t } = useLingui()
  const { on } = useStore(sound)
  return (
    <IconButton
      label={on ? t`Sound of the timer: on` : t`Sound of the timer: off`}
      icon={on ? <BellRing /> : <BellOff />}
      size="small"
      onClick={() => switchSound(!on)}
    />
  )
}
