import type { Browser } from '@playwright/test'
import type { BenchPages } from './bench-pages.ts'
import type { Api, NewBoard } from '../../fixtures/api.ts'
import { makeWall } from './make-wall.ts'
import { visit } from './browser.ts'
import type { Visitor } from './browser.ts'
import { seen, wallOfCards } from './cards.ts'
import { framesDuring } from './frames.ts'
import type { Frames } from './frames.ts'
import { drag, pan, pause, zoom } from './gestures.ts'
import type { At } from './gestures.ts'
import { readiness, watchReadiness } from './interactive.ts'
import type { Readiness } from './interactive.ts'
import { fitAll, isWallShown, pressJoin } from './our-wall.ts'
import { count, ms } from './report.ts'
import type { Line, Report } from './report.ts'
import { median } from './statistics.ts'
import { drawn, middleOf, seenAt, viewOf } from './wall-page.ts'
import type { Box, Camera } from './wall-page.ts'

const GESTURE_MS = 1400
const gestures = ['pan', 'zoom', 'drag'] as const
type Gesture = (typeof gestures)[number]

/** What ours may take of plain tldraw's frame time, by the size of the board. */
const goals: Record<number, number> = { 1000: 1, 5000: 0.5 }
/** Two runs of one and the same page differ by about this much. */
const NOISE = 0.05

interface Needs {
  browser: Browser
  api: Api
  pages: BenchPages
  pairs: number
}

/** Frames while a wall is panned, zoomed and a card dragged with all cards in view: ours and plain tldraw in turn. */
export async function measureFrames(report: Report, needs: Needs, cards: number): Promise<void> {
  const wall = wallOfCards(cards)
  const made = await makeWall(needs.api, wall)
  const geometry = (seen(wall)[Math.floor(cards * 0.47)] as ReturnType<typeof seen>[number]).geometry
  const card = { x: geometry.x + geometry.w / 2, y: geometry.y + geometry.h / 2 }
  const ours: Visit[] = []
  const plain: Visit[] = []
  for (let n = 0; n < needs.pairs; n++) {
    report.progress(`frames, ${count(cards)} cards, pair ${n + 1} of ${needs.pairs}`)
    const our = await visitOurs(needs.browser, made, card)
    ours.push(our)
    plain.push(await visitPlain(needs.browser, needs.pages, cards, card, our.view))
  }
  for (const gesture of gestures) report.add(...linesOf(gesture, cards, ours, plain))
  report.add(ofReadiness(cards, ours, plain))
}

interface Visit {
  view: { box: Box; camera: Camera }
  readiness: Readiness
  /** Ours only: the second time, with code and cards kept by the browser. */
  again?: Readiness
  frames: Record<Gesture, Frames>
}

async function visitOurs(browser: Browser, made: NewBoard, card: At): Promise<Visit> {
  const visitor = await visit(browser)
  const { page } = visitor
  await watchReadiness(page, isWallShown)
  await page.goto(made.links.facilitate.url)
  await page.getByLabel('Your name').fill('Ana Berg')
  await pressJoin(page)
  const first = await readiness(visitor)
  await fitAll(visitor)
  const view = await viewOf(page)
  const frames = await framesOf(visitor, view, card, () => fitAll(visitor))
  await page.reload()
  const again = await readiness(visitor)
  await visitor.leave()
  return { view, readiness: first, again, frames }
}

async function visitPlain(
  browser: Browser,
  { plainUrl }: BenchPages,
  cards: number,
  card: At,
  like: Visit['view'],
): Promise<Visit> {
  const visitor = await visit(browser)
  const { page } = visitor
  const { x, y, width, height } = like.box
  await watchReadiness(page, isPlainShown)
  await page.goto(`${plainUrl}?cards=${cards}&box=${[x, y, width, height].join(',')}`)
  const ready = await readiness(visitor)
  const reset = async () => {
    await page.evaluate((camera) => {
      ;(window as unknown as { setCamera: (to: Camera) => void }).setCamera(camera)
    }, like.camera)
    await drawn(page)
  }
  await reset()
  const view = await viewOf(page)
  const frames = await framesOf(visitor, view, card, reset)
  await visitor.leave()
  return { view, readiness: ready, frames }
}

async function framesOf(
  { page, cdp }: Visitor,
  view: Visit['view'],
  card: At,
  reset: () => Promise<void>,
): Promise<Record<Gesture, Frames>> {
  const middle = middleOf(view.box)
  await pause(700)
  const panned = await framesDuring(page, () => pan(cdp, middle, GESTURE_MS))
  await reset()
  const zoomed = await framesDuring(page, () => zoom(cdp, middle, GESTURE_MS))
  await reset()
  const dragged = await framesDuring(page, () => drag(cdp, seenAt(view, card), GESTURE_MS))
  return { pan: panned, zoom: zoomed, drag: dragged }
}

/** Runs in the page. */
function isPlainShown(): boolean {
  const wanted = Number(new URLSearchParams(location.search).get('cards'))
  return document.querySelectorAll('.tl-shape').length >= wanted
}

function linesOf(gesture: Gesture, cards: number, ours: readonly Visit[], plain: readonly Visit[]): Line[] {
  const our = ours.map(({ frames }) => frames[gesture])
  const their = plain.map(({ frames }) => frames[gesture])
  const ratios = our.map((frames, at) => frames.mean / (their[at] as Frames).mean)
  const ratio = median(ratios)
  const p95 = median(our.map((frames, at) => frames.p95 / (their[at] as Frames).p95))
  const goal = goals[cards]
  return [
    {
      part: 'frames',
      what: `${gesture}, ${count(cards)} cards in view: ours, p50 / p95 / mean`,
      measured: frameWords(our),
      numbers: { ours: our },
    },
    {
      part: 'frames',
      what: `${gesture}, ${count(cards)} cards in view: plain tldraw`,
      measured: frameWords(their),
      numbers: { plain: their },
    },
    {
      part: 'frames',
      what: `${gesture}, ${count(cards)} cards in view: frame time, ours to plain`,
      measured: `${ratio.toFixed(2)} (pairs ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}; p95 ${p95.toFixed(2)})`,
      ...(goal === undefined
        ? {}
        : {
            goal: `at most ${goal.toFixed(2)}${goal === 1 ? ' + 0.05 noise' : ''}`,
            met: ratio <= goal + (goal === 1 ? NOISE : 0),
          }),
      numbers: { ratio, ratios, p95Ratio: p95 },
    },
  ]
}

function frameWords(frames: readonly Frames[]): string {
  const of = (key: keyof Frames) => median(frames.map((one) => one[key]))
  const long = Math.round(of('longTaskShare') * 100)
  return `${ms(of('p50'))} / ${ms(of('p95'))} / ${ms(of('mean'))} ms, ${long}% long tasks`
}

function ofReadiness(cards: number, ours: readonly Visit[], plain: readonly Visit[]): Line {
  const first = ours.map(({ readiness: { interactiveMs } }) => interactiveMs)
  const again = ours.flatMap(({ again: ready }) => ready?.interactiveMs ?? [])
  const their = plain.map(({ readiness: { interactiveMs } }) => interactiveMs)
  return {
    part: 'load',
    what: `to interactive, ${count(cards)} cards: after Join / coming back / plain tldraw`,
    measured: `${seconds(first)} / ${seconds(again)} / ${seconds(their)}`,
    numbers: { cards, first, again, plain: their, shown: ours.map(({ readiness: { shownMs } }) => shownMs) },
  }
}

function seconds(durationsMs: readonly number[]): string {
  return `${(median(durationsMs) / 1000).toFixed(1)} s`
}
