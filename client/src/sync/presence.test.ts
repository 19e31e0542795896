import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { createPresence, roomAwareness } from './presence.ts'
import type { CursorLine, HeardCursor, Me } from './presence.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('where pointers travel alone', () => {
  it('a pointer that moves for two seconds is said 20 times a second, all of the person once a second', () => {
    const ada = tab('Ada', { hasLine: true })
    vi.advanceTimersByTime(1000)
    ada.said.length = ada.states.length = 0
    for (let x = 1; x <= 200; x++) {
      ada.presence.setCursor({ x, y: x })
      vi.advanceTimersByTime(10)
    }
    expect(ada.said.length).toBeGreaterThan(35)
    expect(ada.said.length).toBeLessThanOrEqual(41)
    expect(ada.states.length).toBeLessThanOrEqual(3)
    vi.advanceTimersByTime(1000)
    expect(ada.said.at(-1)).toEqual({ x: 200, y: 200 })
    expect(ada.states.at(-1)).toMatchObject({ c: [200, 200] })
  })

  it('a pointer that has left the wall is said to have', () => {
    const ada = tab('Ada', { hasLine: true })
    ada.presence.setCursor({ x: 1, y: 1 })
    vi.advanceTimersByTime(50)
    ada.presence.setCursor(null)
    vi.advanceTimersByTime(50)
    expect(ada.said).toEqual([{ x: 1, y: 1 }, null])
  })

  it('what is not a pointer is said as soon as ever, however lately a pointer waited for its turn', () => {
    const ada = tab('Ada', { hasLine: true })
    ada.presence.setCursor({ x: 1, y: 1 })
    ada.presence.setSelection(['card'])
    vi.advanceTimersByTime(50)
    expect(ada.states.at(-1)).toMatchObject({ c: [1, 1], s: ['card'] })
  })

  it('others are shown where their pointers are, not where an older state said they were', () => {
    const [ada, bob] = [tab('Ada', { hasLine: true }), tab('Bob', { hasLine: true })]
    bob.presence.setCursor({ x: 1, y: 1 })
    vi.advanceTimersByTime(1000)
    ada.hearStateOf(bob)
    const id = bob.awareness.clientID
    expect(ada.presence.peers.getState().get(id)).toMatchObject({ name: 'Bob', cursor: { x: 1, y: 1 } })
    ada.hear([{ clientId: id, at: { x: 9, y: 9 } }])
    bob.presence.setSelection(['card'])
    vi.advanceTimersByTime(1000)
    ada.hearStateOf(bob)
    expect(ada.presence.peers.getState().get(id)).toMatchObject({ selection: ['card'], cursor: { x: 9, y: 9 } })
    ada.hear([{ clientId: id, at: null }])
    expect(ada.presence.peers.getState().get(id)?.cursor).toBeNull()
  })

  it('a pointer that is heard of before its person is shown with them; not after they have gone and come back', () => {
    const [ada, bob] = [tab('Ada', { hasLine: true }), tab('Bob', { hasLine: true })]
    const id = bob.awareness.clientID
    ada.hear([
      { clientId: id, at: { x: 7, y: 7 } },
      { clientId: ada.awareness.clientID, at: { x: 8, y: 8 } },
    ])
    expect(ada.presence.peers.getState().size).toBe(0)
    ada.hearStateOf(bob)
    expect(ada.presence.peers.getState().get(id)?.cursor).toEqual({ x: 7, y: 7 })
    removeAwarenessStates(ada.awareness, [id], 'server')
    expect(ada.presence.peers.getState().size).toBe(0)
    bob.presence.setSelection(['card'])
    vi.advanceTimersByTime(1000)
    ada.hearStateOf(bob)
    expect(ada.presence.peers.getState().get(id)?.cursor).toBeNull()
  })
})

it('without a line of their own, pointers are part of every state', () => {
  const ada = tab('Ada', { hasLine: false })
  vi.advanceTimersByTime(1000)
  ada.states.length = 0
  for (let x = 1; x <= 100; x++) {
    ada.presence.setCursor({ x, y: 0 })
    vi.advanceTimersByTime(10)
  }
  expect(ada.states.length).toBeGreaterThan(15)
})

function tab(name: string, { hasLine }: { hasLine: boolean }) {
  const me: Me = { name, color: 1, role: 'participant', personId: null }
  const awareness = roomAwareness(new Y.Doc())
  const said: unknown[] = []
  const states: unknown[] = []
  let hear: (heard: readonly HeardCursor[]) => void = () => undefined
  const line: CursorLine = { say: (_id, at) => said.push(at), listen: (listener) => void (hear = listener) }
  awareness.on('update', ({ updated }: { updated: number[] }) => {
    if (updated.includes(awareness.clientID)) states.push(awareness.getLocalState())
  })
  const presence = createPresence(awareness, me, hasLine ? line : undefined)
  return {
    presence,
    awareness,
    said,
    states,
    hear: (heard: readonly HeardCursor[]) => hear(heard),
    hearStateOf: (other: { awareness: typeof awareness }) =>
      applyAwarenessUpdate(awareness, encodeAwarenessUpdate(other.awareness, [other.awareness.clientID]), 'server'),
  }
}
