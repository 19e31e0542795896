import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { AgendaStep } from '@planwall/shared/session/step'
import { BadgeCheck, Eye, Group, ListChecks, MessageCircle, PenLine, UserPlus, Vote } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'

type Activity = AgendaStep['activity']

/** What people do in a step, in a word. */
export const activityWords: Record<Activity, MessageDescriptor> = {
  talk: msg`Talk`,
  write: msg`Write`,
  reveal: msg`Reveal and read`,
  cluster: msg`Group`,
  vote: msg`Vote`,
  assign: msg`Assign`,
  sign: msg`Sign`,
  check: msg`Check`,
}

export const activityIcons: Record<Activity, LucideIcon> = {
  talk: MessageCircle,
  write: PenLine,
  reveal: Eye,
  cluster: Group,
  vote: Vote,
  assign: UserPlus,
  sign: BadgeCheck,
  check: ListChecks,
}
