import { plural, t } from '@lingui/core/macro'
import { i18n } from '@lingui/core'
import { isCardKind } from '@planwall/shared/board/kinds'
import type { CardKind } from '@planwall/shared/board/kinds'
import type { Zone } from '@planwall/shared/board/model'
import { kindWords } from '../sync/kind-names.ts'
import { toast } from '../ui/toast-store.ts'
import type { Refusal } from './moves.ts'

/** Says why cards went back to where they were. */
export function tellRefused(refused: readonly Refusal[]): void {
  const first = refused[0]
  if (!first) return
  const count = refused.length
  if (count === 1) toast(whyNot(first.kind, first.zone), 'warn')
  else toast(plural(count, { other: `# cards went back: ${whyNot(first.kind, first.zone)}` }), 'warn')
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
