import { describe, expect, it } from 'vitest'
import type { BoardStore } from './board-store.ts'
import type { NewRevision } from './revisions-port.ts'
import { keptDeliveries } from './webhooks-port.ts'
import type { DeliveryResult, NewDelivery, Webhook } from './webhooks-port.ts'

/** What every adapter must do with finished plans, keys of other programs, and what is told to them. */
export function describeRevisionStores(name: string, open: () => BoardStore): void {
  describe(`finished plans: ${name}`, () => {
    it('gives back a revision as it was stored, and nothing where there is none', async () => {
      const { revisions } = await withBoards(open())
      await revisions.add(newRevision(1), [])
      const { plan, snapshot, ...head } = newRevision(1)
      expect(await revisions.get('board1', 1)).toEqual({ ...head, plan })
      expect(await revisions.snapshot('board1', 1)).toEqual(snapshot)
      expect(await revisions.get('board1', 2)).toBeUndefined()
      expect(await revisions.get('board2', 1)).toBeUndefined()
      expect(await revisions.snapshot('board2', 1)).toBeUndefined()
    })

    it('lists the newest first, without their content', async () => {
      const { revisions } = await withBoards(open())
      for (const number of [1, 2, 3]) await revisions.add(newRevision(number), [])
      const list = await revisions.list('board1')
      expect(list.map(({ revision }) => revision)).toEqual([3, 2, 1])
      expect(list[0]).not.toHaveProperty('plan')
      expect(await revisions.list('board2')).toEqual([])
    })

    it.each([1, 3, 0])('takes no number but the next: %i after 1', async (number) => {
      const { revisions } = await withBoards(open())
      await revisions.add(newRevision(1), [])
      const again = { ...newRevision(number), note: 'another' }
      await expect(revisions.add(again, [])).rejects.toMatchObject({ code: 'taken' })
      expect((await revisions.list('board1')).map(({ note }) => note)).toEqual(['first'])
    })

    it('takes nothing for a board that is not there', async () => {
      const { revisions } = await withBoards(open())
      await expect(revisions.add({ ...newRevision(1), boardId: 'nowhere' }, [])).rejects.toThrow()
      expect(await revisions.list('nowhere')).toEqual([])
    })

    it('stores a revision and what is to be told of it together, or neither', async () => {
      const { revisions, webhooks } = await withBoards(open())
      await webhooks.add(hook('a'))
      await revisions.add(newRevision(1), [delivery('d1', 'a')])
      await expect(revisions.add(newRevision(1), [delivery('d2', 'a')])).rejects.toThrow()
      expect((await webhooks.deliveriesOf('a')).map(({ deliveryId }) => deliveryId)).toEqual(['d1'])
    })

    it('finds a link by its id and hash together, until it is removed by its own board', async () => {
      const { revisions } = await withBoards(open())
      await revisions.add(newRevision(1), [])
      const link = { linkId: 'l1', boardId: 'board1', revision: 1, createdAt: 5 }
      await revisions.addLink({ ...link, tokenHash: 'hash' })
      expect(await revisions.findLink('l1', 'hash')).toEqual(link)
      expect(await revisions.findLink('l1', 'else')).toBeUndefined()
      expect(await revisions.findLink('l2', 'hash')).toBeUndefined()
      expect(await revisions.linksOf('board1')).toEqual([link])
      expect(await revisions.removeLink('board2', 'l1')).toBe(false)
      expect(await revisions.removeLink('board1', 'l1')).toBe(true)
      expect(await revisions.removeLink('board1', 'l1')).toBe(false)
      expect(await revisions.findLink('l1', 'hash')).toBeUndefined()
    })

    it('links to no revision that is not there', async () => {
      const { revisions } = await withBoards(open())
      const link = { linkId: 'l1', boardId: 'board1', revision: 1, createdAt: 5, tokenHash: 'hash' }
      await expect(revisions.addLink(link)).rejects.toThrow()
    })
  })

  describe(`keys for other programs: ${name}`, () => {
    it('finds a key by its hash until it is removed by its own board', async () => {
      const { apiTokens } = await withBoards(open())
      const token = { tokenId: 't1', boardId: 'board1', name: 'BI', createdAt: 5, createdBy: 'Ana' }
      await apiTokens.add({ ...token, tokenHash: 'hash' })
      expect(await apiTokens.find('hash')).toEqual({ ...token, usedAt: null })
      expect(await apiTokens.find('else')).toBeUndefined()
      await apiTokens.markUsed('t1', 99)
      expect(await apiTokens.list('board1')).toEqual([{ ...token, usedAt: 99 }])
      expect(await apiTokens.list('board2')).toEqual([])
      expect(await apiTokens.remove('board2', 't1')).toBe(false)
      expect(await apiTokens.remove('board1', 't1')).toBe(true)
      expect(await apiTokens.find('hash')).toBeUndefined()
    })

    it('takes none for a board that is not there', async () => {
      const { apiTokens } = await withBoards(open())
      const token = { tokenId: 't1', boardId: 'nowhere', name: 'BI', createdAt: 5, createdBy: 'Ana', tokenHash: 'h' }
      await expect(apiTokens.add(token)).rejects.toThrow()
    })
  })

  describe(`what is told to other programs: ${name}`, () => {
    it('gives back the addresses of a board, and forgets one with its deliveries', async () => {
      const { webhooks } = await withBoards(open())
      await webhooks.add(hook('a'))
      await webhooks.add(hook('b'))
      await webhooks.enqueue([delivery('d1', 'a')])
      expect(await webhooks.list('board1')).toEqual([hook('a'), hook('b')])
      expect(await webhooks.get('a')).toEqual(hook('a'))
      expect(await webhooks.remove('board2', 'a')).toBe(false)
      expect(await webhooks.remove('board1', 'a')).toBe(true)
      expect(await webhooks.list('board1')).toEqual([hook('b')])
      expect(await webhooks.due(1e9, 10)).toEqual([])
      await expect(webhooks.add({ ...hook('c'), boardId: 'nowhere' })).rejects.toThrow()
    })

    it('gives what is due, the longest waiting first, and not what is done with', async () => {
      const { webhooks } = await withBoards(open())
      await webhooks.add(hook('a'))
      await webhooks.enqueue([delivery('d1', 'a', 10), delivery('d2', 'a', 20), delivery('d3', 'a', 30)])
      await webhooks.enqueue([delivery('d4', 'gone', 5)])
      expect((await webhooks.due(25, 10)).map(({ deliveryId }) => deliveryId)).toEqual(['d1', 'd2'])
      expect(await webhooks.due(25, 1)).toHaveLength(1)
      expect(await webhooks.nextDue()).toBe(10)
      await webhooks.record('d1', tried({ state: 'delivered', status: 200 }))
      await webhooks.record('d2', tried({ nextAt: 500, problem: 'timeout' }))
      expect(await webhooks.nextDue()).toBe(30)
      expect((await webhooks.due(1000, 10)).map(({ deliveryId }) => deliveryId)).toEqual(['d3', 'd2'])
      expect(await webhooks.deliveriesOf('a')).toEqual([
        { ...delivery('d3', 'a', 30), ...untried, nextAt: 30 },
        { ...delivery('d2', 'a', 20), ...tried({ nextAt: 500, problem: 'timeout' }), attempts: 1 },
        { ...delivery('d1', 'a', 10), ...tried({ state: 'delivered', status: 200 }), attempts: 1 },
      ])
      await webhooks.record('nowhere', tried({}))
    })

    it('waits for nothing where nothing is to be told', async () => {
      expect(await (await withBoards(open())).webhooks.nextDue()).toBeUndefined()
    })

    it(`remembers the last ${keptDeliveries} of an address, and everything that waits`, async () => {
      const { webhooks } = await withBoards(open())
      await webhooks.add(hook('a'))
      const ids = Array.from({ length: keptDeliveries + 5 }, (_, index) => `d${index}`)
      await webhooks.enqueue([delivery('waiting', 'a'), ...ids.map((id) => delivery(id, 'a'))])
      for (const id of ids) await webhooks.record(id, tried({ state: 'failed' }))
      const left = (await webhooks.deliveriesOf('a')).map(({ deliveryId }) => deliveryId)
      expect(left).toEqual([...ids.slice(5).toReversed(), 'waiting'])
    })
  })
}

async function withBoards(store: BoardStore): Promise<BoardStore> {
  for (const boardId of ['board1', 'board2']) {
    await store.createBoard({ boardId, title: 'Plan', templateId: 'T1', createdAt: 1000, links: [], rooms: [] })
  }
  return store
}

function newRevision(revision: number): NewRevision {
  return {
    boardId: 'board1',
    revision,
    createdAt: 1000 + revision,
    personId: revision % 2 === 0 ? null : 'p1',
    name: 'Ana',
    note: revision === 1 ? 'first' : '',
    checksum: 'abc',
    counts: { moves: 3, tasks: 9, warnings: 1, waived: 2 },
    plan: `{"id":"plan","name":"Größe ${revision}"}`,
    snapshot: { board: new Uint8Array([1, revision]), session: new Uint8Array(2000).fill(revision) },
  }
}

function hook(webhookId: string): Webhook {
  const url = `https://example.com/${webhookId}`
  return { webhookId, boardId: 'board1', url, secret: 'secret', createdAt: 7, createdBy: 'Ana' }
}

function delivery(deliveryId: string, webhookId: string, createdAt = 10): NewDelivery {
  return { deliveryId, webhookId, event: 'plan.finished', body: `{"id":"${deliveryId}"}`, createdAt }
}

const untried = { state: 'waiting', attempts: 0, triedAt: null, status: null, problem: null }

function tried(of: Partial<DeliveryResult>): DeliveryResult {
  return { state: 'waiting', triedAt: 50, nextAt: null, status: null, problem: null, ...of }
}
