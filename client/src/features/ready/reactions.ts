import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { ReactionName } from '@planwall/shared/session/awareness'
import { Heart, Laugh, Lightbulb, PartyPopper, Sparkles, ThumbsUp } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'

/** How each reaction looks and what it is called. */
export const reactions: Record<ReactionName, { icon: LucideIcon; words: MessageDescriptor }> = {
  'thumbs-up': { icon: ThumbsUp, words: msg`Yes, good` },
  clap: { icon: PartyPopper, words: msg`Applause` },
  heart: { icon: Heart, words: msg`I like it` },
  laugh: { icon: Laugh, words: msg`Funny` },
  wow: { icon: Sparkles, words: msg`Surprising` },
  thinking: { icon: Lightbulb, words: msg`That makes me think` },
}
