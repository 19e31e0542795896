import { addSteps } from '@planwall/shared/session/agenda'
import { facilitationIn, sessionDoc } from '@planwall/shared/testing/session-builders'
import { expect, it } from 'vitest'
import { newStep, readMinutes } from './new-step.ts'

it('a new step is one the session takes', () => {
  const session = sessionDoc()
  expect(addSteps(session, [newStep('n', 'New step')], 'test')).toBe(true)
  expect(facilitationIn(session).agenda.map(({ title }) => title)).toEqual(['New step'])
})

it.each([
  ['5', 5],
  [' 12 ', 12],
  ['240', 240],
  ['0', undefined],
  ['241', undefined],
  ['2.5', undefined],
  ['', undefined],
  ['five', undefined],
])('minutes typed as %j are read as %j', (typed, minutes) => {
  expect(readMinutes(typed)).toBe(minutes)
})
