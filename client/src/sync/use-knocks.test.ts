import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { boardHandle } from './testing/board-handle.ts'
import { watchKnocks } from './use-knocks.ts'

const ana = { knockId: 'k1', name: 'Ana', kind: 'participate', since: '2026-11-22T12:00:00.000Z' }
const ben = { ...ana, knockId: 'k2', name: 'Ben' }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('who waits to be let in', () => {
  it('is asked for at once, and again when the server says that it changed', async () => {
    const { handle, watch, answer } = follow()
    await vi.advanceTimersByTimeAsync(0)
    expect(watch.store.getState()).toEqual([])
    answer([ana, ben])
    handle.knocked.setState((times) => times + 1, true)
    await vi.advanceTimersByTimeAsync(0)
    expect(watch.store.getState()).toEqual([ana, ben])
    watch.stop()
  })

  it('a change heard while the answer is on its way is not missed', async () => {
    const { handle, watch, answer } = follow()
    answer([ana])
    handle.knocked.setState((times) => times + 1, true)
    await vi.advanceTimersByTimeAsync(0)
    expect(watch.store.getState()).toEqual([ana])
    watch.stop()
  })

  it('what was missed while the line was away is asked for when it is back', async () => {
    const { handle, watch, answer } = follow()
    await vi.advanceTimersByTimeAsync(0)
    handle.status.setState({ kind: 'offline' })
    answer([ana])
    handle.status.setState({ kind: 'catching-up' })
    handle.status.setState({ kind: 'saved' })
    await vi.advanceTimersByTimeAsync(0)
    expect(watch.store.getState()).toEqual([ana])
    watch.stop()
  })

  it('whoever gives up waiting disappears by itself, and where nobody waits nobody asks', async () => {
    const { watch, answer, fetched } = follow([ana])
    await vi.advanceTimersByTimeAsync(0)
    expect(watch.store.getState()).toEqual([ana])
    answer([])
    await vi.advanceTimersByTimeAsync(20_000)
    expect(watch.store.getState()).toEqual([])
    const asked = fetched.mock.calls.length
    await vi.advanceTimersByTimeAsync(600_000)
    expect(fetched.mock.calls.length).toBe(asked)
    watch.stop()
  })

  it('a server that does not answer changes nothing of what is shown', async () => {
    const { handle, watch, answer } = follow([ana])
    await vi.advanceTimersByTimeAsync(0)
    answer(new TypeError('fetch failed'))
    handle.knocked.setState((times) => times + 1, true)
    await vi.advanceTimersByTimeAsync(0)
    expect(watch.store.getState()).toEqual([ana])
    watch.stop()
  })
})

function follow(first: object[] = []) {
  let knocks: object[] | Error = first
  const fetched = vi.fn<typeof fetch>(() =>
    knocks instanceof Error
      ? Promise.reject(knocks)
      : Promise.resolve(new Response(JSON.stringify({ knocks }), { status: 200 })),
  )
  vi.stubGlobal('fetch', fetched)
  const handle = boardHandle()
  return { handle, watch: watchKnocks(handle), fetched, answer: (next: object[] | Error) => void (knocks = next) }
}
