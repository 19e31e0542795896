import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { tempDir } from '../testing/temp-dir.ts'
import { describeRevisionStores } from './revisions-contract.ts'
import { openSqliteStore } from './sqlite.ts'

describeRevisionStores('sqlite', () => openIn(tempDir()))

it('what the disk changed is said to be damaged, and only that revision is concerned', async () => {
  const dir = tempDir()
  const first = openSqliteStore(dir)
  await first.createBoard({ boardId: 'board1', title: 'A', templateId: 'T1', createdAt: 1, links: [], rooms: [] })
  for (const revision of [1, 2]) await first.revisions.add(revisionOf(revision), [])
  await first.close()
  const db = new DatabaseSync(join(dir, 'planwall.sqlite'))
  db.exec("update revision set plan = x'0102' where revision = 1")
  db.close()
  const { revisions } = openIn(dir)
  await expect(revisions.get('board1', 1)).rejects.toMatchObject({ code: 'damaged' })
  expect((await revisions.get('board1', 2))?.plan).toBe('{"n":2}')
  expect(await revisions.list('board1')).toHaveLength(2)
})

function revisionOf(revision: number) {
  const counts = { moves: 0, tasks: 0, warnings: 0, waived: 0 }
  const snapshot = { board: new Uint8Array([1]), session: new Uint8Array([2]) }
  const head = { boardId: 'board1', createdAt: 1, personId: null, name: 'Ana', note: '', checksum: 'abc' }
  return { ...head, revision, counts, snapshot, plan: `{"n":${revision}}` }
}

function openIn(dir: string) {
  const store = openSqliteStore(dir)
  onTestFinished(() => store.close())
  return store
}
