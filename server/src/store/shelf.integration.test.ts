import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import * as Y from 'yjs'
import { tempDir } from '../testing/temp-dir.ts'
import type { BoardStore } from './board-store.ts'
import { describeShelf } from './shelf-contract.ts'
import { openSqliteStore } from './sqlite.ts'

describeShelf('sqlite', () => {
  const store = openSqliteStore(tempDir())
  onTestFinished(() => store.close())
  return store
})

/** Stands in everything that is written of the board that goes, in the clear. */
const marker = 'Purged-Marker-7c1f'
const kept = 'Kept-Marker-99ab'
const columnsOfBoards = ['board_id', 'room'] as const

describe('a board that was removed for good', () => {
  it('has no row in any table, and no byte in the files, compacted and replaced ones included; others keep theirs', async () => {
    const dir = tempDir()
    const store = openSqliteStore(dir)
    onTestFinished(() => store.close())
    await fill(store, dir, 'goesGoes', marker)
    await fill(store, dir, 'staysStays', kept)
    await store.durable()
    expect(filesOf(dir)).toContain(marker)
    await store.shelf.putInBin('goesGoes', { deletedAt: 1, until: 2, seatId: null, accountId: null, name: marker })
    await store.shelf.purge('goesGoes')
    const files = filesOf(dir)
    expect(files.includes(marker)).toBe(false)
    expect(files.includes('goesGoes')).toBe(false)
    expect(files.includes(kept)).toBe(true)
    expect(rowsOf(dir, 'goesGoes')).toEqual([])
    expect(rowsOf(dir, 'staysStays').length).toBeGreaterThan(10)
    const board = await store.loadRoom('staysStays')
    expect(board.seq).toBeGreaterThan(0)
    expect((await store.revisions.list('staysStays')).length).toBe(1)
  })

  it('every table that holds anything of boards is known by its columns', () => {
    const dir = tempDir()
    const store = openSqliteStore(dir)
    onTestFinished(() => store.close())
    const db = new DatabaseSync(join(dir, 'planwall.sqlite'), { readOnly: true })
    const tables = db.prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'").all()
    const others = tables.flatMap(({ name }) => {
      const columns = db.prepare('select name from pragma_table_info(?)').all(String(name)) as { name: string }[]
      return columns.some((column) => columnsOfBoards.some((one) => one === column.name)) ? [] : String(name)
    })
    // Chunks go with their snapshot, deliveries with their webhook; accounts are nobody's board.
    expect(others.toSorted()).toEqual(
      expect.arrayContaining(['account', 'account_session', 'snapshot_chunk', 'webhook_delivery']),
    )
    const unknown = others.filter(
      (name) => !['account', 'account_session', 'snapshot_chunk', 'webhook_delivery', ...withoutBoards].includes(name),
    )
    expect(unknown).toEqual([])
    db.close()
  })
})

/** Tables in which boards are found by other means. */
const withoutBoards: readonly string[] = ['damaged_row']

/** Something in every store there is, some of it compacted, replaced and removed before. */
async function fill(store: BoardStore, dir: string, boardId: string, words: string): Promise<void> {
  const update = updateOf(words)
  await store.createBoard({
    boardId,
    title: words,
    templateId: words,
    createdAt: 1,
    links: [{ kind: 'facilitate', tokenHash: `${words} link` }],
    rooms: ['', '/session', '/facilitate'].map((part) => ({ room: boardId + part, update })),
  })
  for (let i = 0; i < 40; i++) await store.appendUpdates(boardId, [updateOf(`${words} ${'x'.repeat(i * 200)}`)])
  const { epoch, seq, updates } = await store.loadRoom(boardId)
  const doc = new Y.Doc()
  for (const one of updates) Y.applyUpdate(doc, one)
  const whole = { epoch, seq, stateVector: Y.encodeStateVector(doc), chunks: [Y.encodeStateAsUpdate(doc)] }
  await store.compact(boardId, whole)
  await store.replaceRooms(boardId, [{ room: boardId, update }])
  await store.appendUpdates(`${boardId}/seat/seat1`, [update])
  await store.addSeat({
    seatId: `${boardId}seat`,
    boardId,
    role: 'facilitator',
    name: words,
    personId: words,
    tokenHash: `${words} seat`,
    createdAt: 1,
  })
  await store.ballots.cast({ boardId, roundId: 'r', voter: words, ballot: words, castAt: 1 })
  await store.ballots.close(boardId, 'closed')
  const content = { board: update, session: update }
  await store.records.addSnapshot({ boardId, snapshotId: `${words} step`, stepId: words, at: 1, ...content })
  const snapshot = { boardId, snapshotId: `${words} past`, at: 1, why: 'named' as const, name: words, by: words }
  await store.history.add({ ...snapshot, state: words, ...content })
  const made = { createdAt: 1, createdBy: words }
  await store.apiTokens.add({ tokenId: `${words} key`, boardId, name: words, tokenHash: `${words} key`, ...made })
  await store.webhooks.add({ webhookId: `${words} hook`, boardId, url: words, secret: words, ...made })
  await store.webhooks.enqueue([
    { deliveryId: `${words} told`, webhookId: `${words} hook`, event: words, body: words, createdAt: 1 },
  ])
  await store.revisions.add(
    {
      boardId,
      revision: 1,
      createdAt: 1,
      personId: null,
      name: words,
      note: words,
      checksum: words,
      counts: { moves: 0, tasks: 0, warnings: 0, waived: 0 },
      plan: words,
      snapshot: content,
    },
    [],
  )
  await store.revisions.addLink({ linkId: `${words} link`, boardId, revision: 1, createdAt: 1, tokenHash: words })
  await store.shelf.setTitle(boardId, words)
  const db = new DatabaseSync(join(dir, 'planwall.sqlite'))
  db.prepare(
    "insert into damaged_row (found_at, from_table, row_key, why, content) values (1, 'room_update', ?, 'broken', ?)",
  ).run(`${boardId}/session 7`, Buffer.from(words))
  db.close()
  await store.shelf.touch(boardId, 1)
}

function updateOf(words: string): Uint8Array {
  const doc = new Y.Doc()
  doc.getMap('cards').set('card', words)
  return Y.encodeStateAsUpdate(doc)
}

function filesOf(dir: string): string {
  return ['planwall.sqlite', 'planwall.sqlite-wal'].map((name) => readFileSync(join(dir, name), 'latin1')).join('')
}

/** The tables in which anything names a board, with how often. */
function rowsOf(dir: string, boardId: string): [table: string, rows: number][] {
  const db = new DatabaseSync(join(dir, 'planwall.sqlite'), { readOnly: true })
  const tables = db.prepare("select name from sqlite_schema where type = 'table'").all() as { name: string }[]
  const found = tables.flatMap(({ name }): [string, number][] => {
    const rows = db.prepare(`select * from "${name}"`).all()
    const count = rows.filter((row) => JSON.stringify(row).includes(boardId)).length
    return count > 0 ? [[name, count]] : []
  })
  db.close()
  return found
}
