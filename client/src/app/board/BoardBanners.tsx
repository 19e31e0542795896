import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { ErrorCode } from '@planwall/shared/errors'
import { useStore } from 'zustand'
import { useBoard, useView } from '../../sync/use-board.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { errorWords } from '../error-words.ts'
import { PrivateLeftOver } from '../features.ts'
import { SetAsideBanner } from './SetAsideBanner.tsx'

export interface BoardBannersProps {
  keptHere: boolean
  /** Gives up this browser's seat, so that another link can be used. */
  onLeave: () => void
}

/** What everybody has to know about the connection and the document before going on. */
export function BoardBanners({ keptHere, onLeave }: BoardBannersProps) {
  const { closed, pending } = useStore(useBoard().status)
  const tooNew = useView((view) => view.tooNew)
  return (
    <>
      {closed && <ClosedBanner code={closed} pending={pending} keptHere={keptHere} onLeave={onLeave} />}
      <SetAsideBanner />
      <PrivateLeftOver />
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
