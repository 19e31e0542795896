import { expect, it } from 'vitest'
import { createMemoryStore } from '../store/memory.ts'
import { startTestApp } from '../testing/test-app.ts'

it.each([
  ['facilitate', 'facilitator'],
  ['participate', 'participant'],
  ['observe', 'observer'],
] as const)('the link to %s says the title of the board and that it makes a %s', async (link, role) => {
  const server = await startTestApp({ store: createMemoryStore() })
  const board = await server.createBoard()
  const { token } = board.links[link]
  expect(await server.call('POST', `/api/boards/${board.boardId}/link`, { body: { token } })).toMatchObject({
    status: 200,
    body: { boardId: board.boardId, title: expect.stringMatching(/\S/) as string, role },
  })
})

it('a wrong token and an unknown board are told apart', async () => {
  const server = await startTestApp({ store: createMemoryStore() })
  const { boardId } = await server.createBoard()
  const answers = [boardId, 'nosuchboard'].map((id) =>
    server.call('POST', `/api/boards/${id}/link`, { body: { token: 'wrong' } }),
  )
  expect(await Promise.all(answers)).toMatchObject([
    { status: 401, body: { code: 'wrong-token' } },
    { status: 404, body: { code: 'unknown-board' } },
  ])
})

it('a link of one board opens no other', async () => {
  const server = await startTestApp({ store: createMemoryStore() })
  const [one, other] = await Promise.all([server.createBoard(), server.createBoard()])
  const body = { token: one.links.facilitate.token }
  expect(await server.call('POST', `/api/boards/${other.boardId}/link`, { body })).toMatchObject({ status: 401 })
})
