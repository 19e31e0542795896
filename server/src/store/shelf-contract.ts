import { describe, expect, it } from 'vitest'
import type { Account } from './accounts-port.ts'
import type { BoardStore } from './board-store.ts'

/** What every adapter must do with accounts and with boards as wholes. */
export function describeShelf(name: string, open: () => BoardStore): void {
  describe(`accounts: ${name}`, () => {
    it('somebody is the same account however often they come and whatever they are called then', async () => {
      const { accounts } = open()
      const first = await accounts.signIn(ada, 1)
      expect(first).toEqual(ada)
      const renamed = { ...ada, accountId: 'other', name: 'Ada King', email: 'king@example.com' }
      expect(await accounts.signIn(renamed, 2)).toEqual({ ...renamed, accountId: 'ada' })
      const elsewhere = { ...ada, accountId: 'else', issuer: 'https://other.example.com' }
      expect(await accounts.signIn(elsewhere, 3)).toEqual(elsewhere)
    })

    it('a session is somebody’s until its time is over or it is ended', async () => {
      const { accounts } = open()
      await accounts.signIn(ada, 1)
      for (const tokenHash of ['a', 'b']) {
        await accounts.addSession({ tokenHash, accountId: 'ada', createdAt: 1, expiresAt: 100 })
      }
      expect(await accounts.findSession('a', 99)).toEqual(ada)
      expect(await accounts.findSession('a', 100)).toBeUndefined()
      expect(await accounts.findSession('nobody', 1)).toBeUndefined()
      await accounts.removeSession('a')
      expect(await accounts.findSession('a', 1)).toBeUndefined()
      await accounts.removeExpired(99)
      expect(await accounts.findSession('b', 1)).toEqual(ada)
      await accounts.removeExpired(100)
      expect(await accounts.findSession('b', 1)).toBeUndefined()
    })
  })

  describe(`boards as wholes: ${name}`, () => {
    it('a board begins as nobody’s, changed when it was made', async () => {
      const { shelf } = await withBoards(open())
      expect(await shelf.get('board1')).toEqual({
        boardId: 'board1',
        title: 'Plan 1',
        createdAt: 10,
        changedAt: 10,
        ownerId: null,
        ownerPersonId: null,
        warnedAt: null,
        bin: undefined,
      })
      expect(await shelf.get('nowhere')).toBeUndefined()
    })

    it('belongs to the first who takes it, and is listed by its last change', async () => {
      const { shelf } = await withBoards(open())
      expect(await shelf.setOwner('board1', 'ada')).toBe(true)
      expect(await shelf.setOwner('board2', 'ada')).toBe(true)
      expect(await shelf.setOwner('board3', 'ben')).toBe(true)
      expect(await shelf.setOwner('board1', 'ada')).toBe(true)
      expect(await shelf.setOwner('board1', 'ben')).toBe(false)
      expect(await shelf.setOwner('nowhere', 'ben')).toBe(false)
      await shelf.touch('board1', 500)
      await shelf.setOwnerPerson('board1', 'person')
      await shelf.setTitle('board1', 'Renamed')
      const mine = await shelf.ownedBy('ada')
      expect(mine.map(({ boardId, changedAt }) => [boardId, changedAt])).toEqual([
        ['board1', 500],
        ['board2', 20],
      ])
      expect(mine[0]).toMatchObject({ title: 'Renamed', ownerId: 'ada', ownerPersonId: 'person' })
    })

    it('a change ends a warning', async () => {
      const { shelf } = await withBoards(open())
      await shelf.warn('board1', 400)
      expect(await shelf.get('board1')).toMatchObject({ warnedAt: 400, changedAt: 10 })
      await shelf.touch('board1', 500)
      expect(await shelf.get('board1')).toMatchObject({ warnedAt: null, changedAt: 500 })
      await shelf.touch('nowhere', 500)
      await shelf.warn('nowhere', 500)
      expect(await shelf.get('nowhere')).toBeUndefined()
    })

    it('finds what nobody has changed for long and is not in the bin, the oldest first', async () => {
      const { shelf } = await withBoards(open())
      await shelf.touch('board1', 500)
      await shelf.putInBin('board3', entry)
      expect((await shelf.untouchedSince(500)).map(({ boardId }) => boardId)).toEqual(['board2', 'board1'])
      expect((await shelf.untouchedSince(499)).map(({ boardId }) => boardId)).toEqual(['board2'])
    })

    it('goes to the bin once, comes back as a change, and is overdue when its time there is over', async () => {
      const { shelf } = await withBoards(open())
      expect(await shelf.binned('board1')).toBeUndefined()
      expect(await shelf.putInBin('board1', entry)).toBe(true)
      expect(await shelf.putInBin('board1', { ...entry, name: 'Ben' })).toBe(false)
      expect(await shelf.putInBin('nowhere', entry)).toBe(false)
      expect(await shelf.binned('board1')).toEqual(entry)
      expect((await shelf.get('board1'))?.bin).toEqual(entry)
      expect(await shelf.overdue(entry.until - 1)).toEqual([])
      expect(await shelf.overdue(entry.until)).toEqual(['board1'])
      expect(await shelf.takeOut('board1', 700)).toBe(true)
      expect(await shelf.takeOut('board1', 800)).toBe(false)
      expect(await shelf.get('board1')).toMatchObject({ changedAt: 700, bin: undefined })
    })

    it('removes for good only what is in the bin, and of no other board anything', async () => {
      const store = await withBoards(open())
      await store.addSeat({ ...seat, boardId: 'board1', seatId: 's1', tokenHash: 'hash1' })
      await store.addSeat({ ...seat, boardId: 'board2', seatId: 's2', tokenHash: 'hash2' })
      await store.shelf.purge('board1')
      expect(await store.getBoard('board1')).toBeDefined()
      await store.shelf.putInBin('board1', entry)
      await store.shelf.purge('board1')
      expect(await store.getBoard('board1')).toBeUndefined()
      expect(await store.shelf.get('board1')).toBeUndefined()
      expect(await store.findLink('board1', 'link-board1')).toBeUndefined()
      expect(await store.findSeat('hash1')).toBeUndefined()
      for (const room of ['board1', 'board1/session', 'board1/seat/s1']) {
        expect((await store.loadRoom(room)).seq).toBe(0)
      }
      expect(await store.findLink('board2', 'link-board2')).toBe('observe')
      expect((await store.findSeat('hash2'))?.seatId).toBe('s2')
      for (const room of ['board2', 'board2/session', 'board2/seat/s1']) {
        expect((await store.loadRoom(room)).seq).toBe(1)
      }
    })
  })
}

const ada: Account = {
  accountId: 'ada',
  issuer: 'https://id.example.com',
  subject: '17',
  name: 'Ada',
  email: 'ada@example.com',
}
const seat = { role: 'participant' as const, name: 'Ann', personId: null, createdAt: 1 }
const entry = { deletedAt: 600, until: 900, seatId: 's1', accountId: null, name: 'Ann' }

async function withBoards(store: BoardStore): Promise<BoardStore> {
  for (const id of ['ada', 'ben']) await store.accounts.signIn({ ...ada, accountId: id, subject: id }, 1)
  for (const n of [1, 2, 3]) {
    const boardId = `board${n}`
    await store.createBoard({
      boardId,
      title: `Plan ${n}`,
      templateId: 'T5',
      createdAt: n * 10,
      links: [{ kind: 'observe', tokenHash: `link-${boardId}` }],
      rooms: [],
    })
    for (const room of [boardId, `${boardId}/session`, `${boardId}/seat/s1`]) {
      await store.appendUpdates(room, [new Uint8Array([n, 1, 2])])
    }
  }
  return store
}
