import type { CardKind } from '../../board/kinds.ts'
import type { Subject } from '../finding.ts'
import { planId } from '../plan-id.ts'
import type { Plan } from '../plan.ts'
import { shortened } from './plan-view.ts'
import type { PlanView } from './plan-view.ts'
import type { Draft } from './rule.ts'
import type { Params, SentenceCode } from './sentences.ts'

/** A finding about one item that is mended in one field of its card; whoever answers for the item can mend it. */
export function inField(view: PlanView, id: string, sentence: SentenceCode, field: string, params?: Params): Draft {
  const about = view.about(id)
  const fix = about && ({ act: 'fill', cardId: about.cardId, field } as const)
  const draft: Draft = { sentence, about, fix, personId: view.carrierOf(id) }
  if (params) draft.params = params
  return draft
}

/** A card that is not in the plan, to name in a finding. */
export function omittedCard(kind: CardKind, { cardId, text = '' }: Plan['omitted'][number]): Subject {
  return { itemId: planId(cardId), cardId, kind, name: shortened(text) }
}

/** One finding for each of these that holds. */
export function* each(...found: readonly (Draft | false | undefined)[]): Generator<Draft> {
  for (const draft of found) if (draft) yield draft
}

/** Nothing but white space is as good as nothing. */
export function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === ''
}
