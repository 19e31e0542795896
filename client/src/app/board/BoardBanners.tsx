import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { ErrorCode } from '@planwall/shared/errors'
import { Suspense } from 'react'
import { useStore } from 'zustand'
import { useBoard, useView } from '../../sync/use-board.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { config } from '../config.ts'
import { errorWords } from '../error-words.ts'
import { AtTheDoor, Deleted, OldBoard, PrivateLeftOver, RepairsNote } from '../features.ts'
import { SetAsideBanner } from './SetAsideBanner.tsx'

export interface BoardBannersProps {
  keptHere: boolean
  /** Gives up this browser's seat, so that another link can be used. */
  onLeave: () => void
}

/** What everybody has to know about the connection and the document before going on. */
export function BoardBanners({ keptHere, onLeave }: BoardBannersProps) {
  const { closed, kind, pending } = useStore(useBoard().status)
  const tooNew = useView((view) => view.tooNew)
  return (
    <>
      {closed === 'deleted' && (
        <Suspense>
          <Deleted />
        </Suspense>
      )}
      {config.binsOldBoards && !closed && (
        <Suspense>
          <OldBoard />
        </Suspense>
      )}
      {closed && closed !== 'deleted' && (
        <ClosedBanner code={closed} pending={pending} keptHere={keptHere} onLeave={onLeave} />
      )}
      {!closed && kind === 'not-saved' && <NotSavedBanner />}
      <RepairsNote />
      <SetAsideBanner />
      <PrivateLeftOver />
      <AtTheDoor />
      {tooNew && <TooNewBanner />}
    </>
  )
}

/** Codes after which this seat does not come in again. */
const lost: readonly ErrorCode[] = ['wrong-token', 'not-allowed', 'unknown-board', 'not-found']

function ClosedBanner({ code, pending, keptHere, onLeave }: BoardBannersProps & { code: ErrorCode; pending: number }) {
  const { t } = useLingui()
  const { title, advice } = errorWords[code]
  return (
    <Banner
      tone="danger"
      wide
      title={t(title)}
      actions={
        <>
          {lost.includes(code) && <Button size="small" onClick={onLeave}>{t`Use another link`}</Button>}
          <Button size="small" onClick={() => window.location.reload()}>{t`Reload the page`}</Button>
        </>
      }
    >
      <p>
        {t(advice)}{' '}
        {pending > 0 && keptHere && (
          <Plural
            value={pending}
            one="# change of yours is kept in this browser."
            other="# changes of yours are kept in this browser."
          />
        )}
      </p>
    </Banner>
  )
}

function NotSavedBanner() {
  const { t } = useLingui()
  const { title, advice } = errorWords['not-stored']
  return (
    <Banner tone="warn" wide title={t(title)}>
      {t(advice)}
    </Banner>
  )
}

function TooNewBanner() {
  const { t } = useLingui()
  return (
    <Banner
      tone="warn"
      wide
      title={<Trans>This board was changed with a newer version of Planwall.</Trans>}
      actions={<Button size="small" onClick={() => window.location.reload()}>{t`Reload the page`}</Button>}
    >
      <Trans>You can look at everything, but not change it, until this page has the newer version too.</Trans>
    </Banner>
  )
}
