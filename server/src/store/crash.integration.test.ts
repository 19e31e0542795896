import {
  copyFileSync,
  existsSync,
  fdatasync,
  fstatSync,
  mkdirSync,
  readFileSync,
  readSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, StatementSync } from 'node:sqlite'
import { promisify } from 'node:util'
import { createDice } from '@planwall/shared/testing/dice'
import type { Dice } from '@planwall/shared/testing/dice'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { seeds } from '../testing/seeds.ts'
import { tempDir } from '../testing/temp-dir.ts'
import { createMemoryStore } from './memory.ts'
import { openSqliteStore } from './sqlite.ts'
import { anyDeed, append, compact, everythingIn, firstDeeds, replace } from './testing/deeds.ts'
import type { Deed } from './testing/deeds.ts'
import { tornDatabase, tornLog } from './testing/torn-files.ts'

const neverCopy = { copyEvery: Number.MAX_SAFE_INTEGER, holdAt: Number.MAX_SAFE_INTEGER }

describe('a process that ends at any moment', () => {
  it('leaves every deed whole or undone, whatever statement it was at', async () => {
    const dice = createDice(1)
    const room = 'board1'
    const deeds = [
      ...firstDeeds,
      append(room, dice),
      append(`${room}/session`, dice),
      compact(room, dice),
      append(room, dice),
      replace(room, dice),
      append(room, dice),
      compact(room, dice),
      compact('board2', dice),
    ]
    const states = await statesAfter(deeds)
    const dir = tempDir()
    const crashes = tempDir()
    const store = openSqliteStore(dir)
    onTestFinished(() => store.close())
    const copies: { at: string; done: number }[] = []
    let done = 0
    const crash = () => {
      const at = join(crashes, String(copies.length))
      mkdirSync(at)
      for (const name of ['planwall.sqlite', 'planwall.sqlite-wal']) copyFileSync(join(dir, name), join(at, name))
      copies.push({ at, done })
    }
    const { exec } = DatabaseSync.prototype
    const { run } = StatementSync.prototype
    const spies = [
      vi.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(function (this: DatabaseSync, sql) {
        crash()
        exec.call(this, sql)
      }),
      vi.spyOn(StatementSync.prototype, 'run').mockImplementation(function (this: StatementSync, ...values: unknown[]) {
        crash()
        return Reflect.apply(run, this, values)
      }),
    ]
    for (const deed of deeds) {
      await deed.to(store)
      done++
    }
    for (const spy of spies) spy.mockRestore()
    crash()
    expect(copies.length).toBeGreaterThan(60)
    for (const copy of copies) {
      const found = await openAndRead(copy.at)
      expect(states.slice(copy.done, copy.done + 2), `after ${copy.done} deeds`).toContain(found)
    }
  })
})

describe('a machine that loses power at any moment', () => {
  it.each(seeds(6))(
    'has everything that was said to be durable, and the rest in the order it was written (seed %i)',
    async (seed) => {
      expect(await losePower(seed)).toBeGreaterThan(5)
    },
  )
})

/** Writes at random, and looks now and then what would be left if the power went. Gives how often it looked. */
async function losePower(seed: number): Promise<number> {
  const dice = createDice(seed)
  const dir = tempDir()
  const file = join(dir, 'planwall.sqlite')
  let flushed = { log: new Uint8Array(), deeds: 0 }
  let done = 0
  let said = 0
  let looks = 0
  const store = openSqliteStore(dir, {
    log: neverCopy,
    async flush(fd) {
      const log = readAll(fd)
      const deeds = done
      await promisify(fdatasync)(fd)
      flushed = { log, deeds }
    },
  })
  onTestFinished(() => store.close())
  let database = readFile(file)
  const deeds: Deed[] = []
  const states = [await everythingIn(createMemoryStore())]
  const model = createMemoryStore()

  const check = async (found: { database: Uint8Array; log: Uint8Array }) => {
    looks++
    const at = tempDir()
    writeFileSync(join(at, 'planwall.sqlite'), found.database)
    writeFileSync(join(at, 'planwall.sqlite-wal'), found.log)
    const state = await openAndRead(at)
    const names = deeds.map(({ name }) => name).join(', ')
    const least = Math.max(said, flushed.deeds)
    expect(states.slice(least, done + 1), `seed ${seed}: ${names}; ${least} of them durable`).toContain(state)
  }
  const write = async (deed: Deed) => {
    await deed.to(model)
    states.push(await everythingIn(model))
    deeds.push(deed)
    await deed.to(store)
    done++
  }

  for (const deed of firstDeeds) await write(deed)
  for (let turn = 0; turn < 60; turn++) {
    if (dice.percent(60)) await write(anyDeed(dice))
    else if (dice.percent(50)) {
      await store.durable()
      said = done
    } else if (dice.percent(30)) {
      // SQLite flushes the log, copies it, and flushes the database: the power may go while it copies, and afterwards.
      const before = database
      const log = readFile(`${file}-wal`)
      checkpoint(file, dice)
      database = readFile(file)
      flushed = { log, deeds: done }
      await check({ database: tornDatabase(dice, before, database), log })
    }
    if (dice.percent(30)) await check({ database, log: tornLog(dice, flushed.log, readFile(`${file}-wal`)) })
  }
  return looks
}

/** Copies the log and, sometimes, begins it anew, as the store's own thread does. */
function checkpoint(file: string, dice: Dice): void {
  const db = new DatabaseSync(file)
  db.exec('pragma synchronous = normal; pragma wal_autocheckpoint = 0;')
  expect(db.prepare('pragma wal_checkpoint(passive)').get()).toMatchObject({ busy: 0 })
  if (dice.percent(50)) db.exec('pragma application_id = 0x506c616e')
  db.close()
}

/** What a server finds in a folder; nothing in it may be broken, and it goes on from there. */
async function openAndRead(dir: string): Promise<string> {
  const store = openSqliteStore(dir, { log: neverCopy })
  const found = await everythingIn(store)
  await store.appendUpdates('loose', [new Uint8Array([42])])
  await store.close()
  const db = new DatabaseSync(join(dir, 'planwall.sqlite'))
  expect(db.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
  expect(db.prepare('pragma foreign_key_check').all()).toEqual([])
  db.close()
  return found
}

/** What a store holds before the first deed, after it, and so on. */
async function statesAfter(deeds: readonly Deed[]): Promise<string[]> {
  const store = createMemoryStore()
  const states = [await everythingIn(store)]
  for (const deed of deeds) {
    await deed.to(store)
    states.push(await everythingIn(store))
  }
  return states
}

function readFile(path: string): Uint8Array<ArrayBuffer> {
  return existsSync(path) && statSync(path).size > 0 ? new Uint8Array(readFileSync(path)) : new Uint8Array()
}

function readAll(fd: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(fstatSync(fd).size)
  readSync(fd, bytes, 0, bytes.byteLength, 0)
  return bytes
}
