import { Trans, useLingui } from '@lingui/react/macro'
import type { Role } from '@planwall/shared/access/roles'
import { LayoutDashboard, X } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { config } from '../config.ts'
import type { MyBoard } from '../my-boards.ts'
import { useRoleName } from '../use-role-name.ts'
import { myBoards } from '../use-my-boards.ts'
import './my-boards.css'

/** The boards this browser knows, last opened first. */
export function MyBoards({ boards }: { boards: readonly MyBoard[] }) {
  const [leaving, setLeaving] = useState<MyBoard | null>(null)
  return (
    <section className="home-section" aria-labelledby="my-boards">
      <div className="home-section-head">
        <h2 id="my-boards">{config.canSignIn ? <Trans>Boards of this browser</Trans> : <Trans>My boards</Trans>}</h2>
      </div>
      {boards.length === 0 ? (
        <div className="my-boards-none">
          <EmptyState icon={<LayoutDashboard aria-hidden="true" />} title={<Trans>Your boards will stand here</Trans>}>
            <Trans>
              Every board you start or join in this browser is listed, so that you find it again without the link.
            </Trans>
          </EmptyState>
        </div>
      ) : (
        <ul className="my-boards">
          {boards.map((board) => (
            <BoardItem key={board.boardId} board={board} onRemove={() => setLeaving(board)} />
          ))}
        </ul>
      )}
      {leaving && <RemoveDialog board={leaving} onClose={() => setLeaving(null)} />}
    </section>
  )
}

function BoardItem({ board, onRemove }: { board: MyBoard; onRemove: () => void }) {
  const { t, i18n } = useLingui()
  const roleName = useRoleName()
  const title = board.title || t`Board without a title`
  const role = roleOf(board)
  return (
    <li className="my-board">
      <Link href={hrefOf(board)} className="my-board-link">
        <span className="my-board-title">{title}</span>
        <span className="my-board-facts">
          {role && <span className="my-board-role">{roleName(role)}</span>}
          <span>{board.openedAt > 0 && lastOpened(board.openedAt, i18n.locale)}</span>
        </span>
      </Link>
      <IconButton label={t`Remove ${title} from this list`} icon={<X />} size="small" onClick={onRemove} />
    </li>
  )
}

function RemoveDialog({ board, onClose }: { board: MyBoard; onClose: () => void }) {
  const { t } = useLingui()
  const title = board.title || t`Board without a title`
  const remove = () => {
    myBoards.forget(board.boardId)
    onClose()
  }
  return (
    <Dialog
      title={t`Remove ${title} from this list?`}
      width="narrow"
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onClick={onClose}>{t`Keep it`}</Button>
          <Button look="danger" onClick={remove}>{t`Remove`}</Button>
        </>
      }
    >
      <p>
        {board.links.facilitate ? (
          <Trans>
            The board itself stays, but this browser forgets its links, the facilitator’s too. Without one of them
            nobody gets in.
          </Trans>
        ) : (
          <Trans>The board itself stays. You can come back with the link you were given.</Trans>
        )}
      </p>
    </Dialog>
  )
}

/** Whoever has a seat goes straight in; whoever only made the board goes in by the facilitator's link. */
function hrefOf({ boardId, seat, links }: MyBoard): string {
  const url = seat ? undefined : (links.facilitate ?? links.participate ?? links.observe)
  return `/b/${boardId}${url ? new URL(url).hash : ''}`
}

function roleOf({ seat, links }: MyBoard): Role | undefined {
  return seat?.role ?? (links.facilitate ? 'facilitator' : undefined)
}

const DAY_MS = 86_400_000

/** "today", "yesterday", "3 days ago", then the date. */
function lastOpened(at: number, locale: string): string {
  const days = Math.round((startOfDay(Date.now()) - startOfDay(at)) / DAY_MS)
  if (days < 7) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-days, 'day')
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(at)
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}
