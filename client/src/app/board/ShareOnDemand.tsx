import { Trans, useLingui } from '@lingui/react/macro'
import { lazy, Suspense } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { CrashGuard } from '../CrashGuard.tsx'

/** Most people on a board never open it, so it is fetched when it is first asked for. */
const ShareDialog = lazy(() => import('../share/ShareDialog.tsx'))

/** How others get here; says so where it could not be fetched. */
export function ShareOnDemand({ onClose }: { onClose: () => void }) {
  return (
    <CrashGuard fallback={<NotFetched onClose={onClose} />}>
      <Suspense fallback={null}>
        <ShareDialog onClose={onClose} />
      </Suspense>
    </CrashGuard>
  )
}

function NotFetched({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  return (
    <Dialog
      title={t`Share this board`}
      width="narrow"
      onClose={onClose}
      footer={<Button look="primary" onClick={() => window.location.reload()}>{t`Reload the page`}</Button>}
    >
      <p>
        <Trans>This part of the page could not be fetched. When you are back on the network, reload the page.</Trans>
      </p>
    </Dialog>
  )
}
