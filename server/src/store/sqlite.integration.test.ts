import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import { tempDir } from '../testing/temp-dir.ts'
import type { BoardStore } from './board-store.ts'
import { openSqliteStore, StoreInUse } from './sqlite.ts'
import { describeBoardStore } from './store-contract.ts'
import { until } from '../testing/until.ts'

describeBoardStore('sqlite', () => openIn(tempDir()))

describe('the sqlite store', () => {
  it('has everything when it is opened again', async () => {
    const dir = tempDir()
    const first = openSqliteStore(dir)
    await first.appendUpdates('room', [new Uint8Array([1]), new Uint8Array([2])])
    await first.compact('room', { seq: 1, snapshot: new Uint8Array([7]) })
    await first.close()
    const second = openIn(dir)
    expect(await second.loadRoom('room')).toEqual({
      seq: 2,
      snapshot: new Uint8Array([7]),
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

  it('leaves alone what a newer version wrote', async () => {
    const dir = tempDir()
    await openSqliteStore(dir).close()
    const db = new DatabaseSync(join(dir, 'planwall.sqlite'))
    db.exec('pragma user_version = 99')
    db.close()
    expect(() => openSqliteStore(dir)).toThrow('newer version')
  })

  it('copies a log that has grown into the database, in another thread, and begins it anew', async () => {
    const dir = tempDir()
    const store = openIn(dir)
    const log = join(dir, 'planwall.sqlite-wal')
    const update = new Uint8Array(256 * 1024)
    for (let i = 0; i < 24; i++) await store.appendUpdates('room', [update])
    const sizes = { before: 0, after: 0 }
    let appended = 24
    await until(async () => {
      sizes.before = statSync(log).size
      await store.appendUpdates('room', [update])
      appended++
      sizes.after = statSync(log).size
      return sizes.after === sizes.before
    })
    expect(sizes.after).toBeGreaterThan(0)
    expect(statSync(join(dir, 'planwall.sqlite')).size).toBeGreaterThan(4 * 1024 * 1024)
    expect((await store.loadRoom('room')).updates).toHaveLength(appended)
  })

  it('leaves no log behind when it is closed', async () => {
    const dir = tempDir()
    const store = openSqliteStore(dir)
    await store.appendUpdates('room', [new Uint8Array([1])])
    await store.close()
    expect(existsSync(join(dir, 'planwall.sqlite-wal'))).toBe(false)
  })
})

function openIn(dir: string): BoardStore {
  const store = openSqliteStore(dir)
  onTestFinished(() => store.close())
  return store
}
