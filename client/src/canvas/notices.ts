import { plural, t } from '@lingui/core/macro'
import { i18n } from '@lingui/core'
import { isCardKind } from '@planwall/shared/board/kinds'
import type { CardKind } from '@planwall/shared/board/kinds'
import type { Zone } from '@planwall/shared/board/model'
import { kindWords } from '../sync/kind-names.ts'
import { refusalWords } from '../sync/refusal-words.ts'
import { toast } from '../ui/toast-store.ts'
import type { Refusal } from './moves.ts'

/** Says why cards went back to where they were. */
export function tellRefused(refused: readonly Refusal[]): void {
  const first = refused[0]
  if (!first) return
  const count = refused.length
  const why = wordsOf(first)
  if (count === 1) toast(why, 'warn')
  else toast(plural(count, { other: `# cards went back: ${why}` }), 'warn')
}

function wordsOf({ kind, zone, byStep }: Refusal): string {
  if (byStep && byStep !== 'zone-refuses-kind' && byStep !== 'zone-full') return i18n._(refusalWords[byStep])
  return zone ? whyNot(kind, zone) : ''
}

/** Why a zone does not take a card, in words. */
export function whyNot(kind: string, zone: Zone): string {
  const name = zone.name
  if (zone.accepts.length > 0 && !zone.accepts.includes(kind)) {
    const kinds = new Intl.ListFormat(i18n.locale, { type: 'disjunction' }).format(
      zone.accepts.filter(isCardKind).map((accepted) => pluralOf(accepted)),
    )
    return t`“${name}” takes only: ${kinds}.`
  }
  const most = zone.maxCards ?? 0
  return plural(most, {
    one: `“${name}” takes one card, and it is there.`,
    other: `“${name}” is full: it takes # cards.`,
  })
}

function pluralOf(kind: CardKind): string {
  return i18n._(kindWords[kind].many)
}
