import { Trans, useLingui } from '@lingui/react/macro'
import { setLinks } from '@planwall/shared/board/edit'
import type { Card } from '@planwall/shared/board/model'
import { ExternalLink, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useBoard } from '../../sync/use-board.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import '../../ui/inputs.css'
import { FieldFrame } from './controls/FieldFrame.tsx'
import { readLink, shortLink } from './links.ts'
import styles from './CardLinks.module.css'

/** Addresses of pages that belong to a card. They open in a tab of their own, which learns nothing about this board. */
export function CardLinks({ card }: { card: Card }) {
  const handle = useBoard()
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const [isRefused, setRefused] = useState(false)
  const change = (links: readonly string[]) => {
    handle.undo.boundary()
    setLinks(handle.board, card.id, links, handle.origin)
  }
  const add = () => {
    if (typed.trim() === '') return
    const link = readLink(typed)
    setRefused(link === undefined)
    if (link === undefined) return
    if (!card.links.includes(link)) change([...card.links, link])
    setTyped('')
  }
  const problem = isRefused
    ? t`This is not the address of a page. It should begin with https:// or http://.`
    : undefined
  return (
    <FieldFrame label={t`Links`} isMissing={false} problem={problem} group>
      {() => (
        <>
          <LinkList links={card.links} onRemove={(link) => change(card.links.filter((other) => other !== link))} />
          <div className={styles.row}>
            <input
              className="pw-input"
              type="url"
              aria-label={t`Address of a page`}
              aria-invalid={isRefused || undefined}
              placeholder="https://"
              maxLength={2000}
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value)
                setRefused(false)
              }}
              onBlur={add}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return
                event.preventDefault()
                add()
              }}
            />
            <Button size="small" icon={<Plus />} disabled={typed.trim() === ''} onClick={add}>
              <Trans>Add link</Trans>
            </Button>
          </div>
        </>
      )}
    </FieldFrame>
  )
}

/** Links to follow; those that are no page's address (an older import) are only shown. */
export function LinkList({ links, onRemove }: { links: readonly string[]; onRemove?: (link: string) => void }) {
  const { t } = useLingui()
  if (links.length === 0) return null
  return (
    <ul className={styles.links}>
      {links.map((link) => (
        <li key={link}>
          {readLink(link) === undefined ? (
            <span>{link}</span>
          ) : (
            <a href={link} target="_blank" rel="noopener noreferrer nofollow">
              {shortLink(link)}
              <ExternalLink aria-label={t`(opens a new tab)`} />
            </a>
          )}
          {onRemove && (
            <IconButton size="small" label={t`Remove ${link}`} icon={<X />} onClick={() => onRemove(link)} />
          )}
        </li>
      ))}
    </ul>
  )
}
