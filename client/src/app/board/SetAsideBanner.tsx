import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { formatMoment } from '../../sync/dates.ts'
import { outlookFor } from '../../sync/put-back-changes.ts'
import { restoredSince } from '../../sync/restored.ts'
import type { AsideReason } from '../../sync/set-aside.ts'
import { useBoard, useView } from '../../sync/use-board.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { SetAsideDialog } from './SetAsideDialog.tsx'

/** Tells that changes of this person could not be sent, or that the board became another one, and offers them again. */
export function SetAsideBanner() {
  const { t } = useLingui()
  const { setAside } = useBoard()
  const { reason, differences } = useStore(setAside.state)
  const [isOpen, setOpen] = useState(false)
  useArrivals()
  if (reason === null) return null
  const count = differences.length
  return (
    <>
      <Banner
        tone="warn"
        wide
        title={<Title reason={reason} count={count} />}
        actions={
          count > 0 ? (
            <Button size="small" onClick={() => setOpen(true)}>{t`Look at them`}</Button>
          ) : (
            <Button size="small" onClick={setAside.dismiss}>{t`All right`}</Button>
          )
        }
      >
        {reason === 'stale-copy' && <WhoRestored />}
        <Words reason={reason} count={count} />
      </Banner>
      {isOpen && count > 0 && <SetAsideDialog onClose={() => setOpen(false)} />}
    </>
  )
}

/** The last changes before the end may have arrived without this page being told: the board itself says so. */
function useArrivals(): void {
  const handle = useBoard()
  const { kind } = useStore(handle.status)
  const { differences } = useStore(handle.setAside.state)
  const isHere = kind === 'saved' || kind === 'saving'
  useEffect(() => {
    if (!isHere) return
    const arrived = differences.filter((difference) => outlookFor(handle, difference) === 'already-so')
    if (arrived.length > 0) handle.setAside.arrived(arrived)
  }, [isHere, differences, handle])
}

function Title({ reason, count }: { reason: AsideReason; count: number }) {
  if (reason === 'stale-copy') return <Trans>This board was restored or replaced as a whole.</Trans>
  return (
    <Plural value={count} one="# change of yours could not be sent." other="# changes of yours could not be sent." />
  )
}

/** Who brought the board back, when, and to what; nothing where that is not known. */
function WhoRestored() {
  const { i18n } = useLingui()
  const handle = useBoard()
  const { seat } = handle
  // Another one with every change of the document.
  const { meta } = useView(({ session }) => session)
  const restored = restoredSince(handle)
  if (!restored) return null
  const { at, of, by, name } = restored
  const [when, to] = [at, of].map((time) => formatMoment(time, i18n.locale, meta.timezone))
  const isOwn = by === null ? name === seat.name : by === seat.personId
  return (
    <p>
      {isOwn ? (
        <Trans>
          You brought it back to what it was on {to}, on {when}. What there was before is in the history of the board.
        </Trans>
      ) : (
        <Trans>
          {name} brought it back to what it was on {to}, on {when}. What there was before is in the history of the
          board.
        </Trans>
      )}
    </p>
  )
}

function Words({ reason, count }: { reason: AsideReason; count: number }) {
  switch (reason) {
    case 'stale-copy':
      if (count === 0) return <Trans>You see it as it is now. Nothing of yours was waiting to be sent.</Trans>
      return (
        <Plural
          value={count}
          one="You see it as it is now. # change of yours had not arrived; it is kept in this browser."
          other="You see it as it is now. # changes of yours had not arrived; they are kept in this browser."
        />
      )
    case 'refused':
      return (
        <Trans>
          Your role, or this step of the agenda, does not allow it. What you did is kept in this browser; nobody else
          has seen it.
        </Trans>
      )
    case 'board-full':
      return (
        <Trans>
          The board has reached its largest size. What you did is kept in this browser; nobody else has seen it.
        </Trans>
      )
    case 'removed':
    case 'link-reset':
      return (
        <Trans>
          They were not sent before your place at this board ended. They are kept in this browser; nobody else has seen
          them.
        </Trans>
      )
    case 'too-large':
    case 'bad-update':
      return (
        <Trans>
          The server could not take it as it was. What you did is kept in this browser and can be sent bit by bit.
        </Trans>
      )
    default:
      return reason satisfies never
  }
}
