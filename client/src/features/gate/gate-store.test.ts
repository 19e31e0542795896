import { addCards, setText } from '@planwall/shared/board/edit'
import { setMeta } from '@planwall/shared/session/edit-session'
import { waiveCheck } from '@planwall/shared/session/waivers'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { checkedPlanOf } from '../../sync/checked-plan.ts'
import { boardHandle, settled } from '../../sync/testing/board-handle.ts'
import { findingGroups, waivedFindings } from './finding-groups.ts'
import { bindGate } from './gate-store.ts'

describe('when the plan is checked', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('requestAnimationFrame', (act: () => void) => setTimeout(act, 16))
    vi.stubGlobal('cancelAnimationFrame', clearTimeout)
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('not while somebody types, but once the board rests', async () => {
    const { handle, looks } = withGate()
    await vi.advanceTimersByTimeAsync(400)
    expect(looks()).toBe(1)
    for (let key = 0; key < 5; key++) {
      setText(handle.board, 'task1', 'x'.repeat(key), handle.origin)
      await vi.advanceTimersByTimeAsync(100)
      expect(looks()).toBe(1)
    }
    await vi.advanceTimersByTimeAsync(400)
    expect(looks()).toBe(2)
  })

  it('also where the board never rests, once in a while', async () => {
    const { handle, looks } = withGate()
    for (let key = 0; key < 60; key++) {
      setText(handle.board, 'task1', String(key), handle.origin)
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(looks()).toBeGreaterThanOrEqual(3)
    expect(looks()).toBeLessThanOrEqual(5)
  })

  it('not at all where nothing changed', async () => {
    const { looks } = withGate()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(looks()).toBe(1)
  })
})

describe('who can mend what', () => {
  it('mine comes first, then others by name, then what falls to the facilitator', async () => {
    const handle = filled()
    await settled()
    const groups = findingGroups(checkedPlanOf(handle), { personId: 'bob' })
    expect(groups.map(({ who, name, errors }) => [who, name, errors])).toEqual([
      ['mine', 'Bob', 1],
      ['other', 'Ana', 2],
      ['facilitator', '', 1],
    ])
    expect(findingGroups(checkedPlanOf(handle), { personId: null }).map(({ who }) => who)).not.toContain('mine')
  })

  it('a waiver is listed once, and what it covers with nobody', async () => {
    const handle = filled()
    const waiver = { code: 'TSK-01', cardId: 'task1', reason: 'Later', by: 'ana', at: 1 }
    waiveCheck(handle.session, waiver, handle.origin)
    await settled()
    const checked = checkedPlanOf(handle)
    expect(waivedFindings(checked).map(({ waiver: one }) => one?.reason)).toEqual(['Later'])
    const open = findingGroups(checked, { personId: null }).flatMap(({ findings }) => findings)
    expect(open.map(({ subject }) => subject?.cardId)).not.toContain('task1')
  })
})

function withGate() {
  const handle = filled()
  const { store, stop } = bindGate(handle)
  onTestFinished(stop)
  let looks = 0
  store.subscribe(() => looks++)
  return { handle, looks: () => looks }
}

/** Ana carries a move with a task nobody took, and Bob has a task without a date. There is no goal. */
function filled() {
  const handle = boardHandle()
  setMeta(handle.session, { gate: { checks: ['GOL-01', 'TSK-01'], thresholds: {} } }, 'test')
  addCards(
    handle.board,
    [
      card('person', 'ana', 'Ana'),
      card('person', 'bob', 'Bob'),
      card('move', 'move1', 'Win back', { accountable: 'ana' }),
      card('task', 'task1', 'List', { moveId: 'move1' }),
      card('task', 'task2', 'Call', { moveId: 'move1', assignee: 'bob' }),
    ],
    'test',
  )
  return handle
}

function card(kind: 'person' | 'move' | 'task', id: string, text: string, fields: Record<string, unknown> = {}) {
  return { id, kind, text, fields, zoneId: null, geometry: null, order: `a${id}`, createdAt: 0, createdBy: null }
}
