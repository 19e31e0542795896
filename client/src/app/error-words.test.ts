import { errorTable } from '@planwall/shared/errors'
import { expect, it } from 'vitest'
import { errorWords, failureCode } from './error-words.ts'

const codes = [...Object.keys(errorTable), 'unreachable'] as (keyof typeof errorWords)[]

it.each(codes)('%s has words for what happened and for what to do', (code) => {
  const { title, advice } = errorWords[code]
  expect(title.message).toMatch(/\.$/)
  expect(advice.message).toMatch(/\.$/)
  expect(advice.message).not.toBe(title.message)
})

it('no two failures say the same', () => {
  const titles = codes.map((code) => errorWords[code].title.message)
  expect(new Set(titles).size).toBe(codes.length)
})

it('a code that is not in the table is a fault of the server', () => {
  expect(failureCode('wrong-token')).toBe('wrong-token')
  expect(failureCode('toString')).toBe('internal')
  expect(failureCode(undefined)).toBe('internal')
})
