import { readdirSync, readFileSync } from 'node:fs'
import { join as path } from 'node:path'
import { changeStep } from '@planwall/shared/session/agenda'
import { setText } from '@planwall/shared/board/edit'
import { describe, expect, it } from 'vitest'
import { openSqliteStore } from '../store/sqlite.ts'
import type { Joined } from '../testing/client.ts'
import { startTestApp } from '../testing/test-app.ts'
import { tempDir } from '../testing/temp-dir.ts'
import { until } from '../testing/until.ts'
import { OwnCards, proverOf } from './own-cards.ts'
import { cardsOf, startSessionServer, write } from './testing/session-server.ts'
import type { SessionServer } from './testing/session-server.ts'

/** A step in the open in which no names are kept, and everybody changes their own cards alone. */
async function withOpenAnonymousStep(of: Parameters<typeof startSessionServer>[0] = {}) {
  const server = await startSessionServer(of)
  const { facilitator, board } = server
  const rules = { mayAdd: ['failure'], mayEdit: 'own', mayMove: 'own', private: false, anonymous: true, cursors: false }
  expect(changeStep(facilitator.doc, '5.2', { rules: rules as never }, 'me')).toBe(true)
  await server.saved(facilitator)
  await server.start('5.2')
  const ann = await server.join(board, 'participate', { name: 'Ann' })
  const ben = await server.join(board, 'participate', { name: 'Ben' })
  return { server, ann, ben }
}

/** Writes a card that names nobody, and gives its id once it is known as its maker's. */
async function writeUnnamed(server: SessionServer, who: Joined, text: string): Promise<string> {
  write({ ...who, seat: { ...who.seat, personId: null } }, 'failure', 'reasons', [text])
  await server.saved(who)
  const id = cardsOf(who, 'failure').find((card) => card.text === text)?.id ?? ''
  await until(async () => (await ownOf(server, who)).includes(id))
  return id
}

async function ownOf(server: Pick<SessionServer, 'ask'>, who: Joined): Promise<string[]> {
  const { body } = await server.ask('GET', '/session/own', undefined, who.seat.seatToken)
  return (body as { elementIds: string[] }).elementIds
}

describe('cards without a name', () => {
  it('[O1] are their maker’s own after a reload, and nobody else’s', async () => {
    const { server, ann, ben } = await withOpenAnonymousStep()
    const id = await writeUnnamed(server, ann, 'Mine')
    expect(await ownOf(server, ben)).toEqual([])
    ann.leave()
    const again = server.open(ann.seat, { part: 'board' })
    await until(() => cardsOf(again, 'failure').length === 1)
    setText(again.doc, id, 'Mine, changed', 'me')
    await server.saved(again)
    await until(() => cardsOf(ben, 'failure')[0]?.text === 'Mine, changed')
    setText(ben.doc, id, 'Not yours', 'me')
    await server.saved(ben)
    await until(() => cardsOf(again, 'failure')[0]?.text === 'Mine, changed' && cardsOf(ben)[0]?.text !== 'Not yours')
  })

  it('[O1] stay so when the server begins anew', async () => {
    const dir = tempDir()
    const first = await withOpenAnonymousStep({ store: openSqliteStore(dir) })
    const { board } = first.server
    const { seat } = first.ann
    const id = await writeUnnamed(first.server, first.ann, 'Mine')
    await first.server.store.durable()
    await first.server.close()

    const app = await startTestApp({ store: openSqliteStore(dir) })
    const ann = app.open(seat, { part: 'board' })
    const other = await app.join(board, 'participate', { name: 'Cid' })
    await until(() => cardsOf(ann, 'failure').length === 1 && cardsOf(other, 'failure').length === 1)
    setText(other.doc, id, 'Not yours', 'me')
    await until(() => cardsOf(other, 'failure')[0]?.text === 'Mine')
    setText(ann.doc, id, 'Still mine', 'me')
    await until(() => cardsOf(other, 'failure')[0]?.text === 'Still mine')
    expect(cardsOf(other, 'failure')).toHaveLength(1)
  })

  it('[O1] neither the documents nor the files say whose they are', async () => {
    const dir = tempDir()
    const { server, ann } = await withOpenAnonymousStep({ store: openSqliteStore(dir) })
    const id = await writeUnnamed(server, ann, 'Mine')
    const { store, board } = server
    const proofs = await store.ownCards.list(board.boardId, server.facilitation().run.step?.n ?? 0)
    expect(proofs.map(({ elementId }) => elementId)).toEqual([id])
    const [proof] = proofs
    // The proof can be made with the seat's secret alone; of that the files hold only a hash.
    expect(proof?.proof).toBe(proverOf(board.boardId, ann.seat.seatToken)(id))
    await store.durable()
    const files = readdirSync(dir).map((name) => readFileSync(path(dir, name)))
    for (const file of files) expect(file.includes(ann.seat.seatToken)).toBe(false)
    for (const known of [ann.seat.seatId, ann.seat.personId ?? '', 'Ann']) {
      expect(proofs.map((one) => one.proof).join()).not.toContain(known)
    }
    expect(cardsOf(ann, 'failure')[0]?.createdBy).toBeNull()
  })

  it('[O2] with the end of the step they are nobody’s, and the proofs are gone', async () => {
    const { server, ann } = await withOpenAnonymousStep()
    const { store, board } = server
    await writeUnnamed(server, ann, 'Mine')
    const n = server.facilitation().run.step?.n ?? 0
    await server.start('5.4')
    expect(await ownOf(server, ann)).toEqual([])
    await until(async () => (await store.ownCards.list(board.boardId, n)).length === 0)
  })

  it('observers have none', async () => {
    const { server } = await withOpenAnonymousStep()
    const olga = await server.join(server.board, 'observe', { name: 'Olga' })
    expect((await server.ask('GET', '/session/own', undefined, olga.seat.seatToken)).status).toBe(403)
  })

  it('each proof is compared once for each connection', async () => {
    const { createMemoryStore } = await import('../store/memory.ts')
    const store = createMemoryStore()
    await store.createBoard({ boardId: 'b', title: 'x', templateId: 'T5', createdAt: 0, links: [], rooms: [] })
    const own = new OwnCards(store.ownCards)
    let compared = 0
    const token = proverOf('b', 'secret')
    const prove = (id: string) => {
      compared++
      return token(id)
    }
    await own.note('b', 1, [
      { elementId: 'mine', proof: token('mine') },
      { elementId: 'other', proof: 'x' },
    ])
    expect(await own.of('b', 1, prove)).toEqual(['mine'])
    expect(await own.of('b', 1, prove)).toEqual(['mine'])
    expect(compared).toBe(2)
    await own.note('b', 1, [{ elementId: 'more', proof: token('more') }])
    expect(await own.of('b', 1, prove)).toEqual(['mine', 'more'])
    expect(compared).toBe(3)
    expect(await own.of('b', 2, prove)).toEqual([])
  })
})
