import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import * as Y from 'yjs'
import { tempDir } from '../testing/temp-dir.ts'
import type { BoardStore } from './board-store.ts'
import { StoreInUse } from './data-folder.ts'
import type { LogLimits } from './log-keeper.ts'
import { migrateTables } from './migrations.ts'
import { openSqliteStore } from './sqlite.ts'
import { describeBoardStore } from './store-contract.ts'

describeBoardStore('sqlite', () => openIn(tempDir()))

describe('the sqlite store', () => {
  it('has everything when it is opened again', async () => {
    const dir = tempDir()
    const first = openSqliteStore(dir)
    await first.appendUpdates('room', [new Uint8Array([1]), new Uint8Array([2])])
    const snapshot = { seq: 1, stateVector: new Uint8Array([0]), chunks: [new Uint8Array([7])] }
    await first.compact('room', { epoch: '', ...snapshot })
    await first.close()
    const second = openIn(dir)
    expect(await second.loadRoom('room')).toEqual({
      epoch: '',
      seq: 2,
      snapshot,
      updates: [new Uint8Array([2])],
    })
  })

  it('is opened by one server at a time', async () => {
    const dir = tempDir()
    const first = openSqliteStore(dir)
    expect(() => openSqliteStore(dir)).toThrow(StoreInUse)
    await first.close()
    await openSqliteStore(dir).close()
  })

  it('flushes what it finds before it says that anything is durable: whoever wrote it may have been killed', async () => {
    let flushes = 0
    const store = openSqliteStore(tempDir(), { flush: async () => void flushes++ })
    onTestFinished(() => store.close())
    await store.durable()
    expect(flushes).toBe(1)
    await store.durable()
    expect(flushes).toBe(1)
  })

  it('leaves alone what a newer version wrote', async () => {
    const dir = tempDir()
    await openSqliteStore(dir).close()
    const db = new DatabaseSync(join(dir, 'planwall.sqlite'))
    db.exec('pragma user_version = 99')
    db.close()
    expect(() => openSqliteStore(dir)).toThrow('newer version')
  })

  it('goes on with what the first version wrote', async () => {
    const doc = new Y.Doc()
    for (let i = 0; i < 3000; i++) doc.getMap('cards').set(`card${i}`, 'x'.repeat(200))
    const dir = tempDir()
    const old = new DatabaseSync(join(dir, 'planwall.sqlite'))
    migrateTables(old, 1)
    old.exec(`insert into board values ('board1', 'Plan', 'T1', 1000), ('board2', 'Plan', 'T1', 1000)`)
    const addUpdate = old.prepare('insert into room_update values (?, ?, ?)')
    for (const seq of [8, 9]) addUpdate.run('board1', seq, new Uint8Array([seq]))
    addUpdate.run('board2', 1, new Uint8Array([1]))
    const addSnapshot = old.prepare('insert into room_snapshot values (?, ?, ?)')
    addSnapshot.run('board1', 7, Y.encodeStateAsUpdate(doc))
    addSnapshot.run('board2/session', 5, new Uint8Array([1, 2, 3]))
    old.close()

    const store = openIn(dir)
    const { epoch, seq, snapshot, updates } = await store.loadRoom('board1')
    expect([seq, snapshot?.seq, updates]).toEqual([9, 7, [new Uint8Array([8]), new Uint8Array([9])]])
    expect(snapshot?.stateVector).toEqual(Y.encodeStateVector(doc))
    expect(snapshot?.chunks.length).toBeGreaterThan(2)
    const copy = new Y.Doc()
    for (const chunk of snapshot?.chunks ?? []) Y.applyUpdate(copy, chunk)
    expect(copy.getMap('cards').toJSON()).toEqual(doc.getMap('cards').toJSON())
    const other = await store.loadRoom('board2')
    expect(other).toMatchObject({ seq: 1, updates: [new Uint8Array([1])] })
    expect(new Set([epoch, other.epoch, '']).size).toBe(3)
    expect(await store.loadRoom('board2/session')).toMatchObject({
      seq: 5,
      snapshot: { chunks: [new Uint8Array([1, 2, 3])] },
    })
    expect(await store.appendUpdates('board1', [new Uint8Array([10])])).toBe(10)
  })

  const damages: [what: string, sql: string][] = [
    ['a chunk that was changed', `update snapshot_chunk set packed = zeroblob(40) where number = 1`],
    ['a chunk that was cut off', `update snapshot_chunk set packed = substr(packed, 1, 12) where number = 0`],
    ['a chunk that is gone', 'delete from snapshot_chunk where number = 2'],
    ['an update that was changed', `update room_update set bytes = x'09' where seq = 4`],
    ['an update that is gone', 'delete from room_update where seq = 4'],
  ]
  it.each(damages)(
    'says which room is damaged by %s, writes nothing there, and serves the others',
    async (_what, sql) => {
      const dir = tempDir()
      const first = openSqliteStore(dir)
      for (const room of ['good', 'bad']) {
        await first.appendUpdates(
          room,
          [1, 2, 3, 4, 5].map((byte) => new Uint8Array([byte])),
        )
        const chunks = [1, 2, 3].map((byte) => new Uint8Array(500).fill(byte))
        await first.compact(room, { epoch: '', seq: 3, stateVector: new Uint8Array([0]), chunks })
      }
      const good = await first.loadRoom('good')
      await first.close()
      const db = new DatabaseSync(join(dir, 'planwall.sqlite'))
      const ofBad = `(select snapshot_id from room_snapshot where room = 'bad')`
      const where = sql.includes('room_update') ? `room = 'bad'` : `snapshot_id in ${ofBad}`
      db.exec(`${sql} and ${where}`)
      const before = db.prepare('select * from room_update').all()
      db.close()

      const second = openIn(dir)
      await expect(second.loadRoom('bad')).rejects.toMatchObject({
        code: 'damaged',
        message: expect.stringContaining('"bad"') as string,
      })
      expect(await second.loadRoom('good')).toEqual(good)
      const after = new DatabaseSync(join(dir, 'planwall.sqlite'), { readOnly: true })
      expect(after.prepare('select * from room_update').all()).toEqual(before)
      after.close()
    },
  )

  it('copies a log that grows into the database, and lets writers wait before it grows without end', async () => {
    const dir = tempDir()
    const store = openIn(dir, { copyEvery: 256 * 1024, holdAt: 1024 * 1024 })
    const update = new Uint8Array(64 * 1024)
    let longest = 0
    for (let i = 0; i < 200; i++) {
      await store.appendUpdates('room', [update])
      longest = Math.max(longest, statSync(join(dir, 'planwall.sqlite-wal')).size)
    }
    expect(longest).toBeLessThan(3 * 1024 * 1024)
    expect(statSync(join(dir, 'planwall.sqlite')).size).toBeGreaterThan(10 * 1024 * 1024)
    expect((await store.loadRoom('room')).updates).toHaveLength(200)
  })

  it('can be closed in the middle of copying its log', async () => {
    for (let turn = 0; turn < 10; turn++) {
      const store = openSqliteStore(tempDir(), { log: { copyEvery: 64 * 1024, holdAt: 1024 * 1024 } })
      for (let i = 0; i < 3 + turn; i++) await store.appendUpdates('room', [new Uint8Array(64 * 1024)])
      await expect(store.close()).resolves.toBeUndefined()
    }
  })

  it('keeps the log as short where all changes are small', async () => {
    const dir = tempDir()
    const store = openIn(dir, { copyEvery: 256 * 1024, holdAt: 1024 * 1024 })
    const update = new Uint8Array(20)
    let longest = 0
    for (let i = 0; i < 2000; i++) {
      await store.appendUpdates('room', [update])
      longest = Math.max(longest, statSync(join(dir, 'planwall.sqlite-wal')).size)
    }
    expect(longest).toBeLessThan(3 * 1024 * 1024)
    expect((await store.loadRoom('room')).seq).toBe(2000)
  })

  it('leaves no log behind when it is closed', async () => {
    const dir = tempDir()
    const store = openSqliteStore(dir)
    await store.appendUpdates('room', [new Uint8Array([1])])
    await store.close()
    expect(existsSync(join(dir, 'planwall.sqlite-wal'))).toBe(false)
  })
})

function openIn(dir: string, log?: LogLimits): BoardStore {
  const store = openSqliteStore(dir, log ? { log } : {})
  onTestFinished(() => store.close())
  return store
}
