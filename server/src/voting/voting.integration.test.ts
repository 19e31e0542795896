import { readdirSync, readFileSync } from 'node:fs'
import { join as path } from 'node:path'
import type { Ballot, Round } from '@planwall/shared/session/voting'
import { describe, expect, it } from 'vitest'
import { openSqliteStore } from '../store/sqlite.ts'
import { cardsOf, startSessionServer, write } from '../session/testing/session-server.ts'
import { tempDir } from '../testing/temp-dir.ts'
import { until } from '../testing/until.ts'

const dots = { perPerson: 3, maxPerCard: 2, kinds: ['failure'] }

describe('a round of voting', () => {
  it('[V1] is about the cards of the step, settled when it opens', async () => {
    const { round, cards, wall, saved } = await withRound()
    expect(round()).toMatchObject({ answer: 'dots', perPerson: 3, maxPerCard: 2, cardIds: cards.map(({ id }) => id) })
    write(wall, 'failure', 'reasons', ['Came too late'])
    await saved(wall)
    expect(round()?.cardIds).toHaveLength(cards.length)
  })

  it('[V2] a ballot takes the place of the one before: from two tabs, sent twice, all at once, it counts once', async () => {
    const { ask, cast, close, cards, ann } = await withRound()
    const [a, b] = cards as unknown as [{ id: string }, { id: string }]
    const ballot = {
      answer: 'dots' as const,
      dots: [
        { cardId: a.id, count: 2 },
        { cardId: b.id, count: 1 },
      ],
    }
    const answers = await Promise.all(Array.from({ length: 8 }, () => cast(ann, ballot)))
    for (const { status, body } of answers) expect([status, body]).toMatchObject([200, { votesLeft: 0 }])
    const { body } = await ask('GET', '/session/people')
    const people = (body as { people: { name: string; votes: object[] }[] }).people
    expect(people.find(({ name }) => name === 'Ann')?.votes).toMatchObject([{ hasVoted: true, votesLeft: 0 }])
    expect(people.find(({ name }) => name === 'Ben')?.votes).toMatchObject([{ hasVoted: false, votesLeft: 3 }])
    const result = await close()
    expect(result).toMatchObject({
      ballots: 1,
      cards: [{ cardId: a.id, votes: 2, voters: 1 }, { cardId: b.id, votes: 1 }, {}],
    })
  })

  it.each([
    [
      'more dots than there are',
      (id: string) => [
        { cardId: id, count: 2 },
        { cardId: id, count: 2 },
      ],
      422,
    ],
    ['more dots on a card than allowed', (id: string) => [{ cardId: id, count: 3 }], 422],
    ['a card that is not part of it', () => [{ cardId: 'elsewhere', count: 1 }], 422],
    ['no dots at all on a card', (id: string) => [{ cardId: id, count: 0 }], 400],
  ])('[V2] refuses %s, and keeps the ballot before', async (_what, entries, status) => {
    const { cast, own, cards, ann } = await withRound()
    const good: Ballot = { answer: 'dots', dots: [{ cardId: cards[0]?.id as string, count: 1 }] }
    await cast(ann, good)
    expect((await cast(ann, { answer: 'dots', dots: entries(cards[0]?.id as string) })).status).toBe(status)
    expect((await cast(ann, { answer: 'yes-no', answers: [] })).status).toBe(422)
    expect((await own(ann)).body).toMatchObject({ ballot: good, votesLeft: 2 })
  })

  it('one’s own ballot is shown to oneself alone; nothing of it reaches anybody before the close', async () => {
    const { ask, cast, own, cards, ann, ben, facilitator } = await withRound()
    await cast(ann, { answer: 'dots', dots: [{ cardId: cards[0]?.id as string, count: 2 }] })
    expect((await own(ben)).body).toMatchObject({ ballot: null, votesLeft: 3 })
    expect((await own(facilitator.seat)).body).toMatchObject({ ballot: null })
    const olga = await ask('GET', '/session/people', undefined, ben.seatToken)
    expect(olga.status).toBe(403)
    const { text } = await ask('GET', '/session/people')
    expect(text).not.toContain(cards[0]?.id)
    const { body } = await ask('GET', '/record')
    expect(body).toMatchObject({
      rounds: [expect.not.objectContaining({ result: expect.anything() as unknown })],
      comparison: [],
    })
  })

  it('[V4, V7] closes once, writes totals, sorts the cards, and takes nothing afterwards', async () => {
    const { ask, cast, close, round, roundId, cards, ann, ben, wall, facilitation } = await withRound()
    const [a, b, c] = cards as unknown as [{ id: string }, { id: string }, { id: string }]
    await cast(ann, {
      answer: 'dots',
      dots: [
        { cardId: c.id, count: 2 },
        { cardId: b.id, count: 1 },
      ],
    })
    await cast(ben, { answer: 'dots', dots: [{ cardId: c.id, count: 1 }] })
    const result = await close({ sort: true })
    expect(await close({ sort: true })).toEqual(result)
    const votes = () => Object.fromEntries(cardsOf(wall, 'failure').map(({ id, votes: n }) => [id, n]))
    await until(() => votes()[c.id] === 3)
    expect(votes()).toMatchObject({ [a.id]: 0, [b.id]: 1, [c.id]: 3 })
    await until(() => round()?.closedAt !== undefined)
    expect(round()?.result).toEqual(result)
    const top = cardsOf(wall, 'failure').toSorted(
      (x, y) => (x.geometry?.y ?? 0) - (y.geometry?.y ?? 0) || (x.geometry?.x ?? 0) - (y.geometry?.x ?? 0),
    )
    expect(top[0]?.id).toBe(c.id)
    const late = await cast(ann, { answer: 'dots', dots: [] })
    expect(late).toMatchObject({ status: 422, body: { code: 'refused', message: 'This vote is closed.' } })
    expect(facilitation().record.filter(({ type }) => type === 'vote-closed')).toMatchObject([{ ballots: 2, roundId }])
    expect((await ask('GET', '/record')).body).toMatchObject({ rounds: [{ id: roundId, result: { ballots: 2 } }] })
  })

  it('[V4] can be called off: it has no result then', async () => {
    const { cast, close, round, cards, ann, wall } = await withRound()
    await cast(ann, { answer: 'dots', dots: [{ cardId: cards[0]?.id as string, count: 1 }] })
    expect(await close({ callOff: true })).toBeNull()
    await until(() => round()?.closedAt !== undefined)
    expect(round()?.result).toBeUndefined()
    expect(cardsOf(wall).every(({ votes }) => votes === 0)).toBe(true)
  })

  it('[R3] nobody votes while the session is paused, and observers never do', async () => {
    const { ask, cast, ann, takeSeat, board } = await withRound()
    await ask('POST', '/session/pause', { isPaused: true })
    expect(await cast(ann, { answer: 'dots', dots: [] })).toMatchObject({ status: 422, body: { code: 'refused' } })
    await ask('POST', '/session/pause', { isPaused: false })
    expect((await cast(ann, { answer: 'dots', dots: [] })).status).toBe(200)
    const olga = await takeSeat(board, 'observe', 'Olga')
    expect((await cast(olga, { answer: 'dots', dots: [] })).status).toBe(403)
  })

  it('[V8] several rounds stand side by side in the record', async () => {
    const { ask, cast, close, cards, ann, ben } = await withRound()
    const id = cards[0]?.id as string
    await cast(ann, { answer: 'dots', dots: [{ cardId: id, count: 2 }] })
    await close()
    const again = (await ask('POST', '/rounds', { vote: dots, title: 'Again' })).body as { roundId: string }
    await ask(
      'PUT',
      `/rounds/${again.roundId}/ballot`,
      { answer: 'dots', dots: [{ cardId: id, count: 1 }] },
      ben.seatToken,
    )
    await ask('POST', `/rounds/${again.roundId}/close`, {})
    const { body } = await ask('GET', '/record')
    const { comparison } = body as { comparison: { cardId: string; votes: number[] }[] }
    expect(comparison.find(({ cardId }) => cardId === id)?.votes).toEqual([2, 1])
  })

  it('two people behind one name are two voters; one person with two seats is one', async () => {
    const { call, cast, close, cards, ann, board } = await withRound()
    const token = board.links.participate.token
    const again = await call('POST', `/api/boards/${board.boardId}/seats`, {
      body: { token, name: 'Ann' },
      token: ann.seatToken,
    })
    const other = await call('POST', `/api/boards/${board.boardId}/seats`, { body: { token, name: 'Ann' } })
    const id = cards[0]?.id as string
    for (const seat of [ann, again.body as typeof ann, other.body as typeof ann]) {
      expect((await cast(seat, { answer: 'dots', dots: [{ cardId: id, count: 2 }] })).status).toBe(200)
    }
    expect(await close()).toMatchObject({ ballots: 2, cards: [{ cardId: id, votes: 4 }, {}, {}] })
  })

  it('leaves no ballot in the files once it is closed', async () => {
    const dir = tempDir()
    const { cast, close, cards, ann } = await withRound({ store: openSqliteStore(dir) })
    const bytes = () => Buffer.concat(readdirSync(dir).map((name) => readFileSync(path(dir, name))))
    await cast(ann, { answer: 'dots', dots: [{ cardId: cards[0]?.id as string, count: 2 }] })
    expect(bytes().includes('"answer":"dots","dots"')).toBe(true)
    await close()
    expect(bytes().includes('"answer":"dots","dots"')).toBe(false)
  })

  it('there is nothing to vote on without cards, without a vote, or for a step that is not there', async () => {
    const { ask, start } = await withRound()
    await start('5.1')
    expect((await ask('POST', '/rounds', {})).status).toBe(404)
    expect((await ask('POST', '/rounds', { stepId: 'none' })).status).toBe(404)
    expect((await ask('POST', '/rounds', { vote: { ...dots, kinds: ['kpi'] } })).status).toBe(404)
    expect((await ask('POST', '/rounds/none/close', {})).status).toBe(404)
  })
})

type Seat = { seatToken: string }

/** Three reasons on the wall, and a round in which Ann and Ben have three dots each. */
async function withRound(of: Parameters<typeof startSessionServer>[0] = {}) {
  const server = await startSessionServer(of)
  const { ask, start, saved, join, takeSeat, board, facilitation } = server
  const wall = await join(board, 'facilitate', { name: 'Wall' })
  const own = new Set(cardsOf(wall).map(({ id }) => id))
  write(wall, 'failure', 'reasons', ['One', 'Two two', 'Three three'])
  await saved(wall)
  const [ann, ben] = [await takeSeat(board, 'participate', 'Ann'), await takeSeat(board, 'participate', 'Ben')]
  await start('5.3')
  const opened = await ask('POST', '/rounds', { vote: dots, title: 'Which?' })
  const { roundId } = opened.body as { roundId: string }
  const round = (): Round | undefined => facilitation().rounds.get(roundId)
  await until(() => round() !== undefined)
  const cards = cardsOf(wall, 'failure').filter(({ id }) => !own.has(id) || round()?.cardIds.includes(id))
  const order = round()?.cardIds ?? []
  return {
    ...server,
    wall,
    ann,
    ben,
    roundId,
    round,
    cards: cards.toSorted((x, y) => order.indexOf(x.id) - order.indexOf(y.id)),
    cast: (seat: Seat, ballot: unknown) => ask('PUT', `/rounds/${roundId}/ballot`, ballot, seat.seatToken),
    own: (seat: Seat) => ask('GET', `/rounds/${roundId}/ballot`, undefined, seat.seatToken),
    async close(how: object = {}) {
      const { status, body, text } = await ask('POST', `/rounds/${roundId}/close`, how)
      if (status !== 200) throw new Error(text)
      return (body as { result: unknown }).result
    },
  }
}
