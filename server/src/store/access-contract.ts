import { describe, expect, it } from 'vitest'
import type { BoardStore } from './board-store.ts'

/** What every adapter must do with links as they are set, codes, and seats after they were taken. */
export function describeAccessStore(name: string, open: () => BoardStore): void {
  describe(`links: ${name}`, () => {
    it('are as nobody set them at first, and there are none of a board that is not there', async () => {
      const { access } = await withBoards(open())
      const asMade = {
        createdAt: 1000,
        expiresAt: null,
        passcodeHash: null,
        needsApproval: false,
        people: 0,
        codeExpiresAt: null,
      }
      expect(await access.links('board1')).toEqual([
        { kind: 'facilitate', ...asMade },
        { kind: 'participate', ...asMade },
        { kind: 'observe', ...asMade },
      ])
      expect(await access.links('nowhere')).toEqual([])
    })

    it('are changed one by one, and only what is named', async () => {
      const { access } = await withBoards(open())
      await access.changeLink('board1', 'observe', { expiresAt: 5, passcodeHash: 'h', needsApproval: true })
      await access.changeLink('board1', 'observe', { expiresAt: null })
      const [facilitate, , observe] = await access.links('board1')
      expect(observe).toMatchObject({ expiresAt: null, passcodeHash: 'h', needsApproval: true })
      expect(facilitate).toMatchObject({ passcodeHash: null, needsApproval: false })
      expect((await access.links('board2'))[2]).toMatchObject({ passcodeHash: null })
      await access.changeLink('board1', 'observe', { passcodeHash: null, needsApproval: false })
      expect((await access.links('board1'))[2]).toMatchObject({ passcodeHash: null, needsApproval: false })
    })

    it('are found by another token once they are reset, at their board alone; the old ones are remembered as reset', async () => {
      const store = await withBoards(open())
      const { access } = store
      await access.setCode('board1', 'observe', { codeHash: 'code', expiresAt: 9 })
      await access.resetLink('board1', 'observe', { tokenHash: 'second', at: 2000 })
      await access.resetLink('board1', 'observe', { tokenHash: 'third', at: 3000 })
      const found = await Promise.all(
        ['board1-observe', 'second', 'third', 'board1-facilitate'].map((hash) => store.findLink('board1', hash)),
      )
      expect(found).toEqual([undefined, undefined, 'observe', 'facilitate'])
      const reset = await Promise.all(
        ['board1-observe', 'second', 'third', 'else'].map((hash) => access.wasReset('board1', hash)),
      )
      expect(reset).toEqual([true, true, false, false])
      expect(await access.wasReset('board2', 'second')).toBe(false)
      expect(await store.findLink('board2', 'third')).toBeUndefined()
      expect((await access.links('board1'))[2]).toMatchObject({ createdAt: 3000, codeExpiresAt: null })
      expect(await access.findCode('code')).toBeUndefined()
    })

    it('have one code at a time, which no other link has', async () => {
      const { access } = await withBoards(open())
      await access.setCode('board1', 'observe', { codeHash: 'one', expiresAt: 10 })
      await access.setCode('board1', 'observe', { codeHash: 'two', expiresAt: 20 })
      expect(await access.findCode('one')).toBeUndefined()
      expect(await access.findCode('two')).toEqual({ boardId: 'board1', kind: 'observe', expiresAt: 20 })
      expect((await access.links('board1'))[2]?.codeExpiresAt).toBe(20)
      await expect(access.setCode('board2', 'observe', { codeHash: 'two', expiresAt: 30 })).rejects.toThrow()
      await access.setCode('board1', 'observe', null)
      expect(await access.findCode('two')).toBeUndefined()
      expect((await access.links('board1'))[2]?.codeExpiresAt).toBeNull()
    })
  })

  describe(`seats after they were taken: ${name}`, () => {
    it('know their link, or the one that makes their role; links know how many people came by them', async () => {
      const { access, ...store } = await withBoards(open())
      await store.addSeat({ ...seat('a'), link: 'facilitate' })
      await store.addSeat(seat('b'))
      expect(await access.seats('board1')).toEqual([
        { ...known('a'), link: 'facilitate' },
        { ...known('b'), link: 'participate' },
      ])
      expect(await access.seats('board2')).toEqual([])
      expect((await access.links('board1')).map(({ people }) => people)).toEqual([1, 1, 0])
    })

    it('are found nowhere once they were removed, and say why when asked', async () => {
      const store = await withBoards(open())
      const { access } = store
      for (const one of ['a', 'b', 'c']) await store.addSeat(seat(one))
      await access.removeSeats('board1', ['a'], 'removed')
      await access.removeSeats('board1', ['a', 'b', 'nobody'], 'link-reset')
      await access.removeSeats('board2', ['c'], 'removed')
      expect(await store.findSeat('hash-a')).toBeUndefined()
      expect((await store.seatsOf('board1')).map(({ seatId }) => seatId)).toEqual(['c'])
      expect(await store.setSeatRole('board1', 'a', 'facilitator')).toBeUndefined()
      expect(await access.renameSeat('board1', 'a', 'Again')).toBeUndefined()
      expect(await access.setPerson('board1', 'a', 'p')).toBeUndefined()
      const why = await Promise.all(['a', 'b', 'c', 'd'].map((one) => access.removedSeat(`hash-${one}`)))
      expect(why).toEqual([
        { boardId: 'board1', why: 'removed' },
        { boardId: 'board1', why: 'link-reset' },
        undefined,
        undefined,
      ])
      expect((await access.seats('board1')).map(({ removed }) => removed)).toEqual(['removed', 'link-reset', null])
      expect((await access.links('board1'))[1]?.people).toBe(1)
    })

    it('get another name or person, and are seen', async () => {
      const store = await withBoards(open())
      const { access } = store
      await store.addSeat({ ...seat('a'), personId: null })
      expect(await access.renameSeat('board1', 'a', 'Ann')).toMatchObject({ seatId: 'a', name: 'Ann' })
      expect(await access.setPerson('board1', 'a', 'p1')).toMatchObject({ name: 'Ann', personId: 'p1' })
      await access.markSeen([
        { seatId: 'a', at: 77 },
        { seatId: 'nobody', at: 78 },
      ])
      expect(await access.seats('board1')).toMatchObject([{ name: 'Ann', personId: 'p1', seenAt: 77 }])
      expect(await store.findSeat('hash-a')).toMatchObject({ name: 'Ann', personId: 'p1' })
      expect(await access.renameSeat('board2', 'a', 'X')).toBeUndefined()
    })
  })
}

async function withBoards(store: BoardStore): Promise<BoardStore> {
  for (const boardId of ['board1', 'board2']) {
    const kinds = ['facilitate', 'participate', 'observe'] as const
    const links = kinds.map((kind) => ({ kind, tokenHash: `${boardId}-${kind}` }))
    await store.createBoard({ boardId, title: 'Plan', templateId: 'T1', createdAt: 1000, links, rooms: [] })
  }
  return store
}

function seat(name: string) {
  const of = { boardId: 'board1', role: 'participant' as const, name, personId: `person-${name}` }
  return { seatId: name, ...of, tokenHash: `hash-${name}`, createdAt: 1500 }
}

function known(name: string) {
  const { tokenHash: _hash, ...one } = seat(name)
  return { ...one, seenAt: null, removed: null }
}
