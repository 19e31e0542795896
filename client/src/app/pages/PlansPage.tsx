import { i18n } from '@lingui/core'
import { useLingui } from '@lingui/react/macro'
import { can } from '@planwall/shared/access/roles'
import { ArrowLeft, Download, Printer, Share2 } from 'lucide-react'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { DiffPaper } from '../../features/revisions/DiffPaper.tsx'
import { PlanPaper } from '../../features/revisions/PlanPaper.tsx'
import { PlansList } from '../../features/revisions/PlansList.tsx'
import type { Comparison, Revision, RevisionHead } from '../../features/revisions/revision.ts'
import { SharePlanDialog } from '../../features/revisions/SharePlanDialog.tsx'
import { useLoaded } from '../../features/revisions/use-loaded.ts'
import { messages } from '../../locales/en/board.po'
import { callBoard } from '../../sync/board-api.ts'
import type { BoardAccess, CallFailure } from '../../sync/board-api.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Waiting } from '../../ui/Spinner.tsx'
import { urlOf } from '../config.ts'
import { errorWords } from '../error-words.ts'
import type { MySeat } from '../my-boards.ts'
import { myBoards } from '../use-my-boards.ts'
import { useTitle } from '../use-title.ts'
import { PageFrame } from './PageFrame.tsx'
import './plans-page.css'

/** All formats come along, so they are fetched when they are first asked for. */
const ExportRevision = lazy(() => import('../../features/export/ExportRevision.tsx'))

// What plans say is said in the words of the board.
i18n.load('en', messages)

/** What is shown of the finished plans: all of them, one, or what changed between two. */
export type PlansView =
  | { show: 'list' }
  | { show: 'plan'; revision: string }
  | { show: 'changes'; before: string; after: string }

export interface PlansPageProps {
  boardId: string
  seat: MySeat
  view: PlansView
}

/** The finished plans of a board, to be read and printed. */
export default function PlansPage({ boardId, seat, view }: PlansPageProps) {
  const { seatToken } = seat
  const access = useMemo(() => ({ apiUrl: urlOf('api'), boardId, seatToken }), [boardId, seatToken])
  const base = `/b/${boardId}/plans`
  const title = myBoards.find(boardId)?.title ?? ''
  switch (view.show) {
    case 'list':
      return <List access={access} base={base} title={title} />
    case 'plan':
      return <One access={access} base={base} revision={view.revision} canShare={can(seat.role, 'share-plan')} />
    case 'changes':
      return <Changes access={access} base={base} title={title} before={view.before} after={view.after} />
    default:
      return view satisfies never
  }
}

interface PartProps {
  access: BoardAccess
  base: string
}

function List({ access, base, title }: PartProps & { title: string }) {
  const { t } = useLingui()
  useTitle(t`Finished plans`)
  const { value, failure } = useLoaded(
    useCallback(() => callBoard<RevisionHead[]>(access, 'GET', '/plans'), [access]),
    { isLive: true },
  )
  return (
    <Frame back={`/b/${access.boardId}`} backWords={t`Back to the board`}>
      <header className="plans-head">
        <p>{title}</p>
        <h1>{t`Finished plans`}</h1>
      </header>
      <Shown value={value} failure={failure}>
        {(revisions) => <PlansList revisions={revisions} base={base} />}
      </Shown>
    </Frame>
  )
}

function One({ access, base, revision, canShare }: PartProps & { revision: string; canShare: boolean }) {
  const { t } = useLingui()
  const [open, setOpen] = useState<'share' | 'export'>()
  const load = useCallback(() => callBoard<Revision>(access, 'GET', `/plans/${revision}`), [access, revision])
  const { value, failure } = useLoaded(load)
  useTitle(value?.plan.name ?? t`Finished plan`)
  return (
    <Frame
      back={base}
      backWords={t`Finished plans`}
      acts={
        value && (
          <>
            <PrintButton />
            <Button
              icon={<Download />}
              aria-label={t`Export this plan`}
              onClick={() => setOpen('export')}
            >{t`Export`}</Button>
            {canShare && (
              <Button
                icon={<Share2 />}
                aria-label={t`Share this plan`}
                onClick={() => setOpen('share')}
              >{t`Share`}</Button>
            )}
          </>
        )
      }
    >
      <Shown value={value} failure={failure}>
        {({ plan, ...head }) => <PlanPaper plan={plan} head={head} />}
      </Shown>
      {open === 'share' && value && (
        <SharePlanDialog access={access} revision={value.revision} onClose={() => setOpen(undefined)} />
      )}
      {open === 'export' && value && (
        <Suspense fallback={null}>
          <ExportRevision
            access={access}
            revision={value.revision}
            plan={value.plan}
            onClose={() => setOpen(undefined)}
          />
        </Suspense>
      )}
    </Frame>
  )
}

function Changes({ access, base, title, before, after }: PartProps & { title: string; before: string; after: string }) {
  const { t } = useLingui()
  useTitle(t`What changed`)
  const load = useCallback(
    () => callBoard<Comparison>(access, 'GET', `/plans/${before}/diff/${after}`),
    [access, before, after],
  )
  const { value, failure } = useLoaded(load)
  return (
    <Frame back={base} backWords={t`Finished plans`} acts={value && <PrintButton />}>
      <Shown value={value} failure={failure}>
        {(comparison) => <DiffPaper comparison={comparison} title={title} />}
      </Shown>
    </Frame>
  )
}

function Frame({
  back,
  backWords,
  acts,
  children,
}: {
  back: string
  backWords: string
  acts?: ReactNode
  children: ReactNode
}) {
  return (
    <PageFrame>
      <div className="plans-page">
        <nav className="plans-acts">
          <Link href={back} className="pw-button" data-look="quiet">
            <ArrowLeft aria-hidden="true" />
            {backWords}
          </Link>
          <div className="plans-acts-more">{acts}</div>
        </nav>
        {children}
      </div>
    </PageFrame>
  )
}

/** Opens the browser's own print dialog, where the page can be saved as PDF too. */
export function PrintButton() {
  const { t } = useLingui()
  return <Button icon={<Printer />} onClick={() => window.print()}>{t`Print`}</Button>
}

function Shown<T>({
  value,
  failure,
  children,
}: {
  value: T | undefined
  failure: CallFailure | undefined
  children: (value: T) => ReactNode
}) {
  const { t } = useLingui()
  if (value !== undefined) return children(value)
  if (!failure) return <Waiting>{t`Fetching the plan …`}</Waiting>
  const { title, advice } = errorWords[failure.code]
  return (
    <Banner tone="danger" title={t(title)}>
      {t(advice)}
    </Banner>
  )
}
