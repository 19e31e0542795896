import {
  copyFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createDice } from '@planwall/shared/testing/dice'
import type { Dice } from '@planwall/shared/testing/dice'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import * as Y from 'yjs'
import { splitDocument } from '../../docs/split-document.ts'
import { roomDoc } from '../../testing/room-doc.ts'
import { seeds } from '../../testing/seeds.ts'
import { tempDir } from '../../testing/temp-dir.ts'
import type { BoardStore } from '../board-store.ts'
import { databaseName } from '../data-folder.ts'
import { openSqliteStore } from '../sqlite.ts'
import { checkData, DamagedData } from './check-data.ts'
import type { DataReport } from './check-data.ts'
import { reportWords } from './report-words.ts'

const boardIds = Array.from({ length: 12 }, (_, i) => `board${String(i).padStart(2, '0')}abcdef`)
const cardsPerBoard = 60

const made = mkdtempSync(join(tmpdir(), 'planwall-made-'))
beforeAll(() => makeData(made))
afterAll(() => rmSync(made, { recursive: true, force: true }))

describe('what was found when the server starts', () => {
  it('is nothing where all is well, and says so', async () => {
    const { dir } = someData()
    const report = check(dir)
    expect(report).toMatchObject({
      isNew: false,
      keptIn: undefined,
      commitsLost: 0,
      mending: { rooms: [], setAside: 0 },
    })
    expect(reportWords(report).map(({ level }) => level)).toEqual(['info'])
    expect(reportWords(report)[0]?.words).toContain('found whole')
    expect(reportWords(check(tempDir()))[0]?.words).toContain('new database')
  })

  it('a damaged update is set aside as it is; the rest of the board opens, and its people are told', async () => {
    const { dir } = someData()
    const [boardId = ''] = boardIds
    const last = await change(dir, `select max(seq) as seq from room_update where room = '${boardId}'`)
    await change(dir, `update room_update set bytes = x'0909' where room = '${boardId}' and seq = ${last - 3}`)
    const report = check(dir)
    expect(report.mending.rooms).toEqual([
      { room: boardId, lostUpdates: 1, lostChunks: 0, usedOlder: false, mayLackMore: true },
    ])
    const store = openSqliteStore(dir)
    // The same person's next one builds on it.
    expect((await roomDoc(store, boardId)).getMap('cards').size).toBe(cardsPerBoard - 2)
    expect(await store.repairs.repairsOf(boardId)).toMatchObject([{ room: boardId, lostUpdates: 1, lostChunks: 0 }])
    expect(await store.repairs.repairsOf(boardIds[1] ?? '')).toEqual([])
    await store.close()
    expect(rowsSetAside(dir).filter(({ why }) => why.includes('not what was written'))).toMatchObject([
      { from_table: 'room_update', row_key: `${boardId} ${last - 3}`, content: new Uint8Array([9, 9]) },
    ])
    // It is mended once, and whole from then on.
    expect(check(dir).mending.rooms).toEqual([])
  })

  it('whoever still has what was lost brings it back: the epoch stays, and no number is given twice', async () => {
    const { dir } = someData()
    const [boardId = ''] = boardIds
    const before = openSqliteStore(dir)
    const { epoch, seq } = await before.loadRoom(boardId)
    const doc = await roomDoc(before, boardId)
    await before.close()
    await change(dir, `update room_update set bytes = x'0909' where room = '${boardId}' and seq = ${seq}`)
    check(dir)
    const store = openSqliteStore(dir)
    onTestFinished(() => store.close())
    const mended = await store.loadRoom(boardId)
    expect(mended.epoch).toBe(epoch)
    expect(mended.seq).toBeGreaterThan(seq + 1000)
    const lacking = Y.encodeStateAsUpdate(doc, mended.snapshot?.stateVector)
    await store.appendUpdates(boardId, [lacking])
    expect((await roomDoc(store, boardId)).getMap('cards').size).toBe(cardsPerBoard)
  })

  it('where a piece of the last snapshot is damaged, an older one helps', async () => {
    const { dir } = someData()
    const [, , boardId = ''] = boardIds
    const inUse = `(select max(snapshot_id) from room_snapshot where room = '${boardId}')`
    await change(dir, `update snapshot_chunk set packed = zeroblob(30) where snapshot_id = ${inUse} and number = 0`)
    const report = check(dir)
    expect(report.mending.rooms).toMatchObject([{ room: boardId, lostUpdates: 0, lostChunks: 1, usedOlder: true }])
    const store = openSqliteStore(dir)
    onTestFinished(() => store.close())
    const { size } = (await roomDoc(store, boardId)).getMap('cards')
    // The first snapshot had the first twenty cards; what builds on those between is set aside with its bytes.
    expect(size).toBeGreaterThanOrEqual(20)
    expect(rowsSetAside(dir).length).toBeGreaterThan(1)
  })

  it('a file without a beginning is refused with words that say what to do, and left as it is', async () => {
    const { dir } = someData()
    const file = join(dir, databaseName)
    const bytes = readFileSync(file)
    bytes.fill(0, 0, 4096)
    writeFileSync(file, bytes)
    expect(() => check(dir)).toThrow(DamagedData)
    expect(() => check(dir)).toThrow('pnpm restore')
    expect(readFileSync(file).equals(bytes)).toBe(true)
    expect(readdirSync(dir).filter((name) => name.startsWith('damaged'))).toEqual([])
  })

  it('what was set aside of a private room is erased with the reveal, like all of it, and told to nobody', async () => {
    const { dir } = someData()
    const [boardId = ''] = boardIds
    const before = openSqliteStore(dir)
    const doc = new Y.Doc()
    doc.getMap('cards').set('mine', 'a secret')
    await before.appendUpdates(`${boardId}/seat/ada`, [Y.encodeStateAsUpdate(doc)])
    await before.close()
    await change(dir, `update room_update set crc = crc + 1 where room = '${boardId}/seat/ada'`)
    check(dir)
    expect(rowsSetAside(dir)).toHaveLength(1)
    const store = openSqliteStore(dir)
    expect(await store.repairs.repairsOf(boardId)).toEqual([])
    await store.privateRooms.reveal(boardId, [{ room: boardId, update: Y.encodeStateAsUpdate(new Y.Doc()) }])
    await store.privateRooms.erase()
    expect(rowsSetAside(dir)).toEqual([])
    await store.close()
    expect(readFileSync(join(dir, databaseName)).includes('a secret')).toBe(false)
  })

  it('a seat with a role that does not exist is set aside; its person takes another by the link', async () => {
    const { dir } = someData()
    const [boardId = ''] = boardIds
    await change(
      dir,
      `update seat set role = 'gacilitator' where board_id = '${boardId}'`,
      'ignore_check_constraints = on',
    )
    expect(check(dir).salvaged?.misfits).toMatchObject([
      { table: 'seat', why: expect.stringContaining('CHECK constraint failed') as string },
    ])
    const store = openSqliteStore(dir)
    onTestFinished(() => store.close())
    expect(await store.findSeat(`${boardId}-seat`)).toBeUndefined()
    expect(await store.findLink(boardId, `${boardId}-link`)).toBe('facilitate')
  })

  it('the row of a board may be lost: links and seats still lead to what is on it', async () => {
    const { dir } = someData()
    await change(dir, `delete from board where board_id = '${boardIds[5] ?? ''}'`, 'foreign_keys = off')
    const file = join(dir, databaseName)
    // Something that makes the whole file be read again: an index that lacks a row.
    await change(dir, `delete from seat where 0`)
    damageIndex(file)
    const report = check(dir)
    expect(report.salvaged?.recreated).toEqual([boardIds[5]])
    const store = openSqliteStore(dir)
    onTestFinished(() => store.close())
    expect((await store.getBoard(boardIds[5] ?? ''))?.title).toBe('Recovered board')
    expect((await roomDoc(store, boardIds[5] ?? '')).getMap('cards').size).toBe(cardsPerBoard)
  })
})

describe('a database file in which bytes were changed', () => {
  it('is served without what they were in, or refused with words; nothing is lost in silence', async () => {
    const { dir, wal } = someData()
    const original = await everything(dir)
    const all = seeds(40)
    const counts = { places: 0, refused: 0, whole: 0, mended: 0, lostCards: 0, cards: 0, doors: 0 }
    for (const seed of all) {
      const dice = createDice(seed)
      const at = tempDir()
      cpSync(dir, at, { recursive: true })
      const name = dice.percent(25) ? `${databaseName}-wal` : databaseName
      if (name.endsWith('-wal')) copyFileSync(wal, join(at, name))
      const bytes = flip(join(at, name), dice)
      const where = `seed ${seed}, ${name}`
      counts.places++
      const report = checkOrRefuse(at)
      if (!report) {
        counts.refused++
        expect(readFileSync(join(at, name)).equals(bytes), where).toBe(true)
        continue
      }
      const found = await everything(at).catch((error: unknown) => {
        throw new Error(where, { cause: error })
      })
      const lost = compare(original, found, where)
      const isTold = reportWords(report).some(({ level }) => level === 'warn')
      if (lost > 0) expect(isTold, where).toBe(true)
      counts[isTold ? 'mended' : 'whole']++
      counts.lostCards += lost
      counts.doors += [...found.values()].filter(({ canEnter }) => !canEnter).length
      counts.cards += boardIds.length * cardsPerBoard
    }
    console.log(`bytes changed at ${counts.places} places from seed ${all[0]}: ${JSON.stringify(counts)}`)
    expect(counts.refused).toBeLessThan(counts.places / 5)
    expect(counts.lostCards).toBeLessThan(counts.cards / 20)
    // Tokens carry no checksum: a changed one opens nothing, and another link or seat does.
    expect(counts.doors).toBeLessThan((counts.places * boardIds.length) / 20)
  }, 600_000)

  it('also where many were, all over it', async () => {
    const { dir } = someData()
    const original = await everything(dir)
    for (const seed of seeds(5)) {
      const dice = createDice(seed)
      const at = tempDir()
      cpSync(dir, at, { recursive: true })
      for (let i = 0; i < 8; i++) flip(join(at, databaseName), dice)
      const report = checkOrRefuse(at)
      const lost = report ? compare(original, await everything(at), `seed ${seed}`) : 0
      expect(lost, `seed ${seed}`).toBeLessThan((boardIds.length * cardsPerBoard) / 2)
    }
  })
})

function check(dir: string): DataReport {
  let ids = 0
  return checkData(dir, { now: () => 1_000_000, newId: () => `repair${ids++}` })
}

function checkOrRefuse(dir: string): DataReport | undefined {
  try {
    return check(dir)
  } catch (error) {
    const isForThePerson = error instanceof Error && ['DamagedData', 'NewerData'].includes(error.name)
    if (!isForThePerson) throw error
    return undefined
  }
}

/** Changes one byte, and gives what the file is then. */
function flip(file: string, dice: Dice): Buffer {
  const bytes = readFileSync(file)
  const at = dice.below(bytes.length)
  bytes[at] = (bytes[at] ?? 0) ^ (1 + dice.below(255))
  writeFileSync(file, bytes)
  return bytes
}

/** Cards of every board, by board, and who can come in. */
type Everything = Map<string, { cards: Record<string, unknown>; canEnter: boolean }>

async function everything(dir: string): Promise<Everything> {
  const store = openSqliteStore(dir)
  try {
    const found: Everything = new Map()
    for (const boardId of boardIds) {
      const cards = (await roomDoc(store, boardId)).getMap('cards').toJSON()
      const seat = await store.findSeat(`${boardId}-seat`)
      const link = await store.findLink(boardId, `${boardId}-link`)
      found.set(boardId, { cards, canEnter: seat !== undefined && link !== undefined })
    }
    return found
  } finally {
    await store.close()
  }
}

/** How many cards are missing; nothing may be there that never was. */
function compare(original: Everything, found: Everything, where: string): number {
  let lost = 0
  for (const [boardId, { cards }] of found) {
    const before = original.get(boardId)
    for (const [name, card] of Object.entries(cards)) expect(card, `${where}: ${name}`).toEqual(before?.cards[name])
    lost += Object.keys(before?.cards ?? {}).length - Object.keys(cards).length
  }
  return lost
}

/** Boards with two snapshots and a tail; of the last writes a copy of the log is kept as a killed server leaves it. */
async function makeData(dir: string): Promise<string> {
  const store = openSqliteStore(dir)
  for (const boardId of boardIds) await fill(store, boardId)
  await store.close()
  const again = openSqliteStore(dir)
  const doc = new Y.Doc()
  doc.getMap('extra').set('late', 1)
  for (const boardId of boardIds.slice(0, 6))
    await again.appendUpdates(`${boardId}/session`, [Y.encodeStateAsUpdate(doc)])
  const wal = join(dir, 'kept-wal')
  copyFileSync(join(dir, `${databaseName}-wal`), wal)
  const database = readFileSync(join(dir, databaseName))
  await again.close()
  writeFileSync(join(dir, databaseName), database)
  return wal
}

/** A copy of it, to be damaged. */
function someData(): { dir: string; wal: string } {
  const dir = tempDir()
  cpSync(made, dir, { recursive: true })
  const wal = join(tempDir(), 'wal')
  renameSync(join(dir, 'kept-wal'), wal)
  return { dir, wal }
}

async function fill(store: BoardStore, boardId: string): Promise<void> {
  const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()]
  const whole = new Y.Doc()
  const updates: Uint8Array[] = []
  for (const doc of docs) doc.on('update', (update: Uint8Array) => updates.push(update))
  for (let i = 0; i < cardsPerBoard; i++) {
    docs[i % docs.length]?.getMap('cards').set(`card${i}`, `${boardId} says ${i} ${'words '.repeat(i % 40)}`)
  }
  await store.createBoard({
    boardId,
    title: `Plan of ${boardId}`,
    templateId: 'T1',
    createdAt: 1000,
    links: [{ kind: 'facilitate', tokenHash: `${boardId}-link` }],
    rooms: [{ room: `${boardId}/session`, update: Y.encodeStateAsUpdate(new Y.Doc()) }],
  })
  await store.addSeat({
    seatId: `${boardId}-id`,
    boardId,
    role: 'facilitator',
    name: 'Ada',
    personId: null,
    link: 'facilitate',
    tokenHash: `${boardId}-seat`,
    createdAt: 1000,
  })
  for (const [i, update] of updates.entries()) {
    await store.appendUpdates(boardId, [update])
    Y.applyUpdate(whole, update)
    if (i !== 20 && i !== 40) continue
    const { epoch, seq } = await store.loadRoom(boardId)
    await store.compact(boardId, { epoch, seq, ...splitDocument(whole, 400) })
  }
}

/** Runs a statement on the file of a store that is closed; gives `seq` where it asks for one. */
async function change(dir: string, sql: string, pragma = ''): Promise<number> {
  const db = new DatabaseSync(join(dir, databaseName))
  if (pragma !== '') db.exec(`pragma ${pragma}`)
  const row = db.prepare(sql).get() as { seq?: number } | undefined
  db.close()
  return row?.seq ?? 0
}

/** Changes one letter of a token in the index of seats, so that the index does not fit its table. */
function damageIndex(file: string): void {
  const bytes = readFileSync(file)
  const db = new DatabaseSync(file, { readOnly: true })
  const { rootpage } = db
    .prepare(
      `select rootpage from sqlite_schema where type = 'index' and tbl_name = 'seat' and name like '%autoindex%'`,
    )
    .get() as { rootpage: number }
  db.close()
  const at = bytes.indexOf('board', (rootpage - 1) * 4096)
  bytes[at] = 0x7a
  writeFileSync(file, bytes)
}

function rowsSetAside(dir: string) {
  const db = new DatabaseSync(join(dir, databaseName), { readOnly: true })
  const rows = db.prepare('select from_table, row_key, why, content from damaged_row').all()
  db.close()
  return rows as { from_table: string; row_key: string; why: string; content: Uint8Array }[]
}
