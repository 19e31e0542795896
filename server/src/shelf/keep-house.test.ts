import { describe, expect, it, vi } from 'vitest'
import { createMemoryStore } from '../store/memory.ts'
import { goesAt, keepHouse, warningDays } from './keep-house.ts'

const day = 86_400_000

async function house(retentionDays: number | undefined) {
  const store = createMemoryStore()
  const clock = { now: 1000 * day }
  await store.createBoard({
    boardId: 'board1',
    title: 'Plan',
    templateId: 'T1',
    createdAt: clock.now,
    links: [],
    rooms: [],
  })
  const shelf = {
    remove: vi.fn(async (boardId: string) => {
      const entry = { deletedAt: clock.now, until: clock.now + 30 * day, seatId: null, accountId: null, name: '' }
      await store.shelf.putInBin(boardId, entry)
      return entry
    }),
    purge: vi.fn((boardId: string) => store.shelf.purge(boardId)),
  }
  const log = { info: () => undefined, error: vi.fn() }
  const needs = { shelf, store, log, now: () => clock.now, retentionDays }
  return {
    store,
    shelf,
    log,
    /** The hourly job, once a day for so many days. */
    async days(count: number) {
      for (let i = 0; i < count; i++) {
        clock.now += day
        await keepHouse(needs)
      }
    },
    clock,
    needs,
  }
}

describe('boards nobody changes', () => {
  it('stay for ever where nothing is set', async () => {
    const { days, shelf, store } = await house(undefined)
    await days(2000)
    expect(shelf.remove).not.toHaveBeenCalled()
    expect((await store.shelf.get('board1'))?.warnedAt).toBeNull()
  })

  it('are warned about for a week, then go to the bin, and a month later are gone', async () => {
    const { days, shelf, store } = await house(90)
    await days(82)
    expect((await store.shelf.get('board1'))?.warnedAt).toBeNull()
    await days(1)
    expect((await store.shelf.get('board1'))?.warnedAt).toBe(1083 * day)
    await days(6)
    expect(shelf.remove).not.toHaveBeenCalled()
    await days(1)
    expect(shelf.remove).toHaveBeenCalledExactlyOnceWith('board1', { seatId: null, accountId: null, name: '' })
    await days(29)
    expect(await store.getBoard('board1')).toBeDefined()
    await days(1)
    expect(await store.getBoard('board1')).toBeUndefined()
  })

  it('begin anew with every change, a warned one too', async () => {
    const { days, shelf, store, clock } = await house(90)
    await days(85)
    await store.shelf.touch('board1', clock.now)
    expect((await store.shelf.get('board1'))?.warnedAt).toBeNull()
    await days(82)
    expect((await store.shelf.get('board1'))?.warnedAt).toBeNull()
    await days(8)
    expect(shelf.remove).toHaveBeenCalledOnce()
  })

  it('are warned about for the whole time, however old they were when the setting was made', async () => {
    const { days, shelf, clock, needs } = await house(30)
    clock.now += 500 * day
    await keepHouse(needs)
    await days(6)
    expect(shelf.remove).not.toHaveBeenCalled()
    await days(1)
    expect(shelf.remove).toHaveBeenCalledOnce()
  })

  it('one that cannot be removed keeps no other from it, and is tried again', async () => {
    const { store, shelf, log, days, clock } = await house(undefined)
    await store.createBoard({ boardId: 'board2', title: '', templateId: '', createdAt: 1, links: [], rooms: [] })
    for (const boardId of ['board1', 'board2']) {
      const entry = { deletedAt: 1, until: clock.now, seatId: null, accountId: null, name: '' }
      await store.shelf.putInBin(boardId, entry)
    }
    shelf.purge.mockRejectedValueOnce(new Error('disk full'))
    await days(1)
    expect(log.error).toHaveBeenCalledOnce()
    expect(await store.shelf.overdue(clock.now)).toHaveLength(1)
    await days(1)
    expect(await store.shelf.overdue(clock.now)).toEqual([])
  })

  it.each([
    [1, 1],
    [7, 1],
    [28, 7],
    [365, 7],
  ])('of %i days the last %i are days of warning', (retention, warning) => {
    expect(warningDays(retention)).toBe(warning)
  })

  it('the day that is told is the day it goes', () => {
    expect(goesAt({ changedAt: 0, warnedAt: 83 * day }, 90)).toBe(90 * day)
    expect(goesAt({ changedAt: 0, warnedAt: 200 * day }, 90)).toBe(207 * day)
  })
})
