import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { tempDir } from '../testing/temp-dir.ts'
import { describeHistoryStores } from './history-contract.ts'
import { openSqliteStore } from './sqlite.ts'

describeHistoryStores('sqlite', () => openIn(tempDir()))

it('what the disk changed is said to be damaged, and only that moment is concerned', async () => {
  const dir = tempDir()
  const first = openSqliteStore(dir)
  await first.createBoard({ boardId: 'board1', title: 'A', templateId: 'T1', createdAt: 1, links: [], rooms: [] })
  const of = { boardId: 'board1', why: 'time', name: '', by: '', state: '' } as const
  const content = { board: new Uint8Array([1]), session: new Uint8Array([2]) }
  for (const at of [1, 2]) await first.history.add({ ...of, ...content, snapshotId: `s${at}`, at })
  await first.close()
  const db = new DatabaseSync(join(dir, 'planwall.sqlite'))
  db.exec("update history_snapshot set board = x'0102' where snapshot_id = 's1'")
  db.close()
  const { history } = openIn(dir)
  await expect(history.content('board1', 's1')).rejects.toMatchObject({ code: 'damaged' })
  expect(await history.content('board1', 's2')).toEqual(content)
  expect(await history.list('board1')).toHaveLength(2)
})

function openIn(dir: string) {
  const store = openSqliteStore(dir)
  onTestFinished(() => store.close())
  return store
}
