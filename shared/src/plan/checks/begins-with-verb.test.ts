import { expect, it } from 'vitest'
import { beginsWithNonVerb } from './begins-with-verb.ts'

it.each([
  'The budget',
  'Our new site',
  'Weekly report',
  'Implementation of it',
  'Customers in Leeds',
  'How to sell',
  'meeting with Ana',
  'What’s next',
])('“%s” does not begin with a verb', (summary) => expect(beginsWithNonVerb(summary)).toBe(true))

it.each([
  'Call Ana',
  'Implement it',
  'Position the offer',
  'Finance it',
  'Mention prices',
  'Zork the frob',
  '',
  '42 calls',
  'Überzeugen',
  'Budgetiere es',
])('“%s” may begin with one', (summary) => expect(beginsWithNonVerb(summary)).toBe(false))
