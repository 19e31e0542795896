import { addCards, deleteElements, setText } from '@planwall/shared/board/edit'
import { addSteps } from '@planwall/shared/session/agenda'
import { startStep } from '@planwall/shared/session/conduct'
import type { StepRules } from '@planwall/shared/session/step'
import { newBoard, newCard } from '@planwall/shared/testing/builders'
import { hand, step } from '@planwall/shared/testing/session-builders'
import type { Role } from '@planwall/shared/access/roles'
import { describe, expect, it } from 'vitest'
import type { BoardHandle } from '../../sync/open-board.ts'
import { boardHandle, settled } from '../../sync/testing/board-handle.ts'
import { goBackInZone, goBackTo } from './go-back.ts'

const zoneId = 'ideas'
const start = ['a', 'b'].map((id) => newCard('note', { id, text: id, zoneId }))

/** A board with two cards; somebody in this role, in a step with these rules where they are given. */
async function boardFor(role: Role, rules?: Partial<StepRules>): Promise<BoardHandle> {
  const docs = newBoard()
  addCards(docs.board, start, 'somebody else')
  if (rules) {
    addSteps(docs.session, [step('s', { rules })], 'fay')
    startStep(docs.session, 's', hand(1), 'server')
  }
  const handle = boardHandle(docs)
  await settled()
  const canEditSession = role === 'facilitator'
  return { ...handle, seat: { ...handle.seat, role }, canEditBoard: role !== 'observer', canEditSession }
}

function wallNow({ view }: BoardHandle) {
  const { elements, session } = view.getState()
  return { elements, zones: session.zones }
}

const textsOf = (handle: BoardHandle) =>
  [...wallNow(handle).elements.values()].map((one) => ('text' in one ? one.text : '')).toSorted()

describe('[H2] going back in a card or a zone', () => {
  it('is one step of one’s own undo, whatever it was that came back', async () => {
    const handle = await boardFor('participant')
    const then = wallNow(handle)
    deleteElements(handle.board, ['a'], 'somebody else')
    setText(handle.board, 'b', 'other', 'somebody else')
    await settled()
    expect(goBackInZone(handle, then, zoneId)).toEqual({ done: 2, refused: 0 })
    await settled()
    expect(textsOf(handle)).toEqual(['a', 'b'])
    handle.undo.undo()
    await settled()
    expect(textsOf(handle)).toEqual(['other'])
    handle.undo.redo()
    await settled()
    expect(textsOf(handle)).toEqual(['a', 'b'])
  })

  it('of what is as it was does nothing, and there is nothing to undo', async () => {
    const handle = await boardFor('participant')
    expect(goBackTo(handle, wallNow(handle), ['a'])).toEqual({ done: 0, refused: 0 })
    expect(handle.undo.state.getState().canUndo).toBe(false)
  })

  const rows: [rule: string, role: Role, rules: Partial<StepRules>, texts: string[], refused: number][] = [
    ['a step that takes such cards lets them come back', 'participant', { mayAdd: ['note'] }, ['a', 'other'], 1],
    ['a step in which all is edited lets them be what they were', 'participant', { mayEdit: 'all' }, ['b'], 1],
    ['a step in which nothing is written leaves all as it is', 'participant', {}, ['other'], 2],
    ['facilitators are bound by no step', 'facilitator', {}, ['a', 'b'], 0],
  ]
  it.each(rows)('%s', async (_rule, role, rules, texts, refused) => {
    const handle = await boardFor(role, rules)
    const then = wallNow(handle)
    deleteElements(handle.board, ['a'], 'somebody else')
    setText(handle.board, 'b', 'other', 'somebody else')
    await settled()
    expect(goBackTo(handle, then, ['a', 'b']).refused).toBe(refused)
    await settled()
    expect(textsOf(handle)).toEqual(texts)
  })
})
