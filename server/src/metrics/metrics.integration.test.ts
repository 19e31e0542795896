import { describe, expect, it } from 'vitest'
import { startTestApp } from '../testing/test-app.ts'
import type { TestApp } from '../testing/test-app.ts'
import { until } from '../testing/until.ts'

describe('metrics', () => {
  it('say what the relay did, and how the process is', async () => {
    const server = await startTestApp()
    const board = await server.createBoard()
    const ada = await server.join(board, 'facilitate', { name: 'Ada' })
    const bob = await server.join(board, 'participate', { name: 'Bob' })
    const eve = await server.join(board, 'observe', { name: 'Eve' })
    ada.doc.getText('typed').insert(0, 'a')
    await until(() => bob.doc.getText('typed').length === 1 && ada.durable() === 2)
    eve.doc.getText('typed').insert(0, 'refused')
    await until(() => eve.closes.length > 0)
    await until(() => server.app.relay.load().connections === 2)
    const text = await metricsOf(server)
    expect(text).toContain('planwall_rooms 1\n')
    expect(text).toContain('planwall_connections 2\n')
    expect(text).toMatch(/planwall_messages_in_total\{type="update"\} [1-9]/)
    expect(text).toMatch(/planwall_messages_out_total\{type="durable"\} [1-9]/)
    expect(text).toContain('planwall_refused_total{reason="refused"} 1\n')
    expect(text).toMatch(/planwall_ack_seconds_count [1-9]/)
    expect(text).toMatch(/planwall_bytes_out_total [1-9]/)
    expect(text).toMatch(/nodejs_eventloop_lag_p99_seconds /)
    expect(text).not.toContain(board.boardId)
    expect(await metricsOf(server)).toContain('planwall_refused_total{reason="refused"} 1\n')
  })

  it('are for this machine alone, unless a setting says otherwise', async () => {
    const server = await startTestApp()
    for (const header of ['x-forwarded-for', 'forwarded']) {
      const { status } = await server.call('GET', '/metrics', { headers: { [header]: '203.0.113.7' } })
      expect(status).toBe(404)
    }
    const open = await startTestApp({ config: { metrics: 'on' } })
    expect((await open.call('GET', '/metrics', { headers: { 'x-forwarded-for': '203.0.113.7' } })).status).toBe(200)
    const off = await startTestApp({ config: { metrics: 'off' } })
    expect((await off.call('GET', '/metrics')).status).toBe(404)
  })
})

async function metricsOf(server: TestApp): Promise<string> {
  const { status, text, headers } = await server.call('GET', '/metrics')
  expect(status).toBe(200)
  expect(headers.get('content-type')).toMatch(/^text\/plain/)
  return text
}
