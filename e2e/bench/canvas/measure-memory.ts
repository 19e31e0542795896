import type { Browser } from '@playwright/test'
import { moveElements, addCards, deleteElements, spliceText } from '@planwall/shared/board/edit'
import { elementsOf, key } from '@planwall/shared/board/doc'
import * as Y from 'yjs'
import type { Api, NewBoard } from '../../fixtures/api.ts'
import { WallPeer } from '../../fixtures/peer.ts'
import { makeWall } from './make-wall.ts'
import type { BenchPages } from './bench-pages.ts'
import { visit } from './browser.ts'
import type { Visitor } from './browser.ts'
import { seeded, seen, wallOfCards } from './cards.ts'
import { pause } from './gestures.ts'
import { joinBoard } from './our-wall.ts'
import { count } from './report.ts'
import type { Report } from './report.ts'
import { slope, sum } from './statistics.ts'

/** Boards whose memory is told; bots edit on the first. */
const SIZES = [1000, 5000]
const EDITS_PER_SECOND = 5
const SAMPLE_MS = 5000
/** So many cards are worked on, as in a session; a card that is touched for the first time costs something once. */
const WORKED_ON = 100
/**
 * Before growth is counted: the editor keeps its last thousand changes (one a frame at most), engines compile, texts
 * come apart into pieces. A burst of edits brings all that to where it stays.
 */
const WARM_UP = { durationMs: 50_000, editsPerSecond: 14 }
/** What the tab may keep of each minute of editing besides the document itself, bytes. */
const GOAL_GROWTH = 150_000

interface Needs {
  browser: Browser
  api: Api
  pages: BenchPages
  minutes: number
}

/** Memory of a tab that shows a wall, and whether it grows while others edit. */
export async function measureMemory(report: Report, needs: Needs): Promise<void> {
  for (const size of SIZES) {
    report.progress(`memory, ${count(size)} cards`)
    const made = await makeWall(needs.api, wallOfCards(size))
    const visitor = await joinBoard(needs.browser, made, 'Ana Berg')
    const memory = await memoryOf(visitor)
    report.add({
      part: 'memory',
      what: `${count(size)} cards: heap after collection, DOM nodes`,
      measured: `${megabytes(memory.heap)}, ${count(memory.nodes)} nodes`,
      numbers: { cards: size, ...memory },
    })
    if (size === SIZES[0]) await measureGrowth(report, visitor, made, size, needs)
    await visitor.leave()
  }
}

/**
 * A document that is edited grows by what it has to remember. So the same edits go to a page with nothing but the
 * document, and what our tab keeps beyond that is what counts.
 */
async function measureGrowth(
  report: Report,
  visitor: Visitor,
  made: NewBoard,
  size: number,
  { browser, api, pages, minutes }: Needs,
): Promise<void> {
  const bare = await openBare(browser, pages, api, made)
  const bots = await Promise.all([1, 2].map((n) => Bot.join(api, made, n, size)))
  for (const bot of bots) bot.edit(WARM_UP.editsPerSecond)
  await pause(WARM_UP.durationMs)
  for (const bot of bots) bot.edit(EDITS_PER_SECOND)
  const edits = () => sum(bots.map((bot) => bot.edits))
  const before = edits()
  const startedAt = performance.now()
  const samples: { minute: number; ours: Memory; bare: Memory }[] = []
  do {
    const minute = (performance.now() - startedAt) / 60_000
    samples.push({ minute, ours: await memoryOf(visitor), bare: await memoryOf(bare) })
    await pause(SAMPLE_MS)
  } while (performance.now() - startedAt < minutes * 60_000)
  for (const bot of bots) bot.leave()
  await bare.leave()
  const ours = slope(samples.map(({ minute, ours: { heap } }) => ({ x: minute, y: heap })))
  const document = slope(samples.map(({ minute, bare: { heap } }) => ({ x: minute, y: heap })))
  const nodes = slope(samples.map(({ minute, ours: { nodes: y } }) => ({ x: minute, y })))
  report.add({
    part: 'memory',
    what: `${count(size)} cards, two bots for ${minutes} min (${count(edits() - before)} edits): growth beyond the document's own`,
    measured: `${perMinute(ours - document)} (heap ${perMinute(ours)}, of it the document ${perMinute(document)}; nodes ${nodes.toFixed(0)})`,
    goal: `at most ${GOAL_GROWTH / 1000} kB a minute`,
    met: ours - document <= GOAL_GROWTH,
    numbers: { ours, document, nodes, samples, edits: edits() - before },
  })
}

/** A page that holds the same document and shows nothing of it. */
async function openBare(browser: Browser, { bareUrl }: BenchPages, api: Api, made: NewBoard): Promise<Visitor> {
  const { seatToken } = await api.takeSeat(made, 'observe', 'Bare page')
  const url = new URL(bareUrl)
  url.searchParams.set('relay', `${api.url.replace(/^http/, 'ws')}/sync`)
  url.searchParams.set('room', made.boardId)
  url.searchParams.set('token', seatToken)
  const visitor = await visit(browser)
  await visitor.page.goto(url.href)
  await visitor.page.locator('body[data-status="connected"]').waitFor()
  return visitor
}

interface Memory {
  heap: number
  nodes: number
}

async function memoryOf({ cdp }: Visitor): Promise<Memory> {
  await cdp.send('HeapProfiler.enable')
  for (let n = 0; n < 3; n++) await cdp.send('HeapProfiler.collectGarbage')
  await cdp.send('HeapProfiler.disable')
  await cdp.send('Performance.enable')
  const { metrics } = await cdp.send('Performance.getMetrics')
  const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN
  return { heap: metric('JSHeapUsedSize'), nodes: metric('Nodes') }
}

type SeenCard = ReturnType<typeof seen>[number]

/** Types, moves cards to and fro, adds cards and takes them away again: the board stays as large as it was. */
class Bot {
  edits = 0
  readonly #peer: WallPeer
  readonly #number: number
  readonly #dice: () => number
  readonly #cards: SeenCard[]
  readonly #mine: string[] = []
  #timer: NodeJS.Timeout | undefined

  private constructor(peer: WallPeer, number: number, size: number) {
    this.#peer = peer
    this.#number = number
    this.#dice = seeded(number)
    const cards = seen(wallOfCards(size))
    this.#cards = cards.filter((_, at) => at % Math.ceil(cards.length / WORKED_ON) === 0)
  }

  static async join(api: Api, made: NewBoard, number: number, size: number): Promise<Bot> {
    return new Bot(await WallPeer.join(api, made, `Bot ${number}`), number, size)
  }

  edit(editsPerSecond: number): void {
    clearInterval(this.#timer)
    this.#timer = setInterval(() => this.#act(), 1000 / editsPerSecond)
  }

  leave(): void {
    clearInterval(this.#timer)
    this.#peer.leave()
  }

  #act(): void {
    const { board } = this.#peer
    const card = this.#cards[Math.floor(this.#dice() * this.#cards.length)] as SeenCard
    const kind = this.#dice()
    if (kind < 0.6) type(board, card.id)
    else if (kind < 0.85) moveBy(board, card.id, card.geometry, Math.round(this.#dice() * 40))
    else addOrRemove(board, this.#mine, { ...card, id: `bot${this.#number}x${this.edits}` })
    this.edits++
  }
}

function type(board: Y.Doc, id: string): void {
  const text = elementsOf(board).get(id)?.get(key.text)
  const length = text instanceof Y.Text ? text.length : 0
  const splice = length > 60 ? { index: 40, remove: 20, insert: '' } : { index: length, remove: 0, insert: 'e' }
  spliceText(board, id, splice, 'bot')
}

function moveBy(board: Y.Doc, id: string, from: { x: number; y: number; w: number; h: number }, by: number): void {
  const moves = [{ id, geometry: { ...from, x: from.x + by, y: from.y + by } }]
  moveElements(board, moves, { today: '2026-11-22', zones: new Map() }, 'bot')
}

function addOrRemove(board: Y.Doc, mine: string[], card: SeenCard): void {
  const oldest = mine.length >= 5 ? mine.shift() : undefined
  if (oldest !== undefined) return deleteElements(board, [oldest], 'bot')
  addCards(board, [{ ...card, geometry: { ...card.geometry, x: card.geometry.x + 20 } }], 'bot')
  mine.push(card.id)
}

function perMinute(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} kB a minute`
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
