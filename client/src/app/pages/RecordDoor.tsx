import { useLingui } from '@lingui/react/macro'
import { lazy, Suspense } from 'react'
import { Waiting } from '../../ui/Spinner.tsx'
import { myBoards } from '../use-my-boards.ts'
import { NoLinkPage } from './NoLinkPage.tsx'

const RecordPage = lazy(() => import('./RecordPage.tsx'))

/** The way to the summary of a board's sessions: for whoever has a seat at it in this browser. */
export function RecordDoor({ boardId }: { boardId: string }) {
  const { t } = useLingui()
  const seat = myBoards.find(boardId)?.seat
  if (!seat) return <NoLinkPage />
  return (
    <Suspense fallback={<Waiting>{t`Fetching the summary …`}</Waiting>}>
      <RecordPage boardId={boardId} seat={seat} />
    </Suspense>
  )
}
