import { describe, expect, it } from 'vitest'
import { waiversOf } from '../board/doc.ts'
import { readSession } from '../board/read.ts'
import { checkSettingsOf } from '../plan/check-settings.ts'
import { checkPlan } from '../plan/checks.ts'
import { extractPlan } from '../plan/extract.ts'
import { boardWith, card, newBoard, replicaOf, syncAll } from '../testing/builders.ts'
import { unwaiveCheck, waiveCheck } from './waivers.ts'

const waiver = { code: 'TSK-01', cardId: 't', reason: ' She starts in May ', by: 'fay', at: 5 }
const context = { boardId: 'b', asOf: '2026-04-15', exportedAt: '2026-04-15T09:00:00Z', generator: 'test' }
const wall = boardWith(
  card('move', { id: 'm' }),
  ...['t', 't2'].map((id) => card('task', { id, fields: { moveId: 'm' } })),
)

describe('waivers', () => {
  it('are kept with reason, name and time, and read back', () => {
    const { session } = newBoard()
    expect(readSession(session).session.waivers).toBeUndefined()
    expect(waiveCheck(session, waiver, 'test')).toBe(true)
    expect([...(readSession(session).session.waivers?.values() ?? [])]).toEqual([
      { ...waiver, reason: 'She starts in May' },
    ])
  })

  it.each([
    ['a blank reason', { reason: ' \n' }],
    ['a code that is none', { code: 'whatever' }],
    ['nobody’s name', { by: '' }],
  ])('%s changes nothing', (_name, change) => {
    const { session } = newBoard()
    expect(waiveCheck(session, { ...waiver, ...change }, 'test')).toBe(false)
    expect(waiversOf(session).size).toBe(0)
  })

  it('taking one back that is not there writes nothing', () => {
    const { session } = newBoard()
    let updates = 0
    session.on('update', () => updates++)
    unwaiveCheck(session, waiver, 'test')
    expect(updates).toBe(0)
    waiveCheck(session, waiver, 'test')
    unwaiveCheck(session, waiver, 'test')
    expect(updates).toBe(2)
    expect(readSession(session).session.waivers).toBeUndefined()
  })

  it('of two facilitators at once both stand', () => {
    const { session } = newBoard()
    const other = replicaOf(session)
    waiveCheck(session, waiver, 'test')
    waiveCheck(other, { ...waiver, cardId: 't2' }, 'test')
    syncAll(session, other)
    expect(readSession(session).session.waivers?.size).toBe(2)
  })

  it('what is no waiver is passed over and told', () => {
    const { session } = newBoard()
    waiversOf(session).set('TSK-01', { code: 'TSK-01' })
    expect(readSession(session)).toMatchObject({ problems: [{ elementId: 'TSK-01', reason: 'bad-element' }] })
  })

  it('one for a card covers that card, one without covers the check', () => {
    const { session } = newBoard()
    const look = () => {
      const read = readSession(session).session
      return checkPlan(extractPlan(wall, read, context), { ...checkSettingsOf(read), codes: new Set(['TSK-01']) })
    }
    expect(look()).toMatchObject({ errors: 4, waived: 0, isComplete: false, checks: [{ state: 'open' }] })
    waiveCheck(session, waiver, 'test')
    expect(look()).toMatchObject({ errors: 2, waived: 2, isComplete: false, checks: [{ state: 'open' }] })
    const { cardId: _cardId, ...whole } = waiver
    waiveCheck(session, whole, 'test')
    expect(look()).toMatchObject({ errors: 0, waived: 4, isComplete: true, checks: [{ state: 'waived' }] })
    expect(look().findings[0]?.waiver).toMatchObject({ reason: 'She starts in May', by: 'fay' })
  })
})
