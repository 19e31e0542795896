import { describe, expect, it } from 'vitest'
import { newBoard, replicaOf, syncAll } from '../testing/builders.ts'
import { step } from '../testing/session-builders.ts'
import { addSteps, agendaMinutes, changeStep, moveStep, removeStep } from './agenda.ts'
import { readFacilitation } from './facilitation.ts'

const agendaIn = (session: Parameters<typeof readFacilitation>[0]) => readFacilitation(session).facilitation.agenda
const idsIn = (session: Parameters<typeof readFacilitation>[0]) => agendaIn(session).map(({ id }) => id)

describe('the agenda', () => {
  it('comes from the template, in order, without the notes for facilitators', () => {
    const { session } = newBoard()
    expect(idsIn(session)).toEqual(['1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7', '1.8'])
    expect(agendaMinutes(agendaIn(session))).toBe(40)
    expect(agendaIn(session).some((one) => 'notes' in one)).toBe(false)
  })

  it('takes steps in the middle and at the end, and moves and removes them', () => {
    const { session } = newBoard()
    expect(addSteps(session, [step('a'), step('b')], 'test', '1.2')).toBe(true)
    expect(addSteps(session, [step('z')], 'test')).toBe(true)
    moveStep(session, '1.1', 2, 'test')
    removeStep(session, '1.8', 'test')
    moveStep(session, '1.3', 99, 'test')
    expect(idsIn(session)).toEqual(['1.2', 'a', '1.1', 'b', '1.4', '1.5', '1.6', '1.7', 'z', '1.3'])
    moveStep(session, 'gone', 0, 'test')
    removeStep(session, 'gone', 'test')
    expect(idsIn(session)).toHaveLength(10)
  })

  it('[A4] refuses steps that are not valid or whose id is taken, whole', () => {
    const { session } = newBoard()
    expect(addSteps(session, [step('a'), step('1.1')], 'test')).toBe(false)
    expect(addSteps(session, [step('a'), step('a')], 'test')).toBe(false)
    expect(addSteps(session, [step('a'), { ...step('b'), minutes: 0 }], 'test')).toBe(false)
    expect(changeStep(session, '1.1', { title: 'New', minutes: -1 }, 'test')).toBe(false)
    expect(changeStep(session, '1.1', { notes: 'secret' } as never, 'test')).toBe(false)
    expect(changeStep(session, 'gone', { minutes: 3 }, 'test')).toBe(false)
    expect(idsIn(session)).toHaveLength(8)
    expect(agendaIn(session)[0]).toMatchObject({ title: 'Read the goal', minutes: 4 })
  })

  it('[A4] two facilitators who change different fields of a step both keep their work', () => {
    const { session } = newBoard()
    const other = replicaOf(session)
    changeStep(session, '1.1', { minutes: 9 }, 'test')
    changeStep(other, '1.1', { say: 'Look here.' }, 'test')
    moveStep(other, '1.1', 7, 'test')
    syncAll(session, other)
    expect(agendaIn(session)).toEqual(agendaIn(other))
    expect(agendaIn(session).at(-1)).toMatchObject({ id: '1.1', minutes: 9, say: 'Look here.' })
  })

  it('clears a field that may be absent', () => {
    const { session } = newBoard()
    expect(agendaIn(session)[3]?.vote).toBeDefined()
    expect(changeStep(session, '1.4', { vote: undefined }, 'test')).toBe(true)
    expect(agendaIn(session)[3]?.vote).toBeUndefined()
  })
})
