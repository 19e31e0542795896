import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { errorTable } from '@planwall/shared/errors'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { runToEnd, startChildServer } from '../testing/child-server.ts'
import { createClient } from '../testing/client.ts'
import { smallDisk } from '../testing/small-disk.ts'
import { tempDir } from '../testing/temp-dir.ts'
import { until } from '../testing/until.ts'
import { databaseName } from './data-folder.ts'
import { openSqliteStore } from './sqlite.ts'

// Processes are started, on a machine that may have much else to do.
vi.setConfig({ testTimeout: 120_000 })

describe('a disk that is full', () => {
  it('stores nothing and says so; when there is space again everything that was written arrives', async () => {
    const disk = smallDisk()
    onTestFinished(() => disk.dispose())
    const server = await startChildServer({ DATA_DIR: disk.folder })
    const client = createClient(server.url)
    onTestFinished(() => client.leaveAll())
    const board = await client.createBoard()
    const ada = await client.join(board, 'facilitate')
    ada.doc.getMap('edits').set('before', 1)
    await until(() => ada.durable() === 2)
    const closes = ada.closes.length

    disk.fill(server.pid)
    ada.doc.getMap('edits').set('meanwhile', 1)
    ada.doc.getMap('edits').set('long', 'x'.repeat(300_000))
    await until(() => ada.closes.slice(closes).some(({ code }) => code === errorTable['not-stored'].close))
    const { status, body } = await client.call('POST', '/api/boards', { body: { title: 'Another', templateId: 'T1' } })
    expect([status, body]).toMatchObject([503, { code: 'not-stored', retry: true }])
    // It goes on answering what needs no space.
    expect((await client.call('GET', '/healthz')).status).toBe(200)
    expect((await client.call('GET', `/api/boards/${board.boardId}`, { token: ada.seat.seatToken })).status).toBe(200)

    disk.free(server.pid)
    await until(() => ada.provider.synced && ada.durable() > 0)
    expect((await client.call('POST', '/api/boards', { body: { title: 'Another', templateId: 'T1' } })).status).toBe(
      201,
    )
    await server.end('SIGKILL')
    client.leaveAll()
    const again = createClient((await startChildServer({ DATA_DIR: disk.folder })).url)
    onTestFinished(() => again.leaveAll())
    const bob = await again.join(board, 'observe')
    expect([...bob.doc.getMap('edits').keys()].toSorted()).toEqual(['before', 'long', 'meanwhile'])
  })

  it('is said before the server starts', async () => {
    const disk = smallDisk()
    onTestFinished(() => disk.dispose())
    if (disk.kind === 'mounted') disk.fill(process.pid)
    const command = disk.kind === 'mounted' ? [] : ['prlimit', '--fsize=512']
    const { code, output } = await runToEnd({ DATA_DIR: disk.folder, PORT: '0' }, command)
    expect([code, output]).toEqual([1, expect.stringContaining('cannot be written')])
    expect(output).toContain('Nothing was changed')
    expect(output).not.toContain('    at ')
  })
})

describe('a disk that cannot be written', () => {
  it('is said before the server starts, and nothing is changed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'planwall-read-only-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    await openSqliteStore(folder).close()
    const isMounted =
      spawnSync('mount', ['--bind', folder, folder]).status === 0 &&
      spawnSync('mount', ['-o', 'remount,ro,bind', folder]).status === 0
    onTestFinished(() => void spawnSync('umount', ['--lazy', folder]))
    // Where mounting is not allowed nobody here is root either, for whom permissions are nothing.
    if (!isMounted) spawnSync('chmod', ['-R', 'a-w', folder])
    const { code, output } = await runToEnd({ DATA_DIR: folder, PORT: '0' })
    expect([code, output]).toEqual([1, expect.stringContaining('cannot be written')])
    expect(output).not.toContain('    at ')
    if (!isMounted) spawnSync('chmod', ['-R', 'u+w', folder])
  })

  it('lets the store reject with "not-stored" while it lasts, and take in the next when it is over', async () => {
    const dir = tempDir()
    const store = openSqliteStore(dir)
    onTestFinished(() => store.close())
    expect(await store.appendUpdates('room', [new Uint8Array([1])])).toBe(1)
    const release = holdWriteLock(dir)
    await expect(store.appendUpdates('room', [new Uint8Array([2])])).rejects.toMatchObject({ code: 'not-stored' })
    release()
    expect(await store.appendUpdates('room', [new Uint8Array([2])])).toBe(2)
  })
})

/** Another process has taken the database for itself, as seen from here: nothing can be written. */
function holdWriteLock(dir: string): () => void {
  const other = new DatabaseSync(join(dir, databaseName))
  other.exec('begin immediate')
  return () => other.close()
}
