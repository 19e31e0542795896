import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useRef, useState } from 'react'
import { resetLink } from '../../sync/access-calls.ts'
import type { LinkState } from '../../sync/access-calls.ts'
import { useBoard } from '../../sync/use-board.ts'
import { Button } from '../../ui/Button.tsx'
import { myBoards } from '../use-my-boards.ts'
import type { Links } from './use-links.ts'

export interface ResetLinkProps {
  link: LinkState
  /** Of the link, as people know it. */
  name: string
  links: Links
  onClose: () => void
}

/** Asks before a link dies, says what dies with it, and makes the new one. */
export function ResetLink({ link: { kind, people }, name, links, onClose }: ResetLinkProps) {
  const { t } = useLingui()
  const handle = useBoard()
  const [removesPeople, setRemovesPeople] = useState(false)
  const section = useRef<HTMLElement>(null)
  useEffect(() => section.current?.focus(), [])
  const reset = async () => {
    const made = await links.act(() => resetLink(handle, kind, removesPeople))
    if (!made) return
    myBoards.remember(handle.seat.boardId, { links: { [kind]: made.url }, codes: { [kind]: undefined } })
    links.say(kind, t`The old link opens nothing any more. The new one is ready to be copied.`)
    onClose()
  }
  return (
    <section ref={section} tabIndex={-1} className="share-reset" aria-label={t`Make a new link: ${name}`}>
      <p>
        <Trans>
          From that moment on the old link and its code open nothing: not in the chat, not in the calendar, not in
          anybody’s bookmarks. Groups’ links made of it end, too.
        </Trans>
      </p>
      <label className="share-check">
        <input type="checkbox" checked={removesPeople} onChange={(event) => setRemovesPeople(event.target.checked)} />
        <span>
          <Plural
            value={people}
            _0="Also remove the people who came by it"
            one="Also remove the # person who came by it"
            other="Also remove the # people who came by it"
          />
        </span>
      </label>
      <p className="share-hint">
        {removesPeople ? (
          <Trans>
            The board closes for them at once and tells them why. What they wrote stays. You stay, however you came.
          </Trans>
        ) : (
          <Trans>Who is in stays in, also after a reload. Only new people need the new link.</Trans>
        )}
      </p>
      <div className="share-acts">
        <Button size="small" look="quiet" onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button size="small" look="danger" busy={links.busy} onClick={() => void reset()}>
          <Trans>Make it new</Trans>
        </Button>
      </div>
    </section>
  )
}
