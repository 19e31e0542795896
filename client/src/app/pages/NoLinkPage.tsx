import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'wouter'
import { useTitle } from '../use-title.ts'
import { PageFrame } from './PageFrame.tsx'

/** Somebody came to a board's address without its secret half, in a browser that has no seat there. */
export function NoLinkPage() {
  const { t } = useLingui()
  useTitle(t`A link is needed`)
  return (
    <PageFrame narrow>
      <section className="page-card">
        <h1>
          <Trans>You need the whole link</Trans>
        </h1>
        <div className="page-card-words">
          <p>
            <Trans>
              This browser has not been at this board before, and the address lacks the part behind the # that lets you
              in.
            </Trans>
          </p>
          <p>
            <Trans>
              Open the link from the call’s chat, or ask the facilitator to send it again. No account is needed.
            </Trans>
          </p>
        </div>
        <div className="page-card-ways">
          <Link href="/j" className="pw-button" data-look="secondary">
            <Trans>I have a code</Trans>
          </Link>
          <Link href="/" className="pw-button" data-look="secondary">
            <Trans>Go to my boards</Trans>
          </Link>
        </div>
      </section>
    </PageFrame>
  )
}
