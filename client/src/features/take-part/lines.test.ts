import { expect, it } from 'vitest'
import { linesOf, MOST_LINES } from './lines.ts'

it.each([
  ['one line is text like any other', 'Nobody called', ['Nobody called']],
  ['every line is a card, empty ones are none', 'a\r\n\n  b \n', ['a', 'b']],
  ['bullets and numbers are not part of a card', '- a\n* b\n• c\n12. d\n3) e', ['a', 'b', 'c', 'd', 'e']],
  ['a number that means something stays', '2027 is late\n-5% of sales', ['2027 is late', '-5% of sales']],
])('%s', (_rule, pasted, lines) => {
  expect(linesOf(pasted)).toEqual(lines)
})

it('a pasted book does not bury the wall', () => {
  expect(linesOf('x\n'.repeat(1000))).toHaveLength(MOST_LINES)
})
