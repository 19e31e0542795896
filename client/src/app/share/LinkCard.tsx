import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { LinkKind } from '@planwall/shared/access/roles'
import { Clock, DoorOpen, KeyRound, RefreshCw, Users } from 'lucide-react'
import { useState } from 'react'
import type { LinkState } from '../../sync/access-calls.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { linkIcons, withoutSecret } from '../ShareLinks.tsx'
import { linkWords } from '../share-text.ts'
import { LinkSettings } from './LinkSettings.tsx'
import { ResetLink } from './ResetLink.tsx'
import { momentWords } from './time-words.ts'
import type { Links } from './use-links.ts'

export interface LinkCardProps {
  kind: LinkKind
  /** Where this browser knows the link: the server keeps nothing that leads back to it. */
  url: string | undefined
  link: LinkState | undefined
  links: Links
}

/** One of the links: copied, watched over, made anew. */
export function LinkCard({ kind, url, link, links }: LinkCardProps) {
  const { t } = useLingui()
  const [isResetting, setResetting] = useState(false)
  const Icon = linkIcons[kind]
  const name = t(linkWords[kind].name)
  return (
    <li className="share-link" data-testid={`link-${kind}`}>
      <Icon aria-hidden="true" />
      <div>
        <h4>{name}</h4>
        <p>{t(linkWords[kind].use)}</p>
        {url ? (
          <code>{withoutSecret(url)}</code>
        ) : (
          <p className="share-unknown">
            <Trans>This browser does not know it, and the server keeps no copy. You can make a new one.</Trans>
          </p>
        )}
        {link && <Facts link={link} now={links.now} />}
      </div>
      {url ? (
        <CopyButton size="small" text={url} what={name}>
          {t`Copy link`}
        </CopyButton>
      ) : (
        <Button
          size="small"
          icon={<RefreshCw />}
          aria-label={t`Make a new one: ${name}`}
          onClick={() => setResetting(true)}
        >
          <Trans>Make a new one</Trans>
        </Button>
      )}
      {link && (
        <div className="share-more">
          <p className="share-said" role="status">
            {links.said?.kind === kind && links.said.words}
          </p>
          <details>
            <summary>
              <Trans>Who gets in by it</Trans>
            </summary>
            <LinkSettings link={link} name={name} links={links} />
            {url && !isResetting && (
              <Button
                size="small"
                icon={<RefreshCw />}
                aria-label={t`Make a new link: ${name}`}
                onClick={() => setResetting(true)}
              >
                <Trans>Make a new link …</Trans>
              </Button>
            )}
          </details>
          {isResetting && <ResetLink link={link} name={name} links={links} onClose={() => setResetting(false)} />}
        </div>
      )}
    </li>
  )
}

/** How the link stands, at a glance. */
function Facts({ link, now }: { link: LinkState; now: number }) {
  const { people, hasPasscode, needsApproval, expiresAt } = link
  const { i18n } = useLingui()
  const end = expiresAt === null ? undefined : Date.parse(expiresAt)
  const isOver = end !== undefined && end <= now
  return (
    <ul className="share-facts">
      <li>
        <Users aria-hidden="true" />
        <Plural value={people} _0="nobody came by it" one="# person came by it" other="# people came by it" />
      </li>
      {end !== undefined && (
        <li data-tone={isOver ? 'danger' : undefined}>
          <Clock aria-hidden="true" />
          {isOver ? <Trans>closed: its time is over</Trans> : <Trans>until {momentWords(end, i18n.locale)}</Trans>}
        </li>
      )}
      {hasPasscode && (
        <li>
          <KeyRound aria-hidden="true" />
          <Trans>passcode</Trans>
        </li>
      )}
      {needsApproval && (
        <li>
          <DoorOpen aria-hidden="true" />
          <Trans>people knock first</Trans>
        </li>
      )}
    </ul>
  )
}
