import {
  copyFileSync,
  existsSync,
  fdatasync,
  fstatSync,
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
import * as Y from 'yjs'
import { roomDoc } from '../testing/room-doc.ts'
import { seeds } from '../testing/seeds.ts'
import { tempDir } from '../testing/temp-dir.ts'
import { checkData } from './damage/check-data.ts'
import { createMemoryStore } from './memory.ts'
import { openSqliteStore } from './sqlite.ts'
import { anyDeed, append, compact, everythingIn, firstDeeds, replace, reveal } from './testing/deeds.ts'
import type { Deed } from './testing/deeds.ts'
import { tornDatabase, tornLog } from './testing/torn-files.ts'

const neverCopy = { copyEvery: Number.MAX_SAFE_INTEGER, holdAt: Number.MAX_SAFE_INTEGER }

describe('a process that ends at any moment', () => {
  it('leaves every deed whole or undone, whatever statement it was at', async () => {
    const dice = createDice(1)
    const room = 'board1'
    const seat = `${room}/seat/ada`
    const deeds = [
      ...firstDeeds,
      append(room, dice),
      append(`${room}/session`, dice),
      append(seat, dice),
      compact(room, dice),
      append(room, dice),
      // A fourth snapshot lets the oldest go.
      compact(room, dice),
      compact(room, dice),
      compact(room, dice),
      compact(seat, dice),
      append(seat, dice),
      reveal(room, dice),
      append(seat, dice),
      replace(room, dice),
      append(room, dice),
      compact(room, dice),
      compact('board2', dice),
    ]
    const states = await statesAfter(deeds)
    const dir = tempDir()
    const store = openSqliteStore(dir)
    onTestFinished(() => store.close())
    let done = 0
    const crashes = await crashAtEveryStatement(dir, async () => {
      for (const deed of deeds) {
        await deed.to(store)
        done++
      }
      return done
    })
    expect(crashes.length).toBeGreaterThan(100)
    for (const crash of crashes) {
      const found = await openAndRead(crash.at)
      expect(states.slice(crash.done, crash.done + 2), `after ${crash.done} deeds`).toContain(found)
    }

    /** Runs the deeds; before every statement that writes, the files are copied as a killed process leaves them. */
    async function crashAtEveryStatement(of: string, run: () => Promise<number>) {
      const copies: { at: string; done: number }[] = []
      const stop = beforeEveryStatement(() => copies.push({ at: copyOf(of), done }))
      await run().finally(stop)
      copies.push({ at: copyOf(of), done })
      return copies
    }
  })

  it('in the middle of mending leaves what the next start mends to the same', async () => {
    const dice = createDice(2)
    const dir = tempDir()
    const store = openSqliteStore(dir)
    for (const deed of firstDeeds) await deed.to(store)
    const doc = new Y.Doc()
    doc.on('update', (update: Uint8Array) => void store.appendUpdates('board1', [update]))
    for (let i = 0; i < 20; i++) doc.getMap('cards').set(`card${i}`, dice.below(100))
    await append('board1/session', dice).to(store)
    await store.close()
    const db = new DatabaseSync(join(dir, 'planwall.sqlite'))
    db.exec(`update room_update set bytes = x'00' where room = 'board1' and seq = 15; drop index snapshot_of_room`)
    db.close()
    const copies: string[] = []
    const damaged = copyOf(dir)
    let repairs = 0
    const check = (at: string) => checkData(at, { now: () => 0, newId: () => `repair${repairs++}` })
    const stop = beforeEveryStatement(() => copies.push(copyOf(dir)))
    check(dir)
    stop()
    expect(copies.length).toBeGreaterThan(10)
    const mended = await cardsIn(dir)
    expect(mended).toHaveLength(13)
    for (const copy of [damaged, ...copies]) {
      check(copy)
      expect(await cardsIn(copy)).toEqual(mended)
    }
  }, 120_000)
})

/** Calls back before every statement that writes, in this thread; gives what ends that. */
function beforeEveryStatement(crash: () => void): () => void {
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
  return () => {
    for (const spy of spies) spy.mockRestore()
  }
}

/** The files of a folder as a killed process leaves them. */
function copyOf(dir: string): string {
  const at = tempDir()
  for (const name of ['planwall.sqlite', 'planwall.sqlite-wal', 'planwall.sqlite.mended', 'moves.json']) {
    if (existsSync(join(dir, name))) copyFileSync(join(dir, name), join(at, name))
  }
  return at
}

async function cardsIn(dir: string): Promise<string[]> {
  const store = openSqliteStore(dir)
  try {
    return [...(await roomDoc(store, 'board1')).getMap('cards').keys()].toSorted((a, b) => a.localeCompare(b))
  } finally {
    await store.close()
  }
}

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
