import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ApiError } from '../api.ts'
import { waitAtDoor } from './wait-at-door.ts'

const seat = { seatId: 's1', seatToken: 'secret', role: 'participant', personId: 'p1' }
const knock = { knockId: 'k1', knockToken: 'knocking' }

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('window', { location: { origin: 'https://wall.example' } })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('waiting at the door', () => {
  it('asks until somebody is let in, and gives the seat', async () => {
    const { news, fetched } = wait([{ state: 'waiting' }, { state: 'waiting' }, { state: 'admitted', seat }])
    await vi.advanceTimersByTimeAsync(10_000)
    expect(news.onAdmitted).toHaveBeenCalledExactlyOnceWith(seat)
    expect(fetched).toHaveBeenCalledTimes(3)
  })

  it('a server that answers at once is not asked all the time', async () => {
    const { fetched } = wait(Array.from({ length: 50 }, () => ({ state: 'waiting' })))
    await vi.advanceTimersByTimeAsync(5500)
    expect(fetched.mock.calls.length).toBeLessThanOrEqual(6)
  })

  it('says that it was refused, and asks no more', async () => {
    const { news, fetched } = wait([{ state: 'refused' }])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(news.onRefused).toHaveBeenCalledOnce()
    expect(fetched).toHaveBeenCalledOnce()
  })

  it('a knock that leads nowhere is told', async () => {
    const { news } = wait([json(401, { code: 'link-reset', message: 'm', retry: false })])
    await vi.advanceTimersByTimeAsync(0)
    expect(news.onFailure.mock.calls[0]?.[0]).toMatchObject({ code: 'link-reset' })
  })

  it('a server that is away is asked on and on, and both are told', async () => {
    const { news } = wait([new TypeError('fetch failed'), new TypeError('fetch failed'), { state: 'admitted', seat }])
    await vi.advanceTimersByTimeAsync(0)
    expect(news.onLine).toHaveBeenLastCalledWith(false)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(news.onLine).toHaveBeenLastCalledWith(true)
    expect(news.onAdmitted).toHaveBeenCalledOnce()
  })

  it('stopped, it says nothing more', async () => {
    const { news, stop } = wait([{ state: 'waiting' }, { state: 'admitted', seat }])
    await vi.advanceTimersByTimeAsync(0)
    stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(news.onAdmitted).not.toHaveBeenCalled()
  })

  it('the token of the knock goes in a header and in no address', async () => {
    const { fetched } = wait([{ state: 'refused' }])
    await vi.advanceTimersByTimeAsync(0)
    const [url, init] = fetched.mock.calls[0] as [string, RequestInit]
    expect(url).toBe('https://wall.example/api/boards/b1/knocks/k1?wait=1')
    expect(init.headers).toMatchObject({ authorization: 'Bearer knocking' })
  })
})

function wait(answers: (object | Response | Error)[]) {
  const left = [...answers]
  const fetched = vi.fn<typeof fetch>(() => {
    const next = left.shift() ?? { state: 'waiting' }
    if (next instanceof Error) return Promise.reject(next)
    return Promise.resolve(next instanceof Response ? next : json(200, next))
  })
  vi.stubGlobal('fetch', fetched)
  const news = {
    onAdmitted: vi.fn<(taken: unknown) => void>(),
    onRefused: vi.fn<() => void>(),
    onFailure: vi.fn<(failure: ApiError) => void>(),
    onLine: vi.fn<(isThere: boolean) => void>(),
  }
  return { news, fetched, stop: waitAtDoor('b1', knock, news) }
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status })
}
