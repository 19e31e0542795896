import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { reactionNames } from '@planwall/shared/session/awareness'
import type { ReactionName } from '@planwall/shared/session/awareness'
import { Check, CircleCheckBig, Hand, SmilePlus } from 'lucide-react'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import { serverNow, useFacilitation } from '../../sync/facilitation.ts'
import { useBoard } from '../../sync/use-board.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem } from '../../ui/Menu.tsx'
import { reactions } from './reactions.ts'
import { readyCount } from './who-is-ready.ts'
import type { Asking } from './who-is-ready.ts'
import styles from './ReadyBar.module.css'

/** What somebody can say without words: I am done, I would like to speak, and how I find it. */
export function ReadyBar() {
  const { t } = useLingui()
  return (
    <div className={styles.bar} role="group" aria-label={t`Signs to the others`}>
      <ReadyButton />
      <span className={styles.signs}>
        <HandButton />
        <ReactionMenu />
      </span>
    </div>
  )
}

function ReadyButton() {
  const { t } = useLingui()
  const { seat, presence } = useBoard()
  const step = useFacilitation(({ run }) => run.step)
  const check = useFacilitation(({ run }) => run.readyCheck)
  const mine = useStore(presence.mine, ({ r }) => r)
  const peers = useStore(presence.peers)
  const asking: Asking | null = useMemo(
    () => (check ? { of: 'check', n: check.n } : step ? { of: 'step', n: step.n } : null),
    [check, step],
  )
  if (!asking) return null
  const isReady = mine?.[asking.of] === asking.n
  const { ready, here } = readyCount(peers.values(), { ...seat, isReady }, asking)
  const toggle = () => presence.setTogether({ r: { ...mine, [asking.of]: isReady ? undefined : asking.n } })
  return (
    <div className={styles.ready} data-asked={check !== null}>
      {seat.role === 'participant' && (
        <Button
          look={isReady ? 'secondary' : 'primary'}
          size="large"
          icon={isReady ? <CircleCheckBig /> : <Check />}
          aria-pressed={isReady}
          aria-label={t`I am done`}
          onClick={toggle}
        >
          {isReady ? <Trans>Done</Trans> : <Trans>I am done</Trans>}
        </Button>
      )}
      <p className={styles.count} role="status">
        {check && !isReady && (
          <strong>
            <Trans>Are you ready?</Trans>{' '}
          </strong>
        )}
        <Plural value={here} one={`${ready} of # done`} other={`${ready} of # done`} />
      </p>
    </div>
  )
}

function HandButton() {
  const { t } = useLingui()
  const handle = useBoard()
  const { presence } = handle
  const isUp = useStore(presence.mine, ({ h }) => h !== undefined)
  return (
    <IconButton
      className={styles.sign}
      label={isUp ? t`Take your hand down` : t`Raise your hand`}
      icon={<Hand />}
      pressed={isUp}
      onClick={() => presence.setTogether({ h: isUp ? undefined : serverNow(handle) })}
    />
  )
}

function ReactionMenu() {
  const { t } = useLingui()
  const { presence } = useBoard()
  const send = (name: ReactionName) => {
    const [, sent = 0] = presence.mine.getState().x ?? []
    presence.setTogether({ x: [name, sent + 1] })
  }
  return (
    <Menu label={t`React`} trigger={<SmilePlus />}>
      {reactionNames.map((name) => {
        const { icon: Icon, words } = reactions[name]
        return (
          <MenuItem key={name} icon={<Icon />} onSelect={() => send(name)}>
            {t(words)}
          </MenuItem>
        )
      })}
    </Menu>
  )
}
