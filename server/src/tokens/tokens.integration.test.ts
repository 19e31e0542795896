import { describe, expect, it } from 'vitest'
import { startTestApp } from '../testing/test-app.ts'

describe('a key for another program', () => {
  it('reads the plans of its board and their differences', async () => {
    const { server, ana, api, token } = await withKey()
    await server.call('POST', `${api}/plans`, { token: ana.seatToken, body: {} })
    for (const path of ['/plan', '/plans', '/plans/1', '/plans/latest?format=plan-json', '/plans/1/diff/now']) {
      expect([path, (await server.call('GET', api + path, { token })).status]).toEqual([path, 200])
    }
  })

  it('opens nothing else', async () => {
    const { server, board, api, token } = await withKey()
    const calls = [
      ['GET', ''],
      ['POST', '/plans'],
      ['POST', '/plans/1/links'],
      ['GET', '/plan-links'],
      ['GET', '/tokens'],
      ['POST', '/tokens'],
      ['GET', '/webhooks'],
      ['POST', '/webhooks'],
    ] as const
    for (const [method, path] of calls) {
      const body = method === 'POST' ? { body: { name: 'x', url: 'https://example.com/' } } : {}
      expect([method, path, (await server.call(method, api + path, { token, ...body })).status]).toEqual([
        method,
        path,
        401,
      ])
    }
    const joining = await server.call('POST', `${api}/seats`, { body: { token, name: 'Mallory' } })
    expect(joining.status).toBe(401)
    const seat = { boardId: board.boardId, seatId: 's', seatToken: token, role: 'observer' as const, personId: null }
    const socket = server.open(seat)
    await expect.poll(() => socket.closes.map(({ code }) => code), { timeout: 20_000 }).toContain(4401)
  })

  it('is of no use at another board, nor once it was revoked', async () => {
    const { server, ana, api, token, tokenId } = await withKey()
    const other = await server.createBoard()
    expect((await server.call('GET', `/api/boards/${other.boardId}/plan`, { token })).status).toBe(401)
    expect((await server.call('GET', '/api/boards/nosuchboard/plan', { token })).status).toBe(404)
    expect((await server.call('GET', `${api}/plan`, { token: `${token}x` })).status).toBe(401)
    expect((await server.call('DELETE', `${api}/tokens/${tokenId}`, { token: ana.seatToken })).status).toBe(204)
    expect((await server.call('GET', `${api}/plan`, { token })).status).toBe(401)
    expect((await server.call('DELETE', `${api}/tokens/${tokenId}`, { token: ana.seatToken })).status).toBe(404)
  })

  it('is made, seen and revoked by facilitators of the board only', async () => {
    const { server, board, api, tokenId } = await withKey()
    const outsider = await server.takeSeat(await server.createBoard(), 'facilitate', 'Otto')
    const seats = [
      await server.takeSeat(board, 'participate', 'Pia'),
      await server.takeSeat(board, 'observe', 'Eve'),
      outsider,
    ]
    for (const { seatToken } of seats) {
      const answers = await Promise.all([
        server.call('GET', `${api}/tokens`, { token: seatToken }),
        server.call('POST', `${api}/tokens`, { token: seatToken, body: { name: 'Mine' } }),
        server.call('DELETE', `${api}/tokens/${tokenId}`, { token: seatToken }),
      ])
      for (const { status } of answers) expect([401, 403]).toContain(status)
    }
    const foreign = `/api/boards/${outsider.boardId}/tokens/${tokenId}`
    expect((await server.call('DELETE', foreign, { token: outsider.seatToken })).status).toBe(404)
  })

  it('is shown once, stored as a hash, and in no log; the list says when it was last used', async () => {
    const { server, ana, api, token } = await withKey()
    await server.call('GET', `${api}/plan`, { token })
    const list = await server.call('GET', `${api}/tokens`, { token: ana.seatToken })
    expect(list.body).toMatchObject([{ name: 'Reporting', createdBy: 'Ana', usedAt: expect.any(Number) as number }])
    expect(list.text).not.toContain(token)
    expect(await server.store.apiTokens.find(token)).toBeUndefined()
    expect(server.logs()).not.toContain(token)
  })

  it('twenty are enough for a board', async () => {
    const { server, ana, api } = await withKey()
    const statuses: number[] = []
    for (let i = 0; i < 20; i++) {
      const made = await server.call('POST', `${api}/tokens`, { token: ana.seatToken, body: { name: `Key ${i}` } })
      statuses.push(made.status)
    }
    expect(statuses.filter((status) => status === 201)).toHaveLength(19)
    expect(statuses.at(-1)).toBe(400)
  })
})

async function withKey() {
  const server = await startTestApp()
  const board = await server.createBoard({ templateId: 'blank' })
  const ana = await server.takeSeat(board, 'facilitate', 'Ana')
  const api = `/api/boards/${board.boardId}`
  const made = await server.call('POST', `${api}/tokens`, { token: ana.seatToken, body: { name: ' Reporting ' } })
  const { token, tokenId } = made.body as { token: string; tokenId: string }
  expect([made.status, token]).toEqual([201, expect.stringMatching(/^pwt_[A-Za-z0-9]{32}$/)])
  return { server, board, ana, api, token, tokenId }
}
