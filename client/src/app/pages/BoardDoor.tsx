import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { Role } from '@planwall/shared/access/roles'
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { Waiting } from '../../ui/Spinner.tsx'
import { toast } from '../../ui/toast-store.ts'
import type { MySeat } from '../my-boards.ts'
import { readOwnLink } from '../own-link.ts'
import { myBoards } from '../use-my-boards.ts'
import { JoinPage } from './JoinPage.tsx'
import { NoLinkPage } from './NoLinkPage.tsx'

const BoardPage = lazy(() => import('../board/BoardPage.tsx'))
const EndedPage = lazy(() => import('../door/EndedPage.tsx'))

/**
 * The way onto a board: whoever has a seat in this browser goes straight in, whoever has a link is asked for a name.
 * The link's token stands behind the # until the seat is taken, then it is taken out of the address.
 */
export function BoardDoor({ boardId }: { boardId: string }) {
  const { t } = useLingui()
  const token = useSyncExternalStore(onHashChange, () => window.location.hash.slice(1))
  const [seat, setSeat] = useState<MySeat | null>(() => myBoards.find(boardId)?.seat ?? null)
  const enter = (taken: MySeat) => {
    takeTokenOutOfAddress()
    setSeat(taken)
  }
  const leave = () => {
    myBoards.remember(boardId, { seat: null })
    setSeat(null)
  }

  useEffect(() => {
    const own = readOwnLink(token)
    if (!own) return
    myBoards.remember(boardId, { openedAt: Date.now(), seat: own })
    takeTokenOutOfAddress()
    setSeat(own)
  }, [boardId, token])
  if (readOwnLink(token)) return <Waiting>{t`Opening the board …`}</Waiting>
  if (seat && (token === '' || token === seat.linkToken)) {
    if (token !== '') takeTokenOutOfAddress()
    return (
      <Suspense fallback={<Waiting>{t`Opening the board …`}</Waiting>}>
        <BoardPage
          key={`${seat.seatId} ${seat.role}`}
          boardId={boardId}
          seat={seat}
          onSeat={(change) => {
            const changed = { ...seat, ...change }
            myBoards.remember(boardId, { seat: changed })
            setSeat(changed)
            if (changed.role !== seat.role) toast(t(roleNews[changed.role]))
            if (changed.name !== seat.name) toast(t`A facilitator changed your name: you are ${changed.name} now.`)
          }}
          onEnd={(why) => {
            myBoards.remember(boardId, { seat: null, ended: { why, seatId: seat.seatId } })
            setSeat(null)
          }}
          onLeave={leave}
        />
      </Suspense>
    )
  }
  if (token === '') {
    const ended = myBoards.find(boardId)?.ended
    if (!ended) return <NoLinkPage />
    return (
      <Suspense fallback={<Waiting>{t`Opening the board …`}</Waiting>}>
        <EndedPage boardId={boardId} ended={ended} />
      </Suspense>
    )
  }
  return <JoinPage key={token} boardId={boardId} token={token} before={seat} onSeat={enter} />
}

const roleNews: Record<Role, MessageDescriptor> = {
  facilitator: msg`You are a facilitator now.`,
  participant: msg`You can write on the board now, as everybody who takes part.`,
  observer: msg`A facilitator let you only watch for now.`,
}

function onHashChange(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange)
  return () => window.removeEventListener('hashchange', onChange)
}

function takeTokenOutOfAddress(): void {
  window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search)
}
