import { expect, it } from 'vitest'
import { ownLinkPart, readOwnLink } from './own-link.ts'

const seat = {
  seatId: 'abc',
  seatToken: 'x'.repeat(43),
  role: 'participant',
  name: 'Zoë Łukasz 🙂',
  personId: 'p1',
  linkToken: 'link',
} as const

it('the link to one’s own place leads to the same seat, whatever the name', () => {
  expect(readOwnLink(ownLinkPart(seat))).toEqual(seat)
  expect(ownLinkPart(seat)).toMatch(/^me\.[\w-]+$/)
})

it.each(['', 'abc', 'me.', 'me.%%%', 'me.eyJhIjoxfQ', `me.${'A'.repeat(2000)}`])('%j is no such link', (hash) => {
  expect(readOwnLink(hash)).toBeUndefined()
})
