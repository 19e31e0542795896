import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { errorTable } from '@planwall/shared/errors'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { startChildServer } from '../testing/child-server.ts'
import { createClient } from '../testing/client.ts'
import { tempDir } from '../testing/temp-dir.ts'
import { until } from '../testing/until.ts'
import { databaseName } from '../store/data-folder.ts'
import { finishMoves, runMoves } from '../store/moves.ts'
import { openSqliteStore } from '../store/sqlite.ts'

const scripts = join(import.meta.dirname, '../../../scripts')

// Processes are started, on a machine that may have much else to do.
vi.setConfig({ testTimeout: 120_000 })

describe('a backup', () => {
  it('is made while people write, holds a moment of everything and the other files, and names what it is', async () => {
    const dir = tempDir()
    const server = await startChildServer({ DATA_DIR: dir })
    const client = createClient(server.url)
    onTestFinished(() => client.leaveAll())
    const board = await client.createBoard()
    const ada = await client.join(board, 'facilitate')
    mkdirSync(join(dir, 'assets/ab'), { recursive: true })
    writeFileSync(join(dir, 'assets/ab/picture'), 'a picture')
    let edits = 0
    const timer = setInterval(() => ada.doc.getMap('edits').set(`edit${edits++}`, 1), 2)
    onTestFinished(() => clearInterval(timer))
    await until(() => ada.durable() > 50)
    const saved = ada.durable() - 1
    const to = join(tempDir(), 'copy')
    const { code, output } = await command('backup.mjs', dir, to)
    clearInterval(timer)
    expect([code, output]).toEqual([0, expect.stringContaining('1 board')])
    expect(readFileSync(join(to, 'data/assets/ab/picture'), 'utf8')).toBe('a picture')
    expect(readdirSync(join(to, 'data')).toSorted()).toEqual(['assets', databaseName])
    expect(JSON.parse(readFileSync(join(to, 'backup.json'), 'utf8'))).toMatchObject({ boards: 1 })

    const restored = tempDir()
    expect((await command('restore.mjs', restored, to)).code).toBe(0)
    const other = createClient((await startChildServer({ DATA_DIR: restored })).url)
    onTestFinished(() => other.leaveAll())
    const bob = await other.join(board, 'observe')
    expect(bob.doc.getMap('edits').size).toBeGreaterThanOrEqual(saved)
    expect(readFileSync(join(restored, 'assets/ab/picture'), 'utf8')).toBe('a picture')
  })

  it('is refused with words where there is no data, or something in its place', async () => {
    const dir = tempDir()
    expect(await command('backup.mjs', dir)).toMatchObject({
      code: 1,
      output: expect.stringContaining('no data') as string,
    })
    await openSqliteStore(dir).close()
    expect(await command('backup.mjs', dir, dirname(dir))).toMatchObject({
      code: 1,
      output: expect.stringContaining('already') as string,
    })
    expect(await command('backup.mjs', dir, join(dir, 'copy'))).toMatchObject({
      code: 1,
      output: expect.stringContaining('outside') as string,
    })
    expect(await command('backup.mjs', dir, '/dev/null/copy')).toMatchObject({ code: 1 })
  })
})

describe('a restore', () => {
  it('is picked up by the server that runs: old copies are told, nothing of them is merged, what was there is kept', async () => {
    const dir = tempDir()
    const server = await startChildServer({ DATA_DIR: dir })
    const client = createClient(server.url)
    onTestFinished(() => client.leaveAll())
    const board = await client.createBoard()
    const ada = await client.join(board, 'facilitate')
    ada.doc.getMap('edits').set('good', 1)
    await until(() => ada.durable() === 2)
    const to = join(tempDir(), 'copy')
    expect((await command('backup.mjs', dir, to)).code).toBe(0)
    ada.doc.getMap('edits').set('mistake', 1)
    await until(() => ada.durable() === 3)
    const later = await client.createBoard({ title: 'Made after the backup' })
    const [before] = [await epochIn(dir, board.boardId)]
    ada.provider.params = { ...ada.provider.params, since: `${before}.3` }

    const { code, output } = await command('restore.mjs', dir, to)
    expect([code, output]).toEqual([0, expect.stringContaining('is in place')])
    await until(() => ada.closes.some((close) => close.code === errorTable['stale-copy'].close))
    expect(ada.closes[0]?.code).toBe(errorTable.restarting.close)
    const bob = await client.join(board, 'observe')
    expect([...bob.doc.getMap('edits').keys()]).toEqual(['good'])
    expect(
      (await client.call('POST', `/api/boards/${later.boardId}/seats`, { body: { token: 'x', name: 'x' } })).status,
    ).toBe(404)
    const [kept = ''] = readdirSync(dir).filter((name) => name.startsWith('before-restore-'))
    const old = openSqliteStore(cpInto(tempDir(), join(dir, kept)))
    onTestFinished(() => old.close())
    expect((await old.getBoard(later.boardId))?.title).toBe('Made after the backup')
    expect(await epochIn(dir, board.boardId)).not.toBe(before)
    expect(server.output()).toContain('is in place')
    expect(await server.end('SIGTERM')).toBe(0)
  })

  it('is refused, and nothing is changed, where a byte of the backup is another', async () => {
    const dir = tempDir()
    const store = openSqliteStore(dir)
    await store.appendUpdates('room', [new Uint8Array([1])])
    await store.close()
    const to = join(tempDir(), 'copy')
    await command('backup.mjs', dir, to)
    for (const [name, words] of [
      [`data/${databaseName}`, `${databaseName} is not what was written`],
      ['backup.json', 'backup.json is not what was written'],
    ] as const) {
      const at = cpInto(tempDir(), to)
      const bytes = readFileSync(join(at, name))
      const place = bytes.length - 20
      bytes[place] = (bytes[place] ?? 0) ^ 1
      writeFileSync(join(at, name), bytes)
      const names = readdirSync(dir)
      const { code, output } = await command('restore.mjs', dir, at)
      expect([code, output]).toEqual([1, expect.stringContaining(words)])
      expect(readdirSync(dir)).toEqual(names)
    }
    expect(await command('restore.mjs', dir, join(to, 'nothing'))).toMatchObject({
      code: 1,
      output: expect.stringContaining('no backup') as string,
    })
  })

  it('of a newer version is refused with words', async () => {
    const dir = tempDir()
    await openSqliteStore(dir).close()
    const db = new DatabaseSync(join(dir, databaseName))
    db.exec('pragma user_version = 99')
    db.close()
    const to = join(tempDir(), 'copy')
    await command('backup.mjs', dir, to)
    expect(await command('restore.mjs', tempDir(), to)).toMatchObject({
      code: 1,
      output: expect.stringContaining('newer version') as string,
    })
  })
})

describe('files that are moved', () => {
  it('are all moved, whenever the process ended in between, and nothing is written over', () => {
    const moves = [
      { from: 'a', to: 'kept/a' },
      { from: 'b', to: 'kept/b' },
      { from: 'new/a', to: 'a' },
    ]
    for (let done = 0; done <= moves.length; done++) {
      const dir = tempDir()
      mkdirSync(join(dir, 'new'))
      mkdirSync(join(dir, 'kept'))
      writeFileSync(join(dir, 'a'), 'old a')
      writeFileSync(join(dir, 'b'), 'old b')
      writeFileSync(join(dir, 'new/a'), 'new a')
      const at = cpInto(tempDir(), dir)
      runMoves(at, moves.slice(0, done))
      writeFileSync(join(at, 'moves.json'), JSON.stringify(moves))
      expect(finishMoves(at)).toBe(true)
      expect(finishMoves(at)).toBe(false)
      expect(readFileSync(join(at, 'a'), 'utf8')).toBe('new a')
      expect(readFileSync(join(at, 'kept/a'), 'utf8')).toBe('old a')
      expect(existsSync(join(at, 'b'))).toBe(false)
    }
  })
})

/** Runs one of the commands on a data folder; gives its exit code and everything it said. */
function command(script: string, dir: string, ...args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const env = { DATA_DIR: dir }
    execFile(process.execPath, [join(scripts, script), ...args], { env, cwd: tempDir() }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr })
    })
  })
}

async function epochIn(dir: string, boardId: string): Promise<string> {
  const db = new DatabaseSync(join(dir, databaseName), { readOnly: true })
  const { epoch } = db.prepare('select epoch from board where board_id = ?').get(boardId) as { epoch: string }
  db.close()
  return epoch
}

function cpInto(to: string, from: string): string {
  cpSync(from, to, { recursive: true })
  return to
}
