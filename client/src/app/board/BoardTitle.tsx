import { useLingui } from '@lingui/react/macro'
import { limits } from '@planwall/shared/protocol'
import { setMeta } from '@planwall/shared/session/edit-session'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { useBoard, useView } from '../../sync/use-board.ts'
import { myBoards } from '../use-my-boards.ts'
import './board-title.css'

/** The board's title; facilitators change it where it stands. Enter keeps, Escape gives up. */
export function BoardTitle() {
  const { t } = useLingui()
  const handle = useBoard()
  const title = useView(({ session }) => session.meta.title)
  const tooNew = useView((view) => view.tooNew)
  const [draft, setDraft] = useState<string | null>(null)
  // Until the board has arrived, as this browser remembers it.
  const shown = title || myBoards.find(handle.seat.boardId)?.title || t`Board without a title`
  const keep = () => {
    const given = draft?.trim()
    setDraft(null)
    if (!given || given === title) return
    handle.undo.boundary()
    setMeta(handle.session, { title: given }, handle.origin)
    handle.undo.boundary()
  }
  if (draft !== null) {
    return (
      <input
        className="board-title-input"
        aria-label={t`Title of the board`}
        value={draft}
        maxLength={limits.maxTitleLength}
        autoFocus
        onFocus={(event) => event.target.select()}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep()
          if (event.key === 'Escape') setDraft(null)
        }}
      />
    )
  }
  return (
    <h1 className="board-title">
      {handle.canEditSession && !tooNew && title !== '' ? (
        <button type="button" title={t`Rename the board`} onClick={() => setDraft(title)}>
          <span>{shown}</span>
          <Pencil aria-hidden="true" />
        </button>
      ) : (
        <span>{shown}</span>
      )}
    </h1>
  )
}
