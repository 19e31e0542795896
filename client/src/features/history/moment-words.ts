import { i18n } from '@lingui/core'
import { plural, t } from '@lingui/core/macro'
import { formatMoment } from '../../sync/dates.ts'
import type { Moment } from './history-calls.ts'
import type { Changes } from './wall-then.ts'

/** Why a moment was kept, in a few words. */
export function whyWords({ why, name, by, revision }: Moment): string {
  switch (why) {
    case 'time':
      return t`Kept by itself`
    case 'named':
      return name
    case 'step':
      return name === '' ? t`The end of a step` : t`End of the step “${name}”`
    case 'plan':
      return t`Plan finished: revision ${revision ?? 0}`
    case 'before-restore':
      return t`Before ${by} restored the board`
    default:
      return why satisfies never
  }
}

export function timeWords({ at }: Pick<Moment, 'at'>, timezone: string): string {
  return formatMoment(at, i18n.locale, timezone)
}

/** "3 new, 1 changed, 2 gone" */
export function countWords({ appeared, changed, gone }: Changes): string {
  const parts = [
    appeared.length > 0 ? plural(appeared.length, { one: '# new', other: '# new' }) : '',
    changed.length > 0 ? plural(changed.length, { one: '# changed', other: '# changed' }) : '',
    gone.length > 0 ? plural(gone.length, { one: '# gone', other: '# gone' }) : '',
  ].filter((part) => part !== '')
  return parts.length > 0 ? parts.join(', ') : t`Nothing changed`
}
