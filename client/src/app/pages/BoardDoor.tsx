import { useLingui } from '@lingui/react/macro'
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { Waiting } from '../../ui/Spinner.tsx'
import { toast } from '../../ui/toast-store.ts'
import type { MySeat } from '../my-boards.ts'
import { readOwnLink } from '../own-link.ts'
import { myBoards } from '../use-my-boards.ts'
import { JoinPage } from './JoinPage.tsx'
import { NoLinkPage } from './NoLinkPage.tsx'

const BoardPage = lazy(() => import('../board/BoardPage.tsx'))

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
          onRole={(role) => {
            const changed = { ...seat, role }
            myBoards.remember(boardId, { seat: changed })
            setSeat(changed)
            toast(role === 'facilitator' ? t`You are a facilitator now.` : t`Your role is another one now.`)
          }}
          onLeave={leave}
        />
      </Suspense>
    )
  }
  if (token === '') return <NoLinkPage />
  return <JoinPage key={token} boardId={boardId} token={token} before={seat} onSeat={enter} />
}

function onHashChange(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange)
  return () => window.removeEventListener('hashchange', onChange)
}

function takeTokenOutOfAddress(): void {
  window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search)
}
