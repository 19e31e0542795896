import { expect, it } from 'vitest'
import { openSqliteStore } from '../store/sqlite.ts'
import { tempDir } from '../testing/temp-dir.ts'
import { startTestApp } from '../testing/test-app.ts'

it('when somebody was last here is known after the server was started again', async () => {
  const dir = tempDir()
  const clock = { now: Date.UTC(2030, 0, 1) }
  const first = await startTestApp({ store: openSqliteStore(dir), now: () => clock.now })
  const board = await first.createBoard()
  const ada = await first.join(board, 'facilitate', { name: 'Ada' })
  await first.takeSeat(board, 'observe', 'Never')
  clock.now += 90_000
  await first.close()
  const second = await startTestApp({ store: openSqliteStore(dir), now: () => clock.now })
  const { body } = await second.call('GET', `/api/boards/${board.boardId}/seats`, { token: ada.seat.seatToken })
  expect(body).toMatchObject({
    seats: [
      { name: 'Ada', lastSeen: '2030-01-01T00:01:30.000Z', isHere: false },
      { name: 'Never', lastSeen: null },
    ],
  })
})
