import { useLingui } from '@lingui/react/macro'
import type { ReactionName } from '@planwall/shared/session/awareness'
import { useEffect, useState } from 'react'
import type { Peer } from '../../sync/presence.ts'
import { useBoard } from '../../sync/use-board.ts'
import { reactions } from './reactions.ts'
import styles from './Reactions.module.css'

interface Shown {
  key: string
  from: string
  name: ReactionName
}

/** How long a reaction is seen, ms. */
const SHOWN_MS = 4000
/** So many at once; fifty people who clap are a crowd, not a list. */
const MOST = 6

/** Reactions of everybody, one's own included, for a few seconds each. Decoration: nothing has to be read there. */
export function Reactions() {
  const { t } = useLingui()
  const { presence, seat } = useBoard()
  const [shown, setShown] = useState<readonly Shown[]>([])
  useEffect(() => {
    const timers = new Set<ReturnType<typeof setTimeout>>()
    const seen = new Map<number, number>()
    const show = (one: Shown) => {
      setShown((before) => [...before, one].slice(-MOST))
      const timer = setTimeout(() => {
        timers.delete(timer)
        setShown((before) => before.filter(({ key }) => key !== one.key))
      }, SHOWN_MS)
      timers.add(timer)
    }
    const look = (peers: ReadonlyMap<number, Peer>, isFirst = false) => {
      for (const { clientId, name: from, together } of peers.values()) {
        const n = together.reaction?.n ?? 0
        const before = seen.get(clientId)
        seen.set(clientId, n)
        // What somebody sent before this page looked was for others.
        if (isFirst || before === undefined || n === before || !together.reaction) continue
        show({ key: `${clientId} ${n}`, from, name: together.reaction.name })
      }
    }
    look(presence.peers.getState(), true)
    const stops = [
      presence.peers.subscribe((peers) => look(peers)),
      presence.mine.subscribe(({ x }, { x: before }) => {
        if (x && x[1] !== before?.[1]) show({ key: `me ${x[1]}`, from: seat.name, name: x[0] })
      }),
    ]
    return () => {
      for (const stop of stops) stop()
      for (const timer of timers) clearTimeout(timer)
    }
  }, [presence, seat])
  if (shown.length === 0) return null
  return (
    <ul className={styles.reactions} aria-label={t`Reactions`}>
      {shown.map(({ key, from, name }) => {
        const { icon: Icon, words } = reactions[name]
        return (
          <li key={key} data-reaction={name}>
            <Icon aria-hidden="true" />
            <span className="pw-hidden">{t(words)}: </span>
            {from}
          </li>
        )
      })}
    </ul>
  )
}
