import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { PurgeDialog } from '../../features/bin/PurgeDialog.tsx'
import { dateWords } from '../../features/bin/day-words.ts'
import { Button } from '../../ui/Button.tsx'
import { Failure } from '../Failure.tsx'
import { useCall } from '../use-call.ts'
import { myBoards } from '../use-my-boards.ts'
import { fetchContents, purgeBoard, restoreBoard } from './account-api.ts'
import type { BinnedBoard } from './account-api.ts'
import { readAccount } from './account-store.ts'
import { useInWords } from './use-in-words.ts'

/** What was deleted of the boards of an account, as long as it can be brought back. */
export function AccountBin({ bin }: { bin: readonly BinnedBoard[] }) {
  if (bin.length === 0) return null
  return (
    <details className="account-bin">
      <summary>
        <Trans>In the bin: {bin.length}</Trans>
      </summary>
      <ul>
        {bin.map((board) => (
          <BinItem key={board.boardId} board={board} />
        ))}
      </ul>
    </details>
  )
}

function BinItem({ board }: { board: BinnedBoard }) {
  const { t, i18n } = useLingui()
  const [isPurging, setPurging] = useState(false)
  const { busy, failure, run } = useCall()
  const inWords = useInWords()
  const { boardId, by } = board
  const title = board.title || t`Board without a title`
  const deleted = dateWords(board.deletedAt, i18n.locale)
  const until = dateWords(board.until, i18n.locale)
  const restore = () =>
    run(async () => {
      await restoreBoard(boardId)
      await readAccount()
    })
  return (
    <li className="account-bin-item">
      <div>
        <p className="account-board-title">{title}</p>
        <p className="account-board-facts">
          {by === '' ? (
            <Trans>
              Nobody had changed it for long; in the bin since {deleted}. Removed for good on {until}.
            </Trans>
          ) : (
            <Trans>
              Deleted by {by} on {deleted}. Removed for good on {until}.
            </Trans>
          )}
        </p>
      </div>
      <div className="account-bin-acts">
        <Button size="small" busy={busy} aria-label={t`Bring back ${title}`} onClick={() => void restore()}>
          {t`Bring back`}
        </Button>
        <Button
          size="small"
          look="quiet"
          aria-label={t`Delete ${title} for good …`}
          onClick={() => setPurging(true)}
        >{t`Delete for good …`}</Button>
      </div>
      {failure && <Failure failure={failure} onRetry={() => void restore()} />}
      {isPurging && (
        <PurgeDialog
          title={board.title}
          readContents={() => fetchContents(boardId)}
          onClose={() => setPurging(false)}
          onPurge={(typed) =>
            inWords(async () => {
              await purgeBoard(boardId, typed)
              myBoards.forget(boardId)
            })
          }
        />
      )}
    </li>
  )
}
