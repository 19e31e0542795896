import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '../../ui/Button.tsx'

/** The page itself failed, or a part of it could not be fetched. */
export function CrashPage() {
  const { t } = useLingui()
  return (
    <main className="page page-main" data-narrow="true">
      <section className="page-card">
        <h1>
          <Trans>This page has stumbled</Trans>
        </h1>
        <p className="page-card-words">
          <Trans>
            Either a part of it could not be fetched, or it has a fault. What you wrote is kept on the server and in
            this browser; load the page again to go on.
          </Trans>
        </p>
        <Button look="primary" onClick={() => window.location.reload()}>{t`Reload the page`}</Button>
      </section>
    </main>
  )
}
