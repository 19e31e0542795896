import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { planFormats } from '@planwall/shared/export/formats'
import { expect, it } from 'vitest'
import { openSqliteStore } from '../store/sqlite.ts'
import { openRawSocket } from '../testing/raw-socket.ts'
import { tempDir } from '../testing/temp-dir.ts'
import { startTestApp } from '../testing/test-app.ts'
import { until } from '../testing/until.ts'

it('tokens, codes and passcodes are in no log, error, export, referrer or file of the database', async () => {
  const dir = tempDir()
  const server = await startTestApp({ store: openSqliteStore(dir) })
  const board = await server.createBoard()
  const { boardId, links } = board
  const api = `/api/boards/${boardId}`
  const ada = await server.join(board, 'facilitate', { name: 'Ada' })
  const { seatToken: token } = ada.seat
  const as = (method: string, path: string, body?: unknown) =>
    server.call(method, api + path, { token, ...(body === undefined ? {} : { body }) })
  const passcode = 'quince-marmalade'
  const { token: reset } = (await as('POST', '/links/observe/reset', { removePeople: false })).body as { token: string }
  const { code } = (await as('POST', '/links/participate/code', { minutes: 60 })).body as { code: string }
  await as('PATCH', '/links/participate', { passcode, needsApproval: true })
  const knock = await server.call('POST', `${api}/seats`, { body: { token: code, name: 'Kim', passcode } })
  const { knockId, knockToken } = knock.body as { knockId: string; knockToken: string }
  await as('POST', `/knocks/${knockId}`, { admit: true })
  const admitted = await server.call('GET', `${api}/knocks/${knockId}`, { token: knockToken })
  const { seat } = admitted.body as { seat: { seatToken: string } }
  const secrets = [
    ...Object.values(links).map((link) => link.token),
    token,
    reset,
    code,
    passcode,
    knockToken,
    seat.seatToken,
  ]
  for (const secret of secrets) expect(secret).toMatch(/\S{6}/)

  const answers: { text: string; headers: Headers }[] = []
  const keep = async (answer: ReturnType<typeof as>) => void answers.push(await answer)
  for (const path of ['', '/links', '/seats', '/knocks', '/record', '/session/people', '/nothing'])
    await keep(as('GET', path))
  for (const { id } of planFormats) await keep(as('GET', `/plan?format=${id}`))
  // Shown where they do not belong, wrong, and too long.
  for (const secret of secrets) {
    await keep(server.call('GET', `/j/${secret}`, { headers: { accept: 'text/html' } }))
    await keep(server.call('GET', `/api/nothing?token=${secret}`))
    await keep(server.call('GET', api, { token: `${secret}x` }))
    await keep(server.call('POST', '/api/codes', { body: { code: `${secret}x` } }))
    await keep(server.call('POST', `${api}/link`, { body: { token: secret.repeat(40) } }))
    await keep(server.call('POST', `${api}/seats`, { body: { token: [secret], name: 'x' } }))
    await keep(server.call('POST', `${api}/seats`, { body: { token: secret, name: 'x', passcode: { secret } } }))
    await keep(as('PATCH', '/links/observe', { passcode: secret.repeat(40) }))
    const socket = await openRawSocket(server.url, `${boardId}x`, { token: secret })
    expect((await socket.closed).reason).not.toContain(secret)
  }
  await server.call('GET', `/sync/${boardId}?token=${token}`)
  await as('POST', `/seats/${ada.seat.seatId}/name`, { name: 'Ada L.' })
  ada.doc.getMap('x').set('y', 1)
  await until(() => ada.durable() > 0)
  await server.close()

  const files = readdirSync(dir).map((name) => readFileSync(join(dir, name)).toString('latin1'))
  expect(files.join('').length).toBeGreaterThan(10_000)
  const logs = server.logs()
  expect(logs).toContain('/j/…')
  for (const secret of secrets) {
    for (const text of [logs, ...files, ...answers.map(({ text: said }) => said)])
      expect(text.includes(secret)).toBe(false)
  }
  expect(logs).not.toMatch(/bearer|argon2/i)
  expect(new Set(answers.map(({ headers }) => headers.get('referrer-policy')))).toEqual(new Set(['no-referrer']))
})
