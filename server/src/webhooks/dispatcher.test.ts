import { describe, expect, it, onTestFinished } from 'vitest'
import { createMemoryStore } from '../store/memory.ts'
import { until } from '../testing/until.ts'
import { retryAfterMs, startDispatcher } from './dispatcher.ts'
import type { Sent } from './send.ts'

const quiet = { info: () => undefined, error: () => undefined }
const good: Sent = { status: 200, problem: null }
const bad: Sent = { status: 500, problem: 'refused' }

describe('telling other programs', () => {
  it('tries again after a while that grows, and gives up after the last', async () => {
    const told = await ready({ answer: () => bad })
    const waits: number[] = []
    for (let tried = 1; tried <= retryAfterMs.length + 1; tried++) {
      await until(async () => (await told.last()).attempts === tried)
      const { nextAt, triedAt } = await told.last()
      if (nextAt === null) break
      waits.push((nextAt - (triedAt ?? 0)) / (retryAfterMs[tried - 1] as number))
      told.goTo(nextAt)
    }
    expect(waits).toHaveLength(retryAfterMs.length)
    for (const part of waits) expect(part).toBeGreaterThanOrEqual(0.79)
    for (const part of waits) expect(part).toBeLessThanOrEqual(1.21)
    expect(await told.last()).toMatchObject({ state: 'failed', nextAt: null, status: 500, problem: 'refused' })
  })

  it.each([
    ['an address that is gone', { status: 410, problem: 'refused' }],
    ['an address that may not be used', { status: null, problem: 'forbidden-address' }],
  ] satisfies [string, Sent][])('%s is not tried again', async (_what, answer) => {
    const told = await ready({ answer: () => answer })
    await until(async () => (await told.last()).state === 'failed')
    expect(told.sent).toHaveLength(1)
  })

  it('signs each try anew, with the same body and the same id', async () => {
    const told = await ready({ answer: (tries) => (tries === 1 ? bad : good) })
    await until(async () => (await told.last()).attempts === 1)
    told.goTo((await told.last()).nextAt ?? 0)
    await until(async () => (await told.last()).state === 'delivered')
    const [first, second] = told.sent
    expect(first?.body).toBe(second?.body)
    expect(first?.headers['planwall-delivery']).toBe(second?.headers['planwall-delivery'])
    expect(first?.headers['planwall-signature']).not.toBe(second?.headers['planwall-signature'])
  })

  it('one that does not answer keeps no other waiting, and hears things in their order', async () => {
    let release = (_sent: Sent) => undefined as void
    const held = new Promise<Sent>((resolve) => (release = resolve))
    const told = await ready({ answer: (_tries, url) => (url.endsWith('slow') ? held : good), hooks: ['slow', 'fast'] })
    await told.store.webhooks.enqueue([delivery('second', 'slow', 1000)])
    await until(() => told.sent.some(({ url }) => url.endsWith('fast')))
    expect(told.sent.filter(({ url }) => url.endsWith('slow'))).toHaveLength(1)
    release(good)
    await until(() => told.sent.length === 3)
    expect(told.sent.filter(({ url }) => url.endsWith('slow')).map(({ body }) => body)).toEqual([
      '"d-slow"',
      '"second"',
    ])
  })

  it('goes on with what was left waiting when it is started again', async () => {
    const told = await ready({ answer: () => bad })
    await until(async () => (await told.last()).attempts === 1)
    await told.stop()
    const next = (await told.last()).nextAt ?? 0
    const sent: string[] = []
    const again = startDispatcher({
      store: told.store.webhooks,
      log: quiet,
      now: () => next,
      userAgent: 'test',
      send: async (_url, _headers, body) => {
        sent.push(body)
        return good
      },
    })
    onTestFinished(() => again.stop())
    await until(async () => (await told.last()).state === 'delivered')
    expect(sent).toEqual(['"d-hook"'])
  })
})

async function ready({ answer, hooks = ['hook'] }: { answer: Answer; hooks?: string[] }) {
  const store = createMemoryStore()
  await store.createBoard({ boardId: 'board1', title: 'A', templateId: 'T1', createdAt: 1, links: [], rooms: [] })
  for (const webhookId of hooks) {
    const url = `https://example.com/${webhookId}`
    await store.webhooks.add({ webhookId, boardId: 'board1', url, secret: 's', createdAt: 1, createdBy: 'Ana' })
    await store.webhooks.enqueue([delivery(`d-${webhookId}`, webhookId, 1000)])
  }
  let time = 1000
  const sent: { url: string; headers: Record<string, string>; body: string }[] = []
  const dispatcher = startDispatcher({
    store: store.webhooks,
    log: quiet,
    now: () => time,
    userAgent: 'test',
    send: async (url, headers, body) => {
      sent.push({ url, headers, body })
      return answer(sent.length, url)
    },
  })
  onTestFinished(() => dispatcher.stop())
  return {
    store,
    sent,
    stop: () => dispatcher.stop(),
    last: async () =>
      (await store.webhooks.deliveriesOf(hooks[0] as string)).at(-1) as NonNullable<
        Awaited<ReturnType<typeof store.webhooks.deliveriesOf>>[number]
      >,
    goTo: (unixMs: number) => {
      time = unixMs
      dispatcher.wake()
    },
  }
}

type Answer = (tries: number, url: string) => Sent | Promise<Sent>

function delivery(deliveryId: string, webhookId: string, createdAt: number) {
  return { deliveryId, webhookId, event: 'ping', body: JSON.stringify(deliveryId), createdAt }
}
