import { can } from '@planwall/shared/access/roles'
import { lazy, Suspense, useEffect } from 'react'
import { useStore } from 'zustand'
import { endHistory, historyRequest } from '../../sync/history-request.ts'
import { useBoard } from '../../sync/use-board.ts'

/** Needed seldom, and fetched then. */
const HistoryDialog = lazy(() => import('./HistoryDialog.tsx'))

/** What the board was, while `requestHistory` asks for it. */
export function History() {
  const { seat } = useBoard()
  const { isOpen } = useStore(historyRequest)
  useEffect(() => endHistory, [])
  if (!isOpen || !can(seat.role, 'read-history')) return null
  return (
    <Suspense fallback={null}>
      <HistoryDialog onClose={endHistory} />
    </Suspense>
  )
}
