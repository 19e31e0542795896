import { Trans, useLingui } from '@lingui/react/macro'
import { linkKinds } from '@planwall/shared/access/roles'
import type { LinkKind } from '@planwall/shared/access/roles'
import { Eye, Pencil, Presentation } from 'lucide-react'
import { CopyButton } from '../ui/CopyButton.tsx'
import { linkWords } from './share-text.ts'
import './share-links.css'

export const linkIcons = { facilitate: Presentation, participate: Pencil, observe: Eye }

export interface ShareLinksProps {
  title: string
  /** Those this browser knows. */
  links: Partial<Record<LinkKind, string>>
}

/** The links of a board, each with what it is for, and a text for the call's chat. */
export function ShareLinks({ title, links }: ShareLinksProps) {
  return (
    <div className="share">
      {links.participate && <ChatInvitation title={title} link={links.participate} />}
      <ul className="share-links">
        {linkKinds.map((kind) => {
          const url = links[kind]
          return url && <ShareLink key={kind} kind={kind} url={url} />
        })}
      </ul>
    </div>
  )
}

/** What to paste in the call's chat. */
export function ChatInvitation({ title, link }: { title: string; link: string }) {
  const { t } = useLingui()
  const text = t`${title}\nOpen the link, type your name, and you are in. There is nothing to install.\n${link}`
  return (
    <section className="share-chat">
      <h3>
        <Trans>Paste this in the call’s chat</Trans>
      </h3>
      <p className="share-chat-text">{withoutSecret(text)}</p>
      <CopyButton look="primary" text={text} what={t`the text for the chat`}>
        {t`Copy text`}
      </CopyButton>
    </section>
  )
}

function ShareLink({ kind, url }: { kind: LinkKind; url: string }) {
  const { t } = useLingui()
  const Icon = linkIcons[kind]
  const name = t(linkWords[kind].name)
  return (
    <li className="share-link">
      <Icon aria-hidden="true" />
      <div>
        <h3>{name}</h3>
        <p>{t(linkWords[kind].use)}</p>
        <code>{withoutSecret(url)}</code>
      </div>
      <CopyButton size="small" text={url} what={name}>
        {t`Copy link`}
      </CopyButton>
    </li>
  )
}

/** As it may be seen on a shared screen: what lets somebody in is copied, not shown. */
export function withoutSecret(url: string): string {
  return url.replace(/#.*$/, '#••••••••')
}
