import { readBoard } from '@planwall/shared/board/read'
import { startStep } from '@planwall/shared/session/conduct'
import { addSteps } from '@planwall/shared/session/agenda'
import type { StepRules } from '@planwall/shared/session/step'
import { newBoard } from '@planwall/shared/testing/builders'
import { hand, step } from '@planwall/shared/testing/session-builders'
import { afterEach, describe, expect, it } from 'vitest'
import { addTexts } from './add-cards.ts'
import { mayEdit } from './card-acts.ts'
import type { BoardHandle } from './open-board.ts'
import { isOwn, verdictNow, verdictOn } from './step-rules.ts'
import { boardHandle, settled } from './testing/board-handle.ts'

const handles: BoardHandle[] = []
let seats = 0

/** A participant's page during a step with these rules on a T1 board, in its zone for ideas. */
async function during(rules: Partial<StepRules>, zoneIds = ['ideas']): Promise<BoardHandle> {
  const docs = newBoard()
  addSteps(docs.session, [step('s', { zoneIds, rules })], 'test')
  startStep(docs.session, 's', hand(), 'server')
  const handle = boardHandle(docs)
  handle.seat = { ...handle.seat, role: 'participant', personId: 'pat', seatId: `s${++seats}` }
  handles.push(handle)
  await settled()
  return handle
}

function firstCard(handle: BoardHandle) {
  const [element] = readBoard(handle.board).board.elements.values()
  if (!element) throw new Error('There is no card.')
  return element
}

afterEach(() => {
  for (const handle of handles.splice(0)) handle.close()
})

describe('what a page offers', () => {
  it('[R1] in a step to listen in, nothing on the wall', async () => {
    const handle = await during({})
    expect(mayEdit(handle)).toBe(false)
    expect(verdictNow(handle, { act: 'add', kind: 'note', zoneId: 'ideas' })).toMatchObject({ code: 'read-only' })
  })

  it('[R11] in a private step the wall is closed, the private document is not', async () => {
    const handle = await during({ private: true, mayAdd: ['note'] })
    const ask = { act: 'add', kind: 'note', zoneId: 'ideas' } as const
    expect(mayEdit(handle)).toBe(false)
    expect(verdictNow(handle, ask)).toMatchObject({ code: 'in-private' })
    expect(verdictNow(handle, { ...ask, inPrivate: true })).toEqual({ allowed: true })
  })

  it('[R5] no more cards than the step allows one person', async () => {
    const handle = await during({ mayAdd: ['note'], maxOwn: 1 })
    const ask = { act: 'add', kind: 'note', zoneId: 'ideas' } as const
    expect(verdictNow(handle, ask).allowed).toBe(true)
    addTexts(handle, { texts: [{ text: 'One' }], kind: 'note', zoneId: 'ideas' })
    await settled()
    expect(verdictNow(handle, ask)).toMatchObject({ code: 'enough-cards' })
  })

  it('[P8] in private too, wherever a card says it lies', async () => {
    const handle = await during({ private: true, mayAdd: ['note'], maxOwn: 1 })
    const ask = { act: 'add', kind: 'note', zoneId: 'ideas', inPrivate: true } as const
    expect(verdictNow(handle, ask).allowed).toBe(true)
    addTexts(handle, { texts: [{ text: 'One' }], kind: 'note', zoneId: null })
    await settled()
    expect(verdictNow(handle, ask)).toMatchObject({ code: 'enough-cards' })
  })

  it('[C2] in an anonymous step what is made names nobody, and is its maker’s all the same', async () => {
    const handle = await during({ mayAdd: ['note'], mayEdit: 'own', anonymous: true })
    addTexts(handle, { texts: [{ text: 'Impolite' }], kind: 'note', zoneId: 'ideas' })
    const made = firstCard(handle)
    expect(made.createdBy).toBeNull()
    expect(isOwn(handle, made)).toBe(true)
    expect(verdictOn(handle, 'edit', made).allowed).toBe(true)
    handle.seat = { ...handle.seat, seatId: 'another' }
    expect(verdictOn(handle, 'edit', made)).toMatchObject({ code: 'not-yours' })
  })
})
