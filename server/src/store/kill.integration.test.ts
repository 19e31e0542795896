import { createDice } from '@planwall/shared/testing/dice'
import type { Dice } from '@planwall/shared/testing/dice'
import { expect, it, onTestFinished, vi } from 'vitest'
import { startChildServer } from '../testing/child-server.ts'
import { createClient } from '../testing/client.ts'
import type { Joined, NewBoard, TestClient } from '../testing/client.ts'
import { seeds } from '../testing/seeds.ts'
import { tempDir } from '../testing/temp-dir.ts'

/** A connection's answer to the server's first question counts as an update, too. */
const beforeEdits = 1
const boardCount = 2
const writersPerBoard = 2

/** Joining takes its time on a board that a hundred rounds were written on, while other tests run. */
const patience = { timeout: 120_000, interval: 10 }

interface Board {
  board: NewBoard
  /** Edits that were acknowledged, or that somebody else saw. */
  expected: Set<string>
  acknowledged: number
}

it('a server that is killed in mid-sentence has lost nothing that was acknowledged or that somebody saw', async () => {
  const dir = tempDir()
  const boards: Board[] = []
  const rounds = seeds(3)
  const told = { rounds: 0, lost: 0, notOpened: 0, warned: 0 }
  for (const [round, seed] of rounds.entries()) {
    const dice = createDice(seed)
    const server = await startChildServer({ DATA_DIR: dir, LOG_LEVEL: 'info' })
    const client = createClient(server.url)
    onTestFinished(() => client.leaveAll())
    while (boards.length < boardCount) {
      boards.push({ board: await client.createBoard(), expected: new Set(), acknowledged: 0 })
    }
    await look(client, boards, told, `seed ${seed}`)
    if (/could not be read|cannot be read/.test(server.output())) told.warned++

    await killUnderLoad(client, boards, { dice, round, kill: () => server.end('SIGKILL') }).catch((error: unknown) => {
      const said = server.output().split('\n')
      throw new Error(`seed ${seed}: ${said.filter((line) => line.includes('"err"')).join('\n')}`, { cause: error })
    })
    told.rounds++
    client.leaveAll()
  }
  const last = createClient((await startChildServer({ DATA_DIR: dir })).url)
  onTestFinished(() => last.leaveAll())
  await look(last, boards, told, 'the last look')
  const edits = boards.reduce((sum, { expected }) => sum + expected.size, 0)
  const acknowledged = boards.reduce((sum, board) => sum + board.acknowledged, 0)
  console.log(
    `killed ${told.rounds} times from seed ${rounds[0]}: ${edits} edits, ${acknowledged} of them acknowledged, ` +
      `${told.lost} lost, ${told.notOpened} boards that did not open`,
  )
  expect(told).toEqual({ rounds: rounds.length, lost: 0, notOpened: 0, warned: 0 })
  expect(edits).toBeGreaterThan(100 * rounds.length)
}, 3_600_000)

/** People write on every board, until the server is killed at some moment. */
async function killUnderLoad(
  client: TestClient,
  boards: Board[],
  { dice, round, kill }: { dice: Dice; round: number; kill: () => Promise<unknown> },
): Promise<void> {
  const writers = await Promise.all(boards.map(({ board }) => joinAll(client, board, writersPerBoard)))
  const seen = await Promise.all(
    boards.map(async ({ board }) => (await join(client, board, 'observe')).doc.getMap<number>('edits')),
  )
  const already = seen.map((edits) => edits.size)
  const stop = keepWriting(writers.flat(), round)
  const enough = 40 + dice.below(160)
  await vi.waitUntil(
    () =>
      seen.every((edits, i) => edits.size - (already[i] ?? 0) > enough) &&
      writers.every((all) => all.some((writer) => writer.durable() > beforeEdits + 5)),
    patience,
  )
  // Some moment within the next turns, not only right after something was heard.
  for (let turns = dice.below(30); turns > 0; turns--) await new Promise(setImmediate)
  await kill()
  stop()
  for (const [i, { expected }] of boards.entries()) {
    for (const [number, writer] of (writers[i] ?? []).entries()) {
      const count = writer.durable() - beforeEdits
      const of = boards[i]
      if (of) of.acknowledged += Math.max(0, count)
      for (let edit = 0; edit < count; edit++) expected.add(nameOf(round, i * writersPerBoard + number, edit))
    }
    for (const name of seen[i]?.keys() ?? []) expected.add(name)
  }
}

/** What newcomers with nothing of their own find. */
async function look(
  client: TestClient,
  boards: readonly Board[],
  told: { lost: number; notOpened: number },
  when: string,
): Promise<void> {
  for (const { board, expected } of boards) {
    const newcomer = await join(client, board, 'observe')
    if (!newcomer.provider.synced) told.notOpened++
    const found = newcomer.doc.getMap('edits')
    const missing = [...expected].filter((name) => !found.has(name))
    told.lost += missing.length
    expect(missing, when).toEqual([])
    newcomer.leave()
  }
}

function joinAll(client: TestClient, board: NewBoard, count: number): Promise<Joined[]> {
  return Promise.all(Array.from({ length: count }, () => join(client, board, 'facilitate')))
}

async function join(client: TestClient, board: NewBoard, kind: 'facilitate' | 'observe'): Promise<Joined> {
  const one = client.open(await client.takeSeat(board, kind))
  await vi.waitUntil(() => one.provider.synced || one.closes.length > 0, patience)
  return one
}

/** One edit each at every turn, one update an edit. */
function keepWriting(writers: readonly Joined[], round: number): () => void {
  let edit = 0
  const timer = setInterval(() => {
    for (const [number, { doc }] of writers.entries()) doc.getMap('edits').set(nameOf(round, number, edit), edit)
    edit++
  }, 4)
  return () => clearInterval(timer)
}

function nameOf(round: number, writer: number, edit: number): string {
  return `${round} ${writer} ${edit}`
}
