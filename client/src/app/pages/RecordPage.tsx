import { i18n } from '@lingui/core'
import { useLingui } from '@lingui/react/macro'
import { ArrowLeft, Printer } from 'lucide-react'
import { Link } from 'wouter'
import { SummaryPaper } from '../../features/record/SummaryPaper.tsx'
import { messages } from '../../locales/en/board.po'
import { BoardContext, useView } from '../../sync/use-board.ts'
import { Button } from '../../ui/Button.tsx'
import { Waiting } from '../../ui/Spinner.tsx'
import { useOpenBoard } from '../board/use-open-board.ts'
import type { MySeat } from '../my-boards.ts'
import { useTitle } from '../use-title.ts'
import { PageFrame } from './PageFrame.tsx'
import './plans-page.css'

// What happened is said in the words of the board.
i18n.load('en', messages)

export interface RecordPageProps {
  boardId: string
  seat: MySeat
}

/** The summary of a board's sessions, to be read and printed. It goes on writing itself while it is looked at. */
export default function RecordPage({ boardId, seat }: RecordPageProps) {
  const { t } = useLingui()
  const open = useOpenBoard(boardId, seat)
  return (
    <PageFrame>
      <div className="plans-page">
        <nav className="plans-acts">
          <Link href={`/b/${boardId}`} className="pw-button" data-look="quiet">
            <ArrowLeft aria-hidden="true" />
            {t`Back to the board`}
          </Link>
          <span className="plans-acts-space" />
          <Button icon={<Printer />} onClick={() => window.print()}>{t`Print`}</Button>
        </nav>
        {open?.loaded ? (
          <BoardContext value={open.handle}>
            <Paper />
          </BoardContext>
        ) : (
          <Waiting>{t`Fetching the summary …`}</Waiting>
        )}
      </div>
    </PageFrame>
  )
}

function Paper() {
  const { t } = useLingui()
  useTitle(t`Summary of the session`)
  // Every board has a title from its first moment.
  const isHere = useView(({ session }) => session.meta.title !== '')
  return isHere ? <SummaryPaper /> : <Waiting>{t`Fetching the summary …`}</Waiting>
}
