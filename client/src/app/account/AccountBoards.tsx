import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { FolderOpen } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { toast } from '../../ui/toast-store.ts'
import { ApiError } from '../api.ts'
import { errorWords } from '../error-words.ts'
import { Failure } from '../Failure.tsx'
import { useCall } from '../use-call.ts'
import { useMyBoards } from '../use-my-boards.ts'
import { claimBoard } from './account-api.ts'
import { accountStore, readAccount, takeSignInFailure } from './account-store.ts'
import './account-words.ts'
import { AccountBin } from './AccountBin.tsx'
import { AccountBoardItem } from './AccountBoardItem.tsx'
import { useAccount } from './use-account.ts'
import './account.css'

/** The boards of whoever is signed in, on whatever device they were started. */
export default function AccountBoards() {
  const { person, boards, failure } = useAccount()
  useEffect(takeSignInFailure, [])
  return (
    <>
      <SignInFailure />
      {failure && <Failure failure={failure} onRetry={() => void readAccount()} />}
      {person && boards && (
        <section className="home-section" aria-labelledby="account-boards">
          <div className="home-section-head">
            <h2 id="account-boards">
              <Trans>Boards in your account</Trans>
            </h2>
            <p>
              <Trans>They are here on every device where you sign in.</Trans>
            </p>
          </div>
          {boards.boards.length === 0 ? (
            <div className="account-none">
              <EmptyState icon={<FolderOpen aria-hidden="true" />} title={<Trans>No boards yet</Trans>}>
                <Trans>Every board you start while you are signed in stands here.</Trans>
              </EmptyState>
            </div>
          ) : (
            <ul className="account-boards">
              {boards.boards.map((board) => (
                <AccountBoardItem key={board.boardId} board={board} person={person} />
              ))}
            </ul>
          )}
          <Unclaimed />
          <AccountBin bin={boards.bin} />
        </section>
      )}
    </>
  )
}

function SignInFailure() {
  const code = useStore(accountStore).signInFailure
  if (code === undefined) return null
  return (
    <div className="account-failure">
      <Failure failure={new ApiError(code, { retry: false })} />
    </div>
  )
}

/** Boards this browser leads and the account does not know: whoever leads one may take it into their list. */
function Unclaimed() {
  const { t } = useLingui()
  const { boards } = useAccount()
  const here = useMyBoards()
  const [refused, setRefused] = useState<readonly string[]>([])
  const { busy, run } = useCall()
  const known = [...(boards?.boards ?? []), ...(boards?.bin ?? [])].map(({ boardId }) => boardId)
  const found = here.filter(
    ({ boardId, seat }) => seat?.role === 'facilitator' && !known.includes(boardId) && !refused.includes(boardId),
  )
  if (found.length === 0) return null
  const claim = async () => {
    await run(async () => {
      for (const { boardId, seat } of found) {
        try {
          await claimBoard(boardId, seat?.seatToken ?? '')
        } catch (error) {
          // One that belongs to somebody else, or is gone, keeps no other from being taken.
          const code = error instanceof ApiError ? error.code : 'internal'
          if (code === 'unreachable') throw error
          setRefused((before) => [...before, boardId])
          const words = code === 'taken' ? t`It is in somebody else’s account.` : t(errorWords[code].title)
          const title = here.find((one) => one.boardId === boardId)?.title ?? ''
          toast(`${title}: ${words}`, 'warn')
        }
      }
      await readAccount()
    })
  }
  return (
    <div className="account-unclaimed">
      <p>
        <Plural
          value={found.length}
          one="You lead one more board in this browser. In your account you find it on other devices too."
          other="You lead # more boards in this browser. In your account you find them on other devices too."
        />
      </p>
      <Button size="small" busy={busy} onClick={() => void claim()}>
        <Plural value={found.length} one="Add it to my account" other="Add them to my account" />
      </Button>
    </div>
  )
}
