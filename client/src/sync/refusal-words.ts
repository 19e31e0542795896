import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { Refusal } from '@planwall/shared/session/rules'
import type { faults } from '@planwall/shared/session/violations'

/** Why something is not possible now, and what to do: for every refusal of a step, and for what the server took back. */
export const refusalWords: Record<Refusal | keyof typeof faults, MessageDescriptor> = {
  observer: msg`You are watching. Ask the facilitator for a link to take part.`,
  paused: msg`The session is paused. You can go on when the facilitator resumes it.`,
  'read-only': msg`In this step you listen and read. The facilitator edits.`,
  'in-private': msg`In this step you write in private. Your cards appear on the wall when they are revealed.`,
  'not-in-private': msg`Nothing is written in private now. Your card can go on the wall.`,
  'kind-not-now': msg`Cards of this kind are not part of this step.`,
  'edit-not-now': msg`Cards are not edited in this step.`,
  'move-not-now': msg`Cards are not moved in this step.`,
  'arrows-not-now': msg`Arrows are not drawn in this step.`,
  'drawing-not-now': msg`Nothing is drawn in this step.`,
  'not-yours': msg`This card is somebody else’s. In this step you change your own.`,
  'not-yours-to-delete': msg`You can delete your own cards. Ask the facilitator to delete this one.`,
  'zone-not-now': msg`This step takes place in another zone.`,
  'other-group': msg`This zone belongs to another group.`,
  'no-group': msg`Ask the facilitator to put you in a group.`,
  'zone-refuses-kind': msg`This zone does not take cards of this kind.`,
  'zone-full': msg`This zone is full.`,
  'enough-cards': msg`You have as many cards here as this step allows.`,
  'no-vote': msg`There is no vote open now.`,
  'forged-author': msg`A card said that somebody else made it.`,
  'author-shown': msg`No names are kept in this step, and a card named one.`,
  'votes-written': msg`Votes are counted by the server.`,
  'creation-rewritten': msg`What a card was when it was made cannot be changed.`,
  'not-an-element': msg`This is not something the wall can hold.`,
}
