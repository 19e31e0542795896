import { addSteps } from '@planwall/shared/session/agenda'
import { startStep } from '@planwall/shared/session/conduct'
import type { StepRules } from '@planwall/shared/session/step'
import { newBoard } from '@planwall/shared/testing/builders'
import { hand, step } from '@planwall/shared/testing/session-builders'
import { afterEach, expect, it, vi } from 'vitest'
import type { BoardHandle } from './open-board.ts'
import { followOwnCards, ownCardsOf, rememberOwn } from './own-cards.ts'
import { boardHandle, settled } from './testing/board-handle.ts'

const stops: (() => void)[] = []
let seats = 0

afterEach(() => {
  for (const stop of stops.splice(0)) stop()
  vi.unstubAllGlobals()
})

/** A participant’s page in a step; the server says that these cards are theirs. */
async function during(rules: Partial<StepRules>, elementIds: readonly string[]) {
  const docs = newBoard()
  addSteps(docs.session, [step('s', { rules }), step('t', { rules })], 'test')
  startStep(docs.session, 's', hand(), 'server')
  const asked: string[] = []
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url)
    return Promise.resolve(Response.json({ elementIds }))
  })
  const handle: BoardHandle = boardHandle(docs)
  handle.seat = { ...handle.seat, role: 'participant', seatId: `own${++seats}` }
  await settled()
  stops.push(followOwnCards(handle), handle.close)
  return { handle, asked, own: () => [...ownCardsOf(handle).getState()] }
}

it('[O1] a page that was opened anew asks which cards are its person’s, and adds what is made meanwhile', async () => {
  const { handle, asked, own } = await during({ anonymous: true, mayAdd: ['note'] }, ['before'])
  rememberOwn(handle, 'meanwhile')
  await vi.waitFor(() => expect(own().toSorted()).toEqual(['before', 'meanwhile']))
  expect(asked).toEqual(['http://127.0.0.1/api/boards/b/session/own'])
})

it.each([
  ['names are kept', { mayAdd: ['note'] }],
  ['what is written is private', { anonymous: true, private: true, mayAdd: ['note'] }],
])('[O1] nobody is asked where %s', async (_where, rules) => {
  const { asked } = await during(rules, [])
  await settled()
  expect(asked).toEqual([])
})

it('[O2] with the end of the step they are nobody’s', async () => {
  const { handle, own } = await during({ anonymous: true, mayAdd: ['note'] }, ['before'])
  await vi.waitFor(() => expect(own()).toEqual(['before']))
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ elementIds: [] })))
  startStep(handle.session, 't', hand(), 'server')
  await settled()
  expect(own()).toEqual([])
})
