import { createDice } from '@planwall/shared/testing/dice'
import { expect, it, onTestFinished } from 'vitest'
import { startChildServer } from '../testing/child-server.ts'
import { createClient } from '../testing/client.ts'
import type { Joined, NewBoard, TestClient } from '../testing/client.ts'
import { seeds } from '../testing/seeds.ts'
import { tempDir } from '../testing/temp-dir.ts'
import { until } from '../testing/until.ts'

/** A connection's answer to the server's first question counts as an update, too. */
const beforeEdits = 1

it('a server that is killed in mid-sentence has lost nothing that was acknowledged or that somebody saw', async () => {
  const dir = tempDir()
  const expected = new Set<string>()
  let board: NewBoard | undefined
  for (const [round, seed] of seeds(3).entries()) {
    const dice = createDice(seed)
    const server = await startChildServer({ DATA_DIR: dir, LOG_LEVEL: 'info' })
    const client = createClient(server.url)
    onTestFinished(() => client.leaveAll())
    board ??= await client.createBoard()
    expect(await missingIn(client, board, expected), `seed ${seed}`).toEqual([])

    const writers = await joinAll(client, board, 4)
    const observer = await client.join(board, 'observe')
    const seen = observer.doc.getMap('edits')
    const stop = keepWriting(writers, round)
    const enough = 100 + dice.below(400)
    await until(() => seen.size > enough && writers.some((writer) => writer.durable() > beforeEdits + 5))
    await server.end('SIGKILL')
    stop()
    for (const [number, writer] of writers.entries()) {
      for (let edit = 0; edit < writer.durable() - beforeEdits; edit++) expected.add(nameOf(round, number, edit))
    }
    for (const name of seen.keys()) expected.add(name)
    client.leaveAll()
  }
  const last = createClient((await startChildServer({ DATA_DIR: dir })).url)
  onTestFinished(() => last.leaveAll())
  expect(await missingIn(last, board as NewBoard, expected)).toEqual([])
  expect(expected.size).toBeGreaterThan(300)
}, 120_000)

/** What a newcomer with nothing of their own does not find. */
async function missingIn(client: TestClient, board: NewBoard, expected: ReadonlySet<string>): Promise<string[]> {
  const newcomer = await client.join(board, 'observe')
  const found = newcomer.doc.getMap('edits')
  const missing = [...expected].filter((name) => !found.has(name))
  newcomer.leave()
  return missing
}

function joinAll(client: TestClient, board: NewBoard, count: number): Promise<Joined[]> {
  return Promise.all(Array.from({ length: count }, () => client.join(board, 'facilitate')))
}

/** One edit each at every turn, one update an edit. */
function keepWriting(writers: readonly Joined[], round: number): () => void {
  let edit = 0
  const timer = setInterval(() => {
    for (const [number, { doc }] of writers.entries()) doc.getMap('edits').set(nameOf(round, number, edit), edit)
    edit++
  }, 2)
  return () => clearInterval(timer)
}

function nameOf(round: number, writer: number, edit: number): string {
  return `${round} ${writer} ${edit}`
}
