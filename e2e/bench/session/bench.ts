import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { addCards } from '@planwall/shared/board/edit'
import { readBoard } from '@planwall/shared/board/read'
import { readFacilitation } from '@planwall/shared/session/facilitation'
import type { RoundResult } from '@planwall/shared/session/round-result'
import { newCard } from '@planwall/shared/testing/builders'
import { createDice } from '@planwall/shared/testing/dice'
import type * as Y from 'yjs'
import { Api } from '../../fixtures/api.ts'
import type { TakenSeat } from '../../fixtures/api.ts'
import { BadOption } from '../canvas/options.ts'
import { count, kB, ms, Report } from '../canvas/report.ts'
import { quantile } from '../canvas/statistics.ts'
import { findCores, stayOn } from '../relay/machine.ts'
import { RunningServer } from '../relay/servers/running-server.ts'
import { serverKinds } from '../relay/servers/server-kinds.ts'
import { LightClient } from './light-client.ts'

const usage = `pnpm bench session [options]
  --people 50    participants
  --cards 10     cards each writes in private
  --dots 5       dots each hands out
  --json path    where the numbers go (.bench/session.json)`

/** The reveal and the result of a vote reach the last of them within this, ms, with the server on one core. */
const REACH_MS = 1000

interface Options {
  people: number
  cards: number
  dots: number
  json: string
}

/** Somebody on the call: the wall, the session, and a private document. */
interface Participant {
  seat: TakenSeat
  wall: LightClient
  session: LightClient
  own: LightClient
}

/** A whole round of a workshop without browsers: everybody writes in private, the cards are revealed, everybody votes. */
export async function sessionBench(args: string[]): Promise<boolean> {
  const options = optionsOf(args)
  const report = new Report()
  const cores = findCores()
  if (cores) stayOn(cores)
  const server = await RunningServer.start(serverKinds.ours, { cores })
  try {
    await measure(server, options, report)
  } finally {
    await server.dispose()
  }
  report.print()
  if (!cores) console.log('The server shared its core: nothing pins processes here.')
  report.write(options.json, { bench: 'session', options, cores: cores ?? null })
  return report.missed.length === 0
}

async function measure(server: RunningServer, { people, cards, dots }: Options, report: Report): Promise<void> {
  const { url } = server
  const api = new Api(url)
  const board = await api.createBoard('Bench', 'T5')
  const fay = await api.takeSeat(board, 'facilitate', 'Fay')
  const ask = <T>(method: string, path: string, body?: unknown, token = fay.seatToken) =>
    call<T>(url, board.boardId, { method, path, body, token })

  report.progress(`${people} people take their seats`)
  const all: Participant[] = []
  for (let n = 0; n < people; n++) {
    const seat = await api.takeSeat(board, 'participate', `Person ${n}`)
    const open = (part: string) => new LightClient(url, `${board.boardId}${part}`, seat.seatToken, n)
    all.push({ seat, wall: open(''), session: open('/session'), own: open(`/seat/${seat.seatId}`) })
  }
  await Promise.all(all.flatMap(({ wall, session, own }) => [wall.synced(), session.synced(), own.synced()]))
  const before = new Set(failures(all[0]?.wall.read()).map(({ id }) => id))

  report.progress(`${people * cards} cards in private`)
  await ask('POST', '/session/step', { do: 'start', stepId: '5.2' })
  const heardBefore = all.map(({ wall, session }) => wall.heardBytes + session.heardBytes)
  const cpuBefore = server.cpuSeconds
  for (let card = 0; card < cards; card++) {
    for (const [n, { own }] of all.entries()) {
      const id = `p${n}c${card}`
      addCards(own.doc, [newCard('failure', { id, text: textOf(n, card), zoneId: 'reasons', createdBy: null })], 'me')
      if (n % 10 === 9) await pause(5)
    }
  }
  await waitFor(() => all.every(({ own }) => own.isSaved))
  const acks = all.flatMap(({ own }) => own.ackMs.slice(1))
  report.add({
    part: 'writing',
    what: `${count(people * cards)} private cards: from sent to on the disk`,
    measured: `${ms(quantile(acks, 0.5))} / ${ms(quantile(acks, 0.99))} ms (median / p99)`,
    numbers: { p50: quantile(acks, 0.5), p99: quantile(acks, 0.99) },
  })
  const peopleMs = await timed(() => ask('GET', '/session/people'))
  const told = await ask<{ people: { privateCards: number }[] }>('GET', '/session/people')
  const counted = told.people.reduce((sum, { privateCards }) => sum + privateCards, 0)
  report.add({
    part: 'writing',
    what: 'what the facilitator is told: cards of each person',
    measured: `${count(counted)} in ${ms(peopleMs)} ms`,
    goal: count(people * cards),
    met: counted === people * cards,
    numbers: { counted, peopleMs },
  })
  const heard = all.flatMap(({ wall }, n) => [wall, all[n]?.session as LightClient])
  const leaked = heard.filter(({ arrivals }) =>
    arrivals.some(({ update }) => Buffer.from(update).includes('reason by')),
  )
  report.add({
    part: 'writing',
    what: `connections that heard a word of it (${kB(meanHeard(all, heardBefore))} each meanwhile)`,
    measured: count(leaked.length),
    goal: '0',
    met: leaked.length === 0,
  })

  report.progress('reveal')
  const cpuReveal = server.cpuSeconds
  const revealAt = performance.now()
  const seen = all.map(({ wall }) => wall.arrivals.length)
  const revealed = await ask<{ cards: number; writers: number }>('POST', '/session/reveal')
  const answeredMs = performance.now() - revealAt
  await waitFor(() => all.every(({ wall }, n) => wall.arrivals.length > (seen[n] ?? 0)))
  const reached = all.map(({ wall }, n) => (wall.arrivals[seen[n] ?? 0]?.at ?? Number.NaN) - revealAt)
  const walls = all.map(({ wall }) => failures(wall.read()).filter(({ id }) => !before.has(id)))
  const expected = new Set(all.flatMap((_one, n) => Array.from({ length: cards }, (_, card) => textOf(n, card))))
  const lost = Math.max(...walls.map((wall) => expected.size - new Set(wall.map(({ text }) => text)).size))
  const doubled = Math.max(...walls.map((wall) => wall.length - new Set(wall.map(({ text }) => text)).size))
  const named = Math.max(...walls.map((wall) => wall.filter(({ createdBy }) => createdBy !== null).length))
  report.add(
    {
      part: 'reveal',
      what: `from the click until ${count(revealed.cards)} cards reached the first / the last of ${people}`,
      measured: `${ms(Math.min(...reached))} / ${ms(Math.max(...reached))} ms`,
      goal: `the last within ${count(REACH_MS)} ms`,
      met: Math.max(...reached) < REACH_MS,
      numbers: { first: Math.min(...reached), last: Math.max(...reached), answeredMs },
    },
    {
      part: 'reveal',
      what: 'cards lost / doubled / with an author, in the worst of all replicas',
      measured: `${lost} / ${doubled} / ${named}`,
      goal: '0 / 0 / 0',
      met: lost === 0 && doubled === 0 && named === 0 && revealed.cards === people * cards,
      numbers: { lost, doubled, named },
    },
    {
      part: 'reveal',
      what: 'until what was private is gone from the disk as well',
      measured: `${ms(answeredMs)} ms, ${Math.round((server.cpuSeconds - cpuReveal) * 1000)} ms of CPU`,
      numbers: { answeredMs, cpuSeconds: server.cpuSeconds - cpuReveal },
    },
  )

  report.progress(`${people * dots} dots`)
  await ask('POST', '/session/step', { do: 'start', stepId: '5.3' })
  const vote = { perPerson: dots, maxPerCard: Math.min(2, dots), kinds: ['failure'] }
  const round = await ask<{ roundId: string; cards: number }>('POST', '/rounds', { vote })
  const cardIds = (walls[0] ?? []).map(({ id }) => id)
  const dice = createDice(7)
  const wanted = new Map<string, number>()
  const ballots = all.map(() => {
    const given = new Map<string, number>()
    for (let left = dots; left > 0;) {
      const id = dice.pick(cardIds)
      if ((given.get(id) ?? 0) >= vote.maxPerCard) continue
      given.set(id, (given.get(id) ?? 0) + 1)
      wanted.set(id, (wanted.get(id) ?? 0) + 1)
      left--
    }
    return { answer: 'dots', dots: [...given].map(([cardId, n]) => ({ cardId, count: n })) }
  })
  const path = `/rounds/${round.roundId}/ballot`
  // Everybody at once, and once more as after a lost answer.
  const casts = all.flatMap(({ seat }, n) =>
    [0, 1].map(() => timed(() => ask('PUT', path, ballots[n], seat.seatToken))),
  )
  const castMs = await Promise.all(casts)
  const votesAt = all.map(({ wall }) => wall.arrivals.length)
  const closeAt = performance.now()
  const { result } = await ask<{ result: RoundResult }>('POST', `/rounds/${round.roundId}/close`, { sort: false })
  await waitFor(() => all.every(({ wall }, n) => wall.arrivals.length > (votesAt[n] ?? 0)))
  const closed = all.map(({ wall }, n) => (wall.arrivals[votesAt[n] ?? 0]?.at ?? Number.NaN) - closeAt)
  const onCards = all.map(({ wall }) => new Map(failures(wall.read()).map(({ id, votes }) => [id, votes])))
  const wrong = cardIds.filter((id) => {
    const inResult = result.cards.find(({ cardId }) => cardId === id)?.votes ?? 0
    return inResult !== (wanted.get(id) ?? 0) || onCards.some((votes) => (votes.get(id) ?? 0) !== inResult)
  })
  const total = result.cards.reduce((sum, { votes }) => sum + votes, 0)
  const sessions = all.filter(
    ({ session }) => readFacilitation(session.read()).facilitation.rounds.get(round.roundId)?.result,
  )
  report.add(
    {
      part: 'voting',
      what: `${people} ballots at once, each sent twice: until it is on the disk`,
      measured: `${ms(quantile(castMs, 0.5))} / ${ms(quantile(castMs, 0.99))} ms (median / p99)`,
      numbers: { p50: quantile(castMs, 0.5), p99: quantile(castMs, 0.99) },
    },
    {
      part: 'voting',
      what: 'dots counted; cards with a wrong number, in any replica',
      measured: `${count(total)}; ${wrong.length}`,
      goal: `${count(people * dots)}; 0`,
      met: total === people * dots && wrong.length === 0 && sessions.length === people,
      numbers: { total, wrong: wrong.length },
    },
    {
      part: 'voting',
      what: `from the close until the result reached the last of ${people}`,
      measured: `${ms(Math.max(...closed))} ms`,
      goal: `${count(REACH_MS)} ms`,
      met: Math.max(...closed) < REACH_MS,
      numbers: { last: Math.max(...closed) },
    },
    {
      part: 'server',
      what: 'all of it: CPU, memory at its most',
      measured: `${(server.cpuSeconds - cpuBefore).toFixed(1)} s, ${Math.round(server.memory.peak / 1024 / 1024)} MB`,
      numbers: { cpuSeconds: server.cpuSeconds - cpuBefore, peakBytes: server.memory.peak },
    },
  )
  for (const { wall, session, own } of all) for (const client of [wall, session, own]) client.close()
}

function textOf(person: number, card: number): string {
  return `The ${card}th reason by ${person}: nobody called the customers in time`
}

function failures(doc: Y.Doc | undefined) {
  if (!doc) return []
  return [...readBoard(doc).board.elements.values()].filter((one) => one.type === 'card' && one.kind === 'failure') as {
    id: string
    text: string
    votes: number
    createdBy: string | null
  }[]
}

function meanHeard(all: readonly Participant[], before: readonly number[]): number {
  const heard = all.map(({ wall, session }, n) => wall.heardBytes + session.heardBytes - (before[n] ?? 0))
  return heard.reduce((sum, bytes) => sum + bytes, 0) / Math.max(1, all.length)
}

async function call<T>(
  url: string,
  boardId: string,
  { method, path, body, token }: { method: string; path: string; body: unknown; token: string },
): Promise<T> {
  const response = await fetch(`${url}/api/boards/${boardId}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${response.status} from ${path}: ${await response.text()}`)
  return (await response.json()) as T
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await act()
  return performance.now() - start
}

async function waitFor(isTrue: () => boolean): Promise<void> {
  const until = performance.now() + 60_000
  while (!isTrue()) {
    if (performance.now() > until) throw new Error('Nothing came for a minute.')
    await pause(1)
  }
}

function optionsOf(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        people: { type: 'string', default: '50' },
        cards: { type: 'string', default: '10' },
        dots: { type: 'string', default: '5' },
        json: { type: 'string', default: '.bench/session.json' },
      },
    })
    const [people, cards, dots] = [values.people, values.cards, values.dots].map(wholeNumber) as [
      number,
      number,
      number,
    ]
    return { people, cards, dots, json: values.json }
  } catch (error) {
    throw new BadOption(`${error instanceof Error ? error.message : String(error)}\n${usage}`, { cause: error })
  }
}

function wholeNumber(text: string): number {
  const n = Number(text)
  if (!Number.isInteger(n) || n < 1) throw new Error(`"${text}" must be a whole number, 1 or more.`)
  return n
}
