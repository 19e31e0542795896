import { Trans, useLingui } from '@lingui/react/macro'
import { lazy, Suspense, useState } from 'react'
import { useStore } from 'zustand'
import { Link } from 'wouter'
import type { NewBoard } from '../api.ts'
import { config } from '../config.ts'
import { passphraseQuestion } from '../passphrase.ts'
import type { TemplateCard } from '../template-card.ts'
import { useTitle } from '../use-title.ts'
import { myBoards, useMyBoards } from '../use-my-boards.ts'
import { BoardReadyDialog } from './BoardReadyDialog.tsx'
import { HeroPicture } from './HeroPicture.tsx'
import { MyBoards } from './MyBoards.tsx'
import { NewBoardDialog } from './NewBoardDialog.tsx'
import { PageFrame } from './PageFrame.tsx'
import { TemplateGallery } from './TemplateGallery.tsx'
import './home-page.css'

const AccountBar = lazy(() => import('../account/AccountBar.tsx'))
const AccountBoards = lazy(() => import('../account/AccountBoards.tsx'))
const WhoMayStart = lazy(() => import('../account/WhoMayStart.tsx'))
const PassphraseDialog = lazy(() => import('../account/PassphraseDialog.tsx'))

/** My boards, and everything a board can be started from. */
export function HomePage() {
  const { t } = useLingui()
  useTitle('')
  const boards = useMyBoards()
  const [chosen, setChosen] = useState<TemplateCard | null>(null)
  const [made, setMade] = useState<NewBoard | null>(null)
  const question = useStore(passphraseQuestion).open
  const onMade = (board: NewBoard) => {
    const { facilitate, participate, observe } = board.links
    myBoards.remember(board.boardId, {
      title: board.title,
      openedAt: Date.now(),
      links: { facilitate: facilitate.url, participate: participate.url, observe: observe.url },
    })
    setChosen(null)
    setMade(board)
  }
  return (
    <PageFrame
      aside={
        config.canSignIn && (
          <Suspense>
            <AccountBar />
          </Suspense>
        )
      }
    >
      <section className="hero" data-small={boards.length > 0}>
        <div className="hero-words">
          <h1>
            <Trans>Leave the call with a plan, not with a picture of one</Trans>
          </h1>
          <p>
            <Trans>
              A shared wall for planning sessions. Everybody joins by link, with a name and nothing else. What is on the
              wall is the plan: the goal, the moves, the tasks, each with an owner and a date.
            </Trans>
          </p>
          <p>
            <Link href="/j">
              <Trans>Were you given a code? Join with it</Trans>
            </Link>
          </p>
        </div>
        <HeroPicture />
      </section>
      {config.canSignIn && (
        <Suspense>
          <AccountBoards />
        </Suspense>
      )}
      {boards.length > 0 && <MyBoards boards={boards} />}
      <section className="home-section" aria-labelledby="new-board">
        <div className="home-section-head">
          <h2 id="new-board">
            <Trans>Start a board</Trans>
          </h2>
          <p>
            <Trans>Choose how the session goes. You get the links for everybody right after.</Trans>
          </p>
        </div>
        {config.createBoards !== 'anyone' && (
          <Suspense>
            <WhoMayStart />
          </Suspense>
        )}
        <TemplateGallery onChoose={setChosen} onImported={onMade} />
      </section>
      {boards.length === 0 && <MyBoards boards={boards} />}
      <footer className="home-foot">
        <p>{t`This browser remembers your boards. What is on them lies on this server and nowhere else.`}</p>
      </footer>
      {question && (
        <Suspense>
          <PassphraseDialog key={String(question.wasWrong)} {...question} />
        </Suspense>
      )}
      {chosen && <NewBoardDialog template={chosen} onClose={() => setChosen(null)} onMade={onMade} />}
      {made && <BoardReadyDialog board={made} onClose={() => setMade(null)} />}
    </PageFrame>
  )
}
