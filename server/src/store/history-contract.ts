import { describe, expect, it } from 'vitest'
import type { BoardStore } from './board-store.ts'
import type { HistorySnapshot } from './history-port.ts'
import type { BoardSnapshot } from './revisions-port.ts'

/** What every adapter must do with the history of boards. */
export function describeHistoryStores(name: string, open: () => BoardStore): void {
  describe(`history: ${name}`, () => {
    it('gives back what a board was, and nothing where there is none', async () => {
      const { history } = await withBoards(open())
      await history.add(snapshot('a', 10))
      expect(await history.content('board1', 'a')).toEqual(contentOf(10))
      expect(await history.content('board1', 'b')).toBeUndefined()
      expect(await history.content('board2', 'a')).toBeUndefined()
    })

    it('lists the newest first, without their content; of the same moment the last that was added', async () => {
      const { history } = await withBoards(open())
      await history.add(snapshot('b', 20))
      await history.add(snapshot('a', 10, { why: 'named', name: 'Größe', by: 'Ana' }))
      await history.add(snapshot('c', 20, { why: 'before-restore', by: 'Ben' }))
      expect(await history.list('board1')).toEqual([
        headOf('c', 20, { why: 'before-restore', by: 'Ben' }),
        headOf('b', 20),
        headOf('a', 10, { why: 'named', name: 'Größe', by: 'Ana' }),
      ])
      expect(await history.list('board2')).toEqual([])
    })

    it('removes those it is asked to, of that board alone', async () => {
      const { history } = await withBoards(open())
      await history.add(snapshot('a', 10))
      await history.add(snapshot('b', 20))
      await history.add({ ...snapshot('a', 30), boardId: 'board2' })
      await history.remove('board1', ['a', 'nowhere'])
      await history.remove('board1', [])
      expect((await history.list('board1')).map(({ snapshotId }) => snapshotId)).toEqual(['b'])
      expect(await history.content('board1', 'a')).toBeUndefined()
      expect(await history.content('board2', 'a')).toEqual(contentOf(30))
    })

    it('takes nothing for a board that is not there, and no id twice', async () => {
      const { history } = await withBoards(open())
      await expect(history.add({ ...snapshot('a', 10), boardId: 'nowhere' })).rejects.toThrow()
      await history.add(snapshot('a', 10))
      await expect(history.add(snapshot('a', 20))).rejects.toThrow()
      expect(await history.list('board1')).toEqual([headOf('a', 10)])
    })

    it('stays what it is when the rooms of the board are compacted or replaced', async () => {
      const store = await withBoards(open())
      await store.history.add(snapshot('a', 10))
      for (let i = 0; i < 5; i++) {
        await store.replaceRooms('board1', [{ room: 'board1', update: new Uint8Array([i]) }])
      }
      expect(await store.history.content('board1', 'a')).toEqual(contentOf(10))
    })
  })
}

async function withBoards(store: BoardStore): Promise<BoardStore> {
  for (const boardId of ['board1', 'board2']) {
    await store.createBoard({ boardId, title: 'Plan', templateId: 'T1', createdAt: 1000, links: [], rooms: [] })
  }
  return store
}

function snapshot(snapshotId: string, at: number, of: Partial<HistorySnapshot> = {}): HistorySnapshot & BoardSnapshot {
  return { ...headOf(snapshotId, at, of), ...contentOf(at) }
}

function headOf(snapshotId: string, at: number, of: Partial<HistorySnapshot> = {}): HistorySnapshot {
  return { boardId: 'board1', snapshotId, at, why: 'time', name: '', by: '', state: `e.${at}.1`, ...of }
}

function contentOf(at: number): BoardSnapshot {
  return { board: new Uint8Array([1, at]), session: new Uint8Array(2000).fill(at) }
}
