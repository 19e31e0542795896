import type { Browser } from '@playwright/test'
import { moveElements, addCards, deleteElements, spliceText } from '@planwall/shared/board/edit'
import { elementsOf, key } from '@planwall/shared/board/doc'
import * as Y from 'yjs'
import type { Api, NewBoard } from '../../fixtures/api.ts'
import { WallPeer } from '../../fixtures/peer.ts'
import { makeWall } from './make-wall.ts'
import type { Visitor } from './browser.ts'
import { seeded, seen, wallOfCards } from './cards.ts'
import { pause } from './gestures.ts'
import { joinBoard } from './our-wall.ts'
import { count } from './report.ts'
import type { Report } from './report.ts'
import { median, slope } from './statistics.ts'

/** Boards whose memory is told; bots edit on the first. */
const SIZES = [1000, 5000]
const EDITS_PER_SECOND = 5
const SAMPLE_MS = 10_000
/** After the wall is shown, caches fill and code is compiled: growth is counted from here on. */
const WARM_UP_MS = 10_000
/**
 * What the heap may grow in a minute, bytes. Two bots make 600 changes a minute, of which the document itself has to
 * remember some bytes each.
 */
const GOAL_GROWTH = 300_000

export async function measureMemory(
  report: Report,
  { browser, api, minutes }: { browser: Browser; api: Api; minutes: number },
): Promise<void> {
  for (const size of SIZES) {
    report.progress(`memory, ${count(size)} cards`)
    const made = await makeWall(api, wallOfCards(size))
    const visitor = await joinBoard(browser, made, 'Ana Berg')
    const memory = await memoryOf(visitor)
    report.add({
      part: 'memory',
      what: `${count(size)} cards: heap after collection, DOM nodes`,
      measured: `${megabytes(memory.heap)}, ${count(memory.nodes)} nodes`,
      numbers: { cards: size, ...memory },
    })
    if (size === SIZES[0]) await measureGrowth(report, visitor, { api, made, minutes, size })
    await visitor.leave()
  }
}

async function measureGrowth(
  report: Report,
  visitor: Visitor,
  { api, made, minutes, size }: { api: Api; made: NewBoard; minutes: number; size: number },
): Promise<void> {
  const bots = await Promise.all([1, 2].map((n) => startBot(api, made, n, size)))
  await pause(WARM_UP_MS)
  const samples: { x: number; y: number }[] = []
  const nodes: number[] = []
  const startedAt = performance.now()
  const edits = () => bots.reduce((total, bot) => total + bot.edits, 0)
  const before = edits()
  do {
    const memory = await memoryOf(visitor)
    samples.push({ x: (performance.now() - startedAt) / 60_000, y: memory.heap })
    nodes.push(memory.nodes)
    await pause(SAMPLE_MS)
  } while (performance.now() - startedAt < minutes * 60_000)
  const made600 = edits() - before
  const documentBytes = bots[0] ? Y.encodeStateAsUpdate(bots[0].peer.board).length : 0
  for (const bot of bots) bot.stop()
  const perMinute = slope(samples)
  const nodeGrowth = slope(samples.map(({ x }, at) => ({ x, y: nodes[at] ?? 0 })))
  report.add({
    part: 'memory',
    what: `${count(size)} cards, two bots for ${minutes} min (${count(made600)} edits): growth of the heap`,
    measured: `${(perMinute / 1000).toFixed(0)} kB a minute (${megabytes(median(samples.map(({ y }) => y)))}), nodes ${nodeGrowth.toFixed(0)} a minute`,
    goal: `at most ${GOAL_GROWTH / 1000} kB a minute`,
    met: perMinute <= GOAL_GROWTH,
    numbers: { perMinute, nodeGrowth, samples, edits: made600, documentBytes },
  })
}

async function memoryOf({ cdp }: Visitor): Promise<{ heap: number; nodes: number }> {
  await cdp.send('HeapProfiler.enable')
  for (let n = 0; n < 3; n++) await cdp.send('HeapProfiler.collectGarbage')
  await cdp.send('HeapProfiler.disable')
  await cdp.send('Performance.enable')
  const { metrics } = await cdp.send('Performance.getMetrics')
  const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN
  return { heap: metric('JSHeapUsedSize'), nodes: metric('Nodes') }
}

interface Bot {
  peer: WallPeer
  edits: number
  stop: () => void
}

/** Types, moves cards to and fro, adds cards and takes them away again: the board stays as large as it was. */
async function startBot(api: Api, made: NewBoard, number: number, size: number): Promise<Bot> {
  const peer = await WallPeer.join(api, made, `Bot ${number}`)
  const dice = seeded(number)
  const cards = seen(wallOfCards(size))
  const mine: string[] = []
  const bot: Bot = { peer, edits: 0, stop: () => undefined }
  const act = () => {
    const card = cards[Math.floor(dice() * cards.length)] as (typeof cards)[number]
    const kind = dice()
    if (kind < 0.6) type(peer.board, card.id)
    else if (kind < 0.85) moveBy(peer.board, card.id, card.geometry, Math.round(dice() * 40))
    else addOrRemove(peer.board, mine, { ...card, id: `bot${number}x${bot.edits}` })
    bot.edits++
  }
  const timer = setInterval(act, 1000 / EDITS_PER_SECOND)
  bot.stop = () => {
    clearInterval(timer)
    peer.leave()
  }
  return bot
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

function addOrRemove(board: Y.Doc, mine: string[], card: ReturnType<typeof seen>[number]): void {
  const oldest = mine.length >= 5 ? mine.shift() : undefined
  if (oldest !== undefined) return deleteElements(board, [oldest], 'bot')
  addCards(board, [{ ...card, geometry: { ...card.geometry, x: card.geometry.x + 20 } }], 'bot')
  mine.push(card.id)
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
