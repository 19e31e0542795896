import { addCards } from '@planwall/shared/board/edit'
import { planSchema, publishedPlanSchema } from '@planwall/shared/plan/plan'
import Value from 'typebox/value'
import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../store/memory.ts'
import { startTestApp } from '../testing/test-app.ts'

describe('GET /api/boards/:boardId/plan', () => {
  it('is the plan of what is on the wall now, valid by the published schema', async () => {
    const server = await startTestApp()
    const board = await server.createBoard({ timezone: 'Pacific/Kiritimati' })
    const ada = await server.join(board, 'facilitate')
    addCards(ada.doc, [goal('g1', 'Ten new customers')], 'test')
    await expect.poll(() => ada.durable(), { timeout: 20_000 }).toBeGreaterThan(1)
    const { status, body, text } = await server.call('GET', `/api/boards/${board.boardId}/plan`, {
      token: ada.seat.seatToken,
    })
    expect(status).toBe(200)
    expect(Value.Check(planSchema, body)).toBe(true)
    expect(text).toContain('Ten new customers')
    expect(text).not.toContain(ada.seat.seatToken)
  })

  it('is looked at as of today where the board is, or as of the day that is asked for', async () => {
    const server = await startTestApp({ store: createMemoryStore(), now: () => Date.UTC(2026, 11, 31, 23, 30) })
    const board = await server.createBoard({ timezone: 'Pacific/Kiritimati' })
    const { seatToken: token } = await server.takeSeat(board, 'observe')
    const path = `/api/boards/${board.boardId}/plan`
    expect((await server.call('GET', path, { token })).text).toContain('"2027-01-01"')
    expect((await server.call('GET', `${path}?asOf=2026-03-04`, { token })).text).toContain('"2026-03-04"')
    const wrong = await server.call('GET', `${path}?asOf=yesterday`, { token })
    expect(wrong).toMatchObject({ status: 400, body: { code: 'bad-request' } })
  })

  it('two calls at one time give the same bytes', async () => {
    const server = await startTestApp({ store: createMemoryStore(), now: () => 1_800_000_000_000 })
    const board = await server.createBoard()
    const { seatToken: token } = await server.takeSeat(board, 'participate')
    const ask = () => server.call('GET', `/api/boards/${board.boardId}/plan`, { token })
    expect((await ask()).text).toBe((await ask()).text)
  })

  it('has a schema that is published', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const { body, headers } = await server.call('GET', '/schemas/plan/1.0.0.json')
    expect(body).toEqual(JSON.parse(JSON.stringify(publishedPlanSchema)))
    expect(headers.get('content-type')).toContain('application/schema+json')
  })
})

function goal(id: string, text: string) {
  const at = { order: 'a0', createdAt: 0, createdBy: null, zoneId: 'goal' }
  return { id, kind: 'goal' as const, text, geometry: { x: 0, y: 0, w: 200, h: 100 }, ...at }
}
