import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it, onTestFinished } from 'vitest'
import { startChildServer } from '../testing/child-server.ts'
import { createClient } from '../testing/client.ts'
import { tempDir } from '../testing/temp-dir.ts'
import { until } from '../testing/until.ts'

it('everybody at a board is told what could not be read of it, and nobody else', async () => {
  const dir = tempDir()
  const first = await startChildServer({ DATA_DIR: dir })
  const before = createClient(first.url)
  const board = await before.createBoard()
  const other = await before.createBoard()
  const ada = await before.join(board, 'facilitate')
  const eve = await before.takeSeat(other, 'facilitate')
  ada.doc.getMap('edits').set('one', 1)
  await until(() => ada.durable() === 2)
  before.leaveAll()
  await first.end('SIGTERM')
  const db = new DatabaseSync(join(dir, 'planwall.sqlite'))
  db.prepare(
    `update room_update set bytes = x'09' where room = ?1 and seq = (select max(seq) from room_update where room = ?1)`,
  ).run(board.boardId)
  db.close()

  const second = await startChildServer({ DATA_DIR: dir })
  expect(second.output()).toContain(`Room ${board.boardId}: 1 update could not be read`)
  const client = createClient(second.url)
  onTestFinished(() => client.leaveAll())
  const path = `/api/boards/${board.boardId}/repairs`
  const bob = await client.takeSeat(board, 'observe')
  const { status, body } = await client.call('GET', path, { token: bob.seatToken })
  expect([status, body]).toMatchObject([
    200,
    [{ room: board.boardId, lostUpdates: 1, lostChunks: 0, usedOlder: false, mayLackMore: false }],
  ])
  expect((await client.call('GET', path, { token: eve.seatToken })).status).toBe(401)
  expect((await client.call('GET', path)).status).toBe(401)
  const others = await client.call('GET', `/api/boards/${other.boardId}/repairs`, { token: eve.seatToken })
  expect([others.status, others.body]).toEqual([200, []])
  expect((await client.join(board, 'observe')).doc.getMap('edits').size).toBe(0)
}, 120_000)
