import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import type { CallAnswer } from './board-api.ts'
import { watchPeople } from './use-people-now.ts'
import type { PersonNow } from './use-people-now.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const ann: PersonNow = {
  seatId: 's',
  personId: 'p',
  name: 'Ann',
  role: 'participant',
  isHere: true,
  privateCards: 0,
  isWriting: false,
  votes: [],
}

function watching(of: { isHidden?: boolean } = {}) {
  const session = new Y.Doc()
  const open: ((answer: CallAnswer<{ people: PersonNow[] }>) => void)[] = []
  let asked = 0
  const question = () => {
    asked++
    return new Promise<CallAnswer<{ people: PersonNow[] }>>((resolve) => open.push(resolve))
  }
  const watch = watchPeople({ session }, question, () => of.isHidden ?? false)
  const answer = async (value: CallAnswer<{ people: PersonNow[] }>) => {
    open.shift()?.(value)
    await vi.advanceTimersByTimeAsync(0)
  }
  return { session, watch, answer, asked: () => asked }
}

it('asks one question at a time, and again some seconds after the answer', async () => {
  const { watch, answer, asked } = watching()
  expect(asked()).toBe(1)
  watch.ask()
  expect(asked()).toBe(1)
  await answer({ value: { people: [ann] } })
  await vi.advanceTimersByTimeAsync(0)
  expect(asked()).toBe(2)
  await answer({ value: { people: [ann] } })
  await vi.advanceTimersByTimeAsync(2000)
  expect(asked()).toBe(2)
  await vi.advanceTimersByTimeAsync(1000)
  expect(asked()).toBe(3)
  watch.stop()
})

it('asks at once when the session changes, and seldom while nobody looks', async () => {
  const { session, watch, answer, asked } = watching({ isHidden: true })
  await answer({ value: { people: [ann] } })
  await vi.advanceTimersByTimeAsync(5000)
  expect(asked()).toBe(1)
  session.getMap('run').set('step', 1)
  expect(asked()).toBe(2)
  watch.stop()
})

it('the same answer changes nothing, a failure keeps what was known, and nothing comes after the end', async () => {
  const { watch, answer, asked } = watching()
  await answer({ value: { people: [ann] } })
  const first = watch.store.getState()
  await vi.advanceTimersByTimeAsync(2500)
  await answer({ value: { people: [{ ...ann }] } })
  expect(watch.store.getState()).toBe(first)
  await vi.advanceTimersByTimeAsync(2500)
  await answer({ failure: { code: 'unreachable', message: '', body: null } })
  expect(watch.store.getState()).toBe(first)
  await vi.advanceTimersByTimeAsync(2500)
  watch.stop()
  await answer({ value: { people: [] } })
  await vi.advanceTimersByTimeAsync(20_000)
  expect(watch.store.getState()).toBe(first)
  expect(asked()).toBe(4)
})
