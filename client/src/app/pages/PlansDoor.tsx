import { useLingui } from '@lingui/react/macro'
import { lazy, Suspense } from 'react'
import { Waiting } from '../../ui/Spinner.tsx'
import { myBoards } from '../use-my-boards.ts'
import { NoLinkPage } from './NoLinkPage.tsx'
import type { PlansView } from './PlansPage.tsx'

const PlansPage = lazy(() => import('./PlansPage.tsx'))

/** The way to the finished plans of a board: for whoever has a seat at it in this browser. */
export function PlansDoor({ boardId, view }: { boardId: string; view: PlansView }) {
  const { t } = useLingui()
  const seat = myBoards.find(boardId)?.seat
  if (!seat) return <NoLinkPage />
  return (
    <Suspense fallback={<Waiting>{t`Fetching the plan …`}</Waiting>}>
      <PlansPage boardId={boardId} seat={seat} view={view} />
    </Suspense>
  )
}
