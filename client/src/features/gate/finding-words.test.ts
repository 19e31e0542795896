import { setupI18n } from '@lingui/core'
import { sayIn, sentences } from '@planwall/shared/plan/checks/sentences'
import type { SentenceCode } from '@planwall/shared/plan/checks/sentences'
import { expect, it } from 'vitest'
import { findingWords } from './finding-words.ts'

const i18n = setupI18n({ locale: 'en', messages: { en: {} } })

it.each(Object.keys(sentences) as SentenceCode[])('%s is said in the page as it is in the plan', (code) => {
  const names = [...sentences[code].matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string)
  const values = Object.fromEntries(names.map((name) => [name, `<${name}>`]))
  expect(i18n._({ ...findingWords[code], values })).toBe(sayIn(code, values))
})
