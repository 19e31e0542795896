import { t } from '@lingui/core/macro'
import { readFinished, watchFinished } from '@planwall/shared/session/finished'
import { useEffect } from 'react'
import { useLocation } from 'wouter'
import type { BoardHandle } from '../../sync/open-board.ts'
import { useBoard } from '../../sync/use-board.ts'
import { toast } from '../../ui/toast-store.ts'

/** Tells whoever is at the board that somebody else has finished the plan, and leads to it. */
export function PlanNews() {
  const handle = useBoard()
  const [, navigate] = useLocation()
  useEffect(
    () =>
      onNews(handle, ({ revision, name }) => {
        toast(t`${name} finished the plan: revision ${revision}.`, 'ok', {
          label: t`Read the plan`,
          onPress: () => navigate(`/b/${handle.seat.boardId}/plans/${revision}`),
        })
      }),
    [handle, navigate],
  )
  return null
}

/**
 * Calls back with plans that somebody else finishes, and with the newest of those finished since this browser's copy of
 * the board; not with what was finished before this browser first saw it. Gives what ends it.
 */
export function onNews(
  { session, seat, status }: Pick<BoardHandle, 'session' | 'seat' | 'status'>,
  tell: (finished: { revision: number; name: string }) => void,
): () => void {
  let known = readFinished(session)?.revision
  return watchFinished(session, (finished) => {
    const isNews = known !== undefined || status.getState().kind !== 'catching-up'
    known = finished.revision
    const isOwn = finished.by === null ? finished.name === seat.name : finished.by === seat.personId
    if (isNews && !isOwn) tell(finished)
  })
}
