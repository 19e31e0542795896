import { Trans } from '@lingui/react/macro'
import { Eye } from 'lucide-react'
import { useStore } from 'zustand'
import { useBoard } from '../../sync/use-board.ts'
import { Button } from '../../ui/Button.tsx'
import { following, unfollow } from './follow-store.ts'
import styles from './together.module.css'

/** Whom this tab follows, over the wall, and the way out. */
export function FollowingBanner() {
  const { presence } = useBoard()
  const { clientId } = useStore(following)
  const peer = useStore(presence.peers, (peers) => (clientId === null ? undefined : peers.get(clientId)))
  if (!peer) return null
  const { name } = peer
  return (
    <div className={styles.following} role="status">
      <Eye aria-hidden="true" />
      <span>
        <Trans>You see what {name} sees.</Trans>
      </span>
      <Button size="small" onClick={unfollow}>
        <Trans>Go my own way</Trans>
      </Button>
    </div>
  )
}
