import { Trans, useLingui } from '@lingui/react/macro'
import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { DeleteDialog } from '../../features/bin/DeleteDialog.tsx'
import { dayWords } from '../../features/bin/day-words.ts'
import { Menu, MenuItem } from '../../ui/Menu.tsx'
import { Failure } from '../Failure.tsx'
import { useCall } from '../use-call.ts'
import { myBoards } from '../use-my-boards.ts'
import { deleteBoard, openOwnBoard } from './account-api.ts'
import type { AccountPerson, OwnBoard } from './account-api.ts'
import { RenameDialog } from './RenameDialog.tsx'
import { useInWords } from './use-in-words.ts'

/** So many names are shown. */
const NAMES = 3

export interface AccountBoardItemProps {
  board: OwnBoard
  person: AccountPerson
}

/** One board of the account: it opens as its facilitator, with no link. */
export function AccountBoardItem({ board, person }: AccountBoardItemProps) {
  const { t, i18n } = useLingui()
  const [, navigate] = useLocation()
  const [dialog, setDialog] = useState<'rename' | 'delete' | null>(null)
  const { busy, failure, run } = useCall()
  const inWords = useInWords()
  const { boardId, people } = board
  const title = board.title || t`Board without a title`
  const open = async () => {
    const before = myBoards.find(boardId)?.seat
    if (before?.role !== 'facilitator') {
      const seat = await run(() => openOwnBoard(boardId))
      if (!seat) return
      myBoards.remember(boardId, { title, openedAt: Date.now(), seat: { ...seat, linkToken: '' } })
      myBoards.rememberName(myBoards.lastName() || person.name)
    }
    navigate(`/b/${boardId}`)
  }
  const changed = dayWords(board.changedAt, i18n.locale)
  return (
    <li className="account-board">
      <button type="button" className="account-board-open" disabled={busy} onClick={() => void open()}>
        <span className="account-board-title">{title}</span>
        <span className="account-board-facts">
          <Trans>Changed {changed}</Trans>
          {people.length > 0 && <span> · {namesOf(people)}</span>}
        </span>
      </button>
      <Menu label={t`More about ${title}`} trigger={<Ellipsis />}>
        <MenuItem icon={<Pencil />} onSelect={() => setDialog('rename')}>{t`Rename …`}</MenuItem>
        <MenuItem icon={<Trash2 />} onSelect={() => setDialog('delete')}>{t`Delete …`}</MenuItem>
      </Menu>
      {failure && <Failure failure={failure} onRetry={() => void open()} />}
      {dialog === 'rename' && <RenameDialog boardId={boardId} title={board.title} onClose={() => setDialog(null)} />}
      {dialog === 'delete' && (
        <DeleteDialog
          title={title}
          onClose={() => setDialog(null)}
          onDelete={() => inWords(() => deleteBoard(boardId))}
        />
      )}
    </li>
  )
}

/** "Ada, Ben, Cleo and 4 more" as the list of a language has it. */
function namesOf(people: readonly string[]): string {
  const more = people.length - NAMES
  return more > 0 ? `${people.slice(0, NAMES).join(', ')} +${more}` : people.join(', ')
}
