import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'wouter'
import { useTitle } from '../use-title.ts'
import { PageFrame } from './PageFrame.tsx'

export function NotFoundPage() {
  const { t } = useLingui()
  useTitle(t`Nothing here`)
  return (
    <PageFrame narrow>
      <section className="page-card">
        <h1>
          <Trans>There is nothing at this address</Trans>
        </h1>
        <p className="page-card-words">
          <Trans>
            A link to a board looks like …/b/ with letters behind it. Perhaps a part was lost when it was copied.
          </Trans>
        </p>
        <Link href="/" className="pw-button" data-look="primary">
          <Trans>Go to my boards</Trans>
        </Link>
      </section>
    </PageFrame>
  )
}
