import { i18n } from '@lingui/core'
import type { Field } from '@planwall/shared/board/fields'
import { cardKinds, kindNames } from '@planwall/shared/board/kinds'
import { beforeAll, describe, expect, it } from 'vitest'
import { columnWords, kindWords, optionWords, scaleWords, wordsOfField, wordsOfOption } from './kind-names.ts'

const fields = kindNames.flatMap((kind) =>
  Object.entries<Field>(cardKinds[kind].fields).map(([name, field]) => ({ kind, name, field })),
)
const choices = fields.flatMap(({ kind, name, field }) =>
  (field.options ?? []).map((option) => ({ kind, name, option })),
)

beforeAll(() => i18n.loadAndActivate({ locale: 'en', messages: {} }))

describe('words for kinds and fields', () => {
  it.each(kindNames)('the kind %s has a name, a plural and a use', (kind) => {
    const { name, many, use } = kindWords[kind]
    expect([name, many, use].map((words) => i18n._(words))).not.toContain('')
  })

  it.each(fields)('the field $kind.$name has a label', ({ kind, name }) => {
    expect(i18n._(wordsOfField(kind, name)?.label ?? { id: '', message: '' })).not.toBe('')
  })

  it.each(choices)('the choice $option of $kind.$name has a name', ({ name, option }) => {
    expect(i18n._(wordsOfOption(name, option) ?? { id: '', message: '' })).not.toBe('')
  })

  it('two fields of one name offer the same choices, so that one list of words serves both', () => {
    for (const [name, words] of Object.entries(optionWords)) {
      for (const same of fields.filter((field) => field.name === name && field.field.options)) {
        expect(Object.keys(words)).toEqual(same.field.options)
      }
    }
  })

  it('every scale says what its ends mean', () => {
    const scales = fields.filter(({ field }) => field.control === 'scale5').map(({ name }) => name)
    expect(scales.filter((name) => !scaleWords[name])).toEqual([])
  })

  it('every column of every small table has a name', () => {
    const tables = fields.filter(({ field }) => field.columns)
    expect(tables.map(({ name }) => Object.keys(columnWords[name] ?? {}))).toEqual(
      tables.map(({ field }) => Object.keys(field.columns ?? {})),
    )
  })

  it('no two fields of one kind have the same label', () => {
    for (const kind of kindNames) {
      const labels = fields.filter((field) => field.kind === kind).map(({ name }) => wordsOfField(kind, name)?.label.id)
      expect(new Set(labels).size).toBe(labels.length)
    }
  })
})
