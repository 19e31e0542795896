import { i18n } from '@lingui/core'
import type { Finding } from '@planwall/shared/plan/finding'
import { formatDay } from '../../sync/dates.ts'
import { findingWords } from './finding-words.ts'

/** What a finding says, in the language of the page. A sentence this build has no words for is said in English. */
export function findingText({ sentence, params, text }: Pick<Finding, 'sentence' | 'params' | 'text'>): string {
  const words = Object.hasOwn(findingWords, sentence) ? findingWords[sentence] : undefined
  if (!words) return text
  const values = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, shown(value)]))
  return i18n._({ ...words, values })
}

function shown(value: string | number): string {
  if (typeof value === 'number') return i18n.number(value)
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDay(value, i18n.locale) : value
}
