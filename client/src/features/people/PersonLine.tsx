import { Plural, Trans, useLingui } from '@lingui/react/macro'
import {
  Check,
  Crown,
  Ellipsis,
  Eye,
  Hand,
  PenLine,
  PenOff,
  TextCursorInput,
  UserMinus,
  UserPlus,
  UserX,
} from 'lucide-react'
import type { Role } from '@planwall/shared/access/roles'
import { Avatar } from '../../ui/Avatar.tsx'
import { Menu, MenuItem } from '../../ui/Menu.tsx'
import type { PersonRow } from './people-rows.ts'
import styles from './people.module.css'

export interface PersonLineProps {
  row: PersonRow
  color: number
  /** Something written in private waits for its reveal. */
  isPrivate: boolean
  asksReady: boolean
  groupName: string | undefined
  onFollow: (clientId: number) => void
  onRole: (role: Role) => void
  onRename: () => void
  onRemove: () => void
}

/** One person: what they have done so far, and what can be done for them. */
export function PersonLine({
  row,
  color,
  isPrivate,
  asksReady,
  groupName,
  onFollow,
  onRole,
  onRename,
  onRemove,
}: PersonLineProps) {
  const { t } = useLingui()
  const { name, role, clientId, hand, privateCards, votesLeft } = row
  const isFacilitator = role === 'facilitator'
  return (
    <li className={styles.person} data-here={row.isHere} data-testid="person">
      <Avatar name={name} color={color} named />
      <div className={styles.who}>
        <p className={styles.name}>
          {row.isMe ? <Trans>{name} (you)</Trans> : name}
          {isFacilitator && (
            <span className={styles.badge}>
              <Crown aria-hidden="true" />
              <Trans>Facilitator</Trans>
            </span>
          )}
          {role === 'observer' && (
            <span className={styles.badge}>
              <Eye aria-hidden="true" />
              <Trans>Watching</Trans>
            </span>
          )}
        </p>
        <p className={styles.facts}>
          {groupName !== undefined && <span>{groupName}</span>}
          {hand !== null && (
            <span className={styles.hand}>
              <Hand aria-hidden="true" />
              <Trans>hand raised, number {hand}</Trans>
            </span>
          )}
          {isPrivate && role !== 'observer' && (
            <span>
              <Plural value={privateCards} one="# private card" other="# private cards" />
            </span>
          )}
          {row.isTyping && (
            <span className={styles.typing}>
              <PenLine aria-hidden="true" />
              <Trans>writing</Trans>
            </span>
          )}
          {votesLeft !== null && (isFacilitator ? row.hasVoted : true) && (
            <span>
              {!row.hasVoted ? (
                <Trans>has not voted</Trans>
              ) : votesLeft === 0 ? (
                <Trans>has voted</Trans>
              ) : (
                <Plural value={votesLeft} one="# vote left" other="# votes left" />
              )}
            </span>
          )}
        </p>
      </div>
      {asksReady && row.isHere && role === 'participant' && (
        <span className={styles.ready} data-ready={row.isReady}>
          {row.isReady ? (
            <>
              <Check aria-hidden="true" />
              <Trans>done</Trans>
            </>
          ) : (
            <Trans>not yet</Trans>
          )}
        </span>
      )}
      {!row.isMe && (
        <Menu label={t`What to do with ${name}`} trigger={<Ellipsis />}>
          <MenuItem
            icon={<Eye />}
            disabled={clientId === null}
            onSelect={() => clientId !== null && onFollow(clientId)}
          >
            {t`See what they see`}
          </MenuItem>
          {role !== 'observer' && (
            <MenuItem
              icon={isFacilitator ? <UserMinus /> : <UserPlus />}
              onSelect={() => onRole(isFacilitator ? 'participant' : 'facilitator')}
            >
              {isFacilitator ? t`Take the facilitator's role back` : t`Make a facilitator too`}
            </MenuItem>
          )}
          {!isFacilitator && (
            <MenuItem
              icon={role === 'observer' ? <PenLine /> : <PenOff />}
              onSelect={() => onRole(role === 'observer' ? 'participant' : 'observer')}
            >
              {role === 'observer' ? t`Give the pen` : t`Take the pen: only watch`}
            </MenuItem>
          )}
          <MenuItem icon={<TextCursorInput />} onSelect={onRename}>{t`Rename …`}</MenuItem>
          <MenuItem icon={<UserX />} onSelect={onRemove}>{t`Remove from the board …`}</MenuItem>
        </Menu>
      )}
    </li>
  )
}
