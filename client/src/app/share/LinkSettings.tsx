import { Trans, useLingui } from '@lingui/react/macro'
import { limits } from '@planwall/shared/protocol'
import { useId, useState } from 'react'
import { changeLink } from '../../sync/access-calls.ts'
import type { LinkChange, LinkState } from '../../sync/access-calls.ts'
import { useBoard } from '../../sync/use-board.ts'
import { Button } from '../../ui/Button.tsx'
import '../../ui/inputs.css'
import { Select } from '../../ui/Select.tsx'
import { localInputValue, momentWords } from './time-words.ts'
import type { Links } from './use-links.ts'

export interface LinkSettingsProps {
  link: LinkState
  name: string
  links: Links
}

/** Until when a link opens, with which passcode, and whether people knock first. Who is in already stays in. */
export function LinkSettings({ link, name, links }: LinkSettingsProps) {
  const { t } = useLingui()
  const handle = useBoard()
  /** What was just ticked, until the server has it. */
  const [ticked, setTicked] = useState<boolean>()
  const change = async (wish: LinkChange, done: string) => {
    const changed = await links.act(() => changeLink(handle, link.kind, wish))
    if (changed) links.say(link.kind, done)
    return changed !== undefined
  }
  return (
    <div className="share-settings">
      <label className="share-check">
        <input
          type="checkbox"
          checked={ticked ?? link.needsApproval}
          disabled={links.busy}
          onChange={(event) => {
            const needsApproval = event.target.checked
            const done = needsApproval ? t`People knock first now.` : t`People come straight in now.`
            setTicked(needsApproval)
            void change({ needsApproval }, done).then(() => setTicked(undefined))
          }}
        />
        <span>{t`People knock first: a facilitator lets each of them in`}</span>
      </label>
      <Expiry
        link={link}
        name={name}
        now={links.now}
        busy={links.busy}
        onChange={(expiresAt, done) => void change({ expiresAt }, done)}
      />
      <Passcode
        link={link}
        name={name}
        busy={links.busy}
        onChange={(passcode) =>
          change(
            { passcode },
            passcode === null ? t`No passcode is asked any more.` : t`The passcode is asked from now on.`,
          )
        }
      />
    </div>
  )
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const spans = { hour: HOUR_MS, day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS }

interface ExpiryProps {
  link: LinkState
  name: string
  /** Unix ms. */
  now: number
  busy: boolean
  onChange: (expiresAt: string | null, done: string) => void
}

function Expiry({ link: { expiresAt }, name, now, busy, onChange }: ExpiryProps) {
  const { t, i18n } = useLingui()
  const id = useId()
  const [isPicking, setPicking] = useState(false)
  const [picked, setPicked] = useState('')
  const end = expiresAt === null ? undefined : Date.parse(expiresAt)
  const until = (at: number) =>
    onChange(new Date(at).toISOString(), t`It lets people in until ${momentWords(at, i18n.locale)}.`)
  const choose = (choice: 'never' | 'hour' | 'day' | 'week' | 'month' | 'pick' | 'now' | '') => {
    setPicking(choice === 'pick')
    switch (choice) {
      case '':
        return
      case 'never':
        return onChange(null, t`It lets people in without an end.`)
      case 'now':
        return onChange(new Date().toISOString(), t`It lets nobody in from now on.`)
      case 'pick':
        return setPicked(localInputValue(Math.max(end ?? 0, Date.now() + HOUR_MS)))
      default:
        return until(Date.now() + spans[choice])
    }
  }
  const shown =
    end === undefined
      ? t`without an end`
      : end <= now
        ? t`closed since ${momentWords(end, i18n.locale)}`
        : t`until ${momentWords(end, i18n.locale)}`
  return (
    <div className="share-setting">
      <label htmlFor={id}>
        <Trans>It lets people in</Trans>
      </label>
      <Select
        id={id}
        aria-describedby={`${id}-of`}
        value={isPicking ? 'pick' : ''}
        none={shown}
        disabled={busy}
        options={[
          { id: 'hour', label: t`for one hour` },
          { id: 'day', label: t`for one day` },
          { id: 'week', label: t`for one week` },
          { id: 'month', label: t`for 30 days` },
          { id: 'pick', label: t`until a certain time …` },
          { id: 'never', label: t`without an end` },
          { id: 'now', label: t`not any more: close it now` },
        ]}
        onChoose={choose}
      />
      <span id={`${id}-of`} className="pw-hidden">
        {name}
      </span>
      {isPicking && (
        <div className="share-acts">
          <input
            type="datetime-local"
            className="pw-input"
            aria-label={t`Until when`}
            value={picked}
            onChange={(event) => setPicked(event.target.value)}
          />
          <Button
            size="small"
            disabled={busy || Number.isNaN(Date.parse(picked))}
            onClick={() => {
              setPicking(false)
              until(Date.parse(picked))
            }}
          >
            <Trans>Set</Trans>
          </Button>
        </div>
      )}
    </div>
  )
}

interface PasscodeProps {
  link: LinkState
  name: string
  busy: boolean
  /** Null takes it away. Gives whether it was done. */
  onChange: (passcode: string | null) => Promise<boolean>
}

/** A passcode can be set and taken away; nobody can look it up, for only its hash is kept. */
function Passcode({ link: { hasPasscode }, name, busy, onChange }: PasscodeProps) {
  const { t } = useLingui()
  const id = useId()
  const [typed, setTyped] = useState('')
  const [isShort, setShort] = useState(false)
  const set = async () => {
    const passcode = typed.trim()
    setShort(passcode.length < limits.minPasscodeLength)
    if (passcode.length < limits.minPasscodeLength) return
    if (await onChange(passcode)) setTyped('')
  }
  return (
    <form
      className="share-setting"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void set()
      }}
    >
      <label htmlFor={id}>{hasPasscode ? <Trans>Another passcode</Trans> : <Trans>Ask for a passcode</Trans>}</label>
      <div className="share-acts">
        <input
          id={id}
          className="pw-input"
          value={typed}
          maxLength={limits.maxPasscodeLength}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={isShort || undefined}
          aria-describedby={`${id}-help`}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button size="small" type="submit" disabled={busy} aria-label={t`Set the passcode: ${name}`}>
          <Trans>Set</Trans>
        </Button>
        {hasPasscode && (
          <Button
            size="small"
            disabled={busy}
            aria-label={t`Ask for none any more: ${name}`}
            onClick={() => void onChange(null)}
          >
            <Trans>Ask for none</Trans>
          </Button>
        )}
      </div>
      <p id={`${id}-help`} className="share-hint" role={isShort ? 'alert' : undefined}>
        {isShort ? (
          <Trans>A passcode has at least four letters or digits.</Trans>
        ) : (
          <Trans>Say it on the call. Nobody can look it up later, you neither.</Trans>
        )}
      </p>
    </form>
  )
}
