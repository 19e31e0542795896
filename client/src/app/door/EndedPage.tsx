import { i18n } from '@lingui/core'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { roomName } from '@planwall/shared/access/rooms'
import { differenceKey } from '@planwall/shared/unsent/differences'
import { useMemo } from 'react'
import { Link } from 'wouter'
import { useStore } from 'zustand'
import { messages } from '../../locales/en/access.po'
import { messages as boardMessages } from '../../locales/en/board.po'
import { setAsideOf } from '../../sync/set-aside.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { urlOf } from '../config.ts'
import { errorWords } from '../error-words.ts'
import type { EndedSeat } from '../my-boards.ts'
import { PageFrame } from '../pages/PageFrame.tsx'
import { myBoards } from '../use-my-boards.ts'
import { useTitle } from '../use-title.ts'
import { differencesAsText, differenceWords, namesFor } from '../../sync/difference-words.ts'
import './ended-page.css'

// Changes are told in the words of the board.
i18n.load('en', boardMessages)
i18n.load('en', messages)

/** A facilitator took this browser's seat away: what happened, what becomes of what was not sent, and the way back. */
export default function EndedPage({ boardId, ended }: { boardId: string; ended: EndedSeat }) {
  const { t } = useLingui()
  const { title: boardTitle = '', links = {} } = myBoards.find(boardId) ?? {}
  const wasRemoved = ended.why === 'removed'
  const title = t(errorWords[ended.why].title)
  useTitle(title)
  // After a reset the links this browser knows are those that opened nothing any more.
  const link = wasRemoved ? (links.participate ?? links.observe ?? links.facilitate) : undefined
  return (
    <PageFrame narrow>
      <section className="page-card" data-testid="ended">
        <div className="page-card-words" role="alert">
          <h1>{title}</h1>
          <p>
            {wasRemoved ? (
              <Trans>
                You are not at {boardTitle || t`this board`} any more. What you wrote on the wall stays there.
              </Trans>
            ) : (
              <Trans>
                A facilitator made the link you came by a new one, and everybody who had come by it left{' '}
                {boardTitle || t`the board`}. What you wrote on the wall stays there.
              </Trans>
            )}
          </p>
        </div>
        <NotSent boardId={boardId} seatId={ended.seatId} />
        <div className="page-card-words">
          <h2>
            <Trans>The way back</Trans>
          </h2>
          <p>
            {wasRemoved ? (
              <Trans>
                If that was a mistake, ask the facilitator on the call. A link or a code from them lets you in again.
              </Trans>
            ) : (
              <Trans>
                Ask the facilitator for the new link and open it in this browser, or type the code they say.
              </Trans>
            )}
          </p>
        </div>
        <div className="page-card-ways">
          <Link href="/j" className="pw-button" data-look="primary">
            <Trans>I have a link or a code</Trans>
          </Link>
          {link && (
            // No link within the page: its path is this one, and only the browser tells of another secret half.
            <a href={urlOf(`b/${boardId}`) + new URL(link).hash} className="pw-button" data-look="secondary">
              <Trans>Try the link I came by</Trans>
            </a>
          )}
          <Link href="/" className="pw-button" data-look="quiet">
            <Trans>Go to my boards</Trans>
          </Link>
        </div>
      </section>
    </PageFrame>
  )
}

/** What of this person's had not reached the server: kept here, to be copied now or put back later. */
function NotSent({ boardId, seatId }: { boardId: string; seatId: string }) {
  const { t } = useLingui()
  const onWall = useStore(setAsideOf(boardId).state).differences
  const inPrivate = useStore(setAsideOf(roomName({ boardId, part: 'seat', seatId })).state).differences
  const all = useMemo(() => [...onWall, ...inPrivate], [onWall, inPrivate])
  const names = useMemo(() => namesFor(all, { elements: new Map(), zones: new Map() }), [all])
  if (all.length === 0) return null
  return (
    <section className="ended-unsent" data-testid="not-sent">
      <h2>
        <Plural
          value={all.length}
          one="# change of yours had not reached the server"
          other="# changes of yours had not reached the server"
        />
      </h2>
      <p>
        <Trans>It is kept in this browser. Come in again, and you can put it back; or copy it now.</Trans>
      </p>
      <ul>
        {all.slice(0, MOST).map((difference) => (
          <li key={differenceKey(difference)}>{differenceWords(difference, names).title}</li>
        ))}
        {all.length > MOST && (
          <li>
            <Trans>and {all.length - MOST} more</Trans>
          </li>
        )}
      </ul>
      <CopyButton size="small" text={differencesAsText(all, names)} what={t`what was not sent`}>
        {t`Copy as text`}
      </CopyButton>
    </section>
  )
}

/** Changes that are named. */
const MOST = 5
