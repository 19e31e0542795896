import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { LinkKind, Role } from '@planwall/shared/access/roles'

export interface LinkWords {
  name: MessageDescriptor
  /** Who gets this link, and what it lets them do. */
  use: MessageDescriptor
}

/** What each of the three links is for. */
export const linkWords: Record<LinkKind, LinkWords> = {
  facilitate: {
    name: msg`Facilitate`,
    use: msg`For you and whoever leads with you: cards, zones and everything else. Keep it to yourselves.`,
  },
  participate: {
    name: msg`Take part`,
    use: msg`For everybody on the call: write, move and edit cards.`,
  },
  observe: {
    name: msg`Watch`,
    use: msg`For sponsors and guests: see everything as it happens, change nothing.`,
  },
}

const linkKinds: Record<Role, LinkKind> = {
  facilitator: 'facilitate',
  participant: 'participate',
  observer: 'observe',
}

/** The link that gives a role. */
export function linkKindOf(role: Role): LinkKind {
  return linkKinds[role]
}
