import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import { tempDir } from '../testing/temp-dir.ts'
import type { BoardStore } from './board-store.ts'
import type { LogLimits } from './log-keeper.ts'
import { openSqliteStore, StoreInUse } from './sqlite.ts'
import { describeBoardStore } from './store-contract.ts'

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

  it('leaves no log behind when it is closed', async () => {
    const dir = tempDir()
    const store = openSqliteStore(dir)
    await store.appendUpdates('room', [new Uint8Array([1])])
    await store.close()
    expect(existsSync(join(dir, 'planwall.sqlite-wal'))).toBe(false)
  })
})

function openIn(dir: string, log?: LogLimits): BoardStore {
  const store = openSqliteStore(dir, log)
  onTestFinished(() => store.close())
  return store
}
