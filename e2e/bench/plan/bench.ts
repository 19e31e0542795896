import { parseArgs } from 'node:util'
import type { Board, Session } from '@planwall/shared/board/model'
import { thresholdsFrom } from '@planwall/shared/plan/check-settings'
import { checkPlan } from '@planwall/shared/plan/checks'
import { rules } from '@planwall/shared/plan/checks/rules'
import { extractPlan } from '@planwall/shared/plan/extract'
import { BadOption } from '../canvas/options.ts'
import { count, ms, Report } from '../canvas/report.ts'
import { median } from '../canvas/statistics.ts'
import { planWall } from './wall.ts'

const sizes = [100, 1500, 10_000]
/** A gate that is live may cost no more than this on a wall of 1,500 cards, ms. */
const LIVE_MS = 50
/** Growth of time over growth of cards from 1,500 to 10,000; 1 is a straight line. */
const GROWTH = 2
/** Extraction and checks together, as a multiple of what it takes to write the same board as JSON. */
const TO_JSON = 12

const usage = `pnpm bench plan [options]
  --rounds 15    how often each wall is read and checked (the median counts)
  --json path    where the numbers go (.bench/plan.json)`

/** Extraction and all checks on walls of 100, 1,500 and 10,000 cards, beside JSON.stringify of the same walls. */
export async function planBench(args: string[]): Promise<boolean> {
  const { rounds, json } = optionsOf(args)
  const report = new Report()
  const took = new Map<number, Timing>()
  for (const size of sizes) {
    report.progress(`${count(size)} cards`)
    const { board, session } = planWall(size)
    const timing = timingOf(board, session, rounds)
    took.set(size, timing)
    report.add(...linesFor(size, timing))
  }
  const [middle, most] = [took.get(1500), took.get(10_000)]
  if (middle && most)
    report.add(growthLine('extraction', middle.extract, most.extract), growthLine('checks', middle.checks, most.checks))
  report.print()
  report.write(json, { bench: 'plan' })
  return Promise.resolve(report.missed.length === 0)
}

interface Timing {
  extract: number
  checks: number
  stringify: number
  findings: number
}

function timingOf(board: Board, session: Session, rounds: number): Timing {
  const settings = { codes: new Set(rules.map(({ code }) => code)), thresholds: thresholdsFrom({}), waivers: [] }
  const context = { boardId: 'bench', asOf: '2026-04-15', exportedAt: '2026-04-15T09:00:00Z', generator: 'bench' }
  const extract: number[] = []
  const checks: number[] = []
  const stringify: number[] = []
  const elements = [...board.elements.values()]
  let findings = 0
  // What is over at once is done several times, since the clock of a thread ticks in milliseconds.
  const times = Math.max(1, Math.round(6000 / elements.length))
  // The first rounds are for the compiler; they do not count.
  for (let round = -5; round < rounds; round++) {
    const [plan, extractMs] = timed(times, () => extractPlan(board, session, context))
    const [found, checksMs] = timed(times, () => checkPlan(plan, settings))
    const [, stringifyMs] = timed(times, () => JSON.stringify(elements))
    findings = found.findings.length
    if (round < 0) continue
    extract.push(extractMs)
    checks.push(checksMs)
    stringify.push(stringifyMs)
  }
  return { extract: median(extract), checks: median(checks), stringify: median(stringify), findings }
}

/** With the time this thread had a core, ms: a busy machine does not make it longer. */
function timed<T>(times: number, act: () => T): [T, number] {
  const start = process.threadCpuUsage()
  let result = act()
  for (let i = 1; i < times; i++) result = act()
  const { user, system } = process.threadCpuUsage(start)
  return [result, (user + system) / 1000 / times]
}

function linesFor(size: number, { extract, checks, stringify, findings }: Timing) {
  const both = extract + checks
  const ratio = both / stringify
  const isLive = size === 1500
  const part = count(size)
  return [
    {
      part,
      what: `extraction + ${rules.length} checks (${count(findings)} findings)`,
      measured: `${ms(extract)} + ${ms(checks)} ms`,
      ...(isLive ? { goal: `together at most ${LIVE_MS} ms`, met: both <= LIVE_MS } : {}),
      numbers: { size, extract, checks, findings },
    },
    {
      part,
      what: 'both, to JSON.stringify of the same board',
      measured: `${ratio.toFixed(1)} (${ms(stringify)} ms)`,
      ...(isLive ? { goal: `at most ${TO_JSON}`, met: ratio <= TO_JSON } : {}),
      numbers: { size, ratio, stringify },
    },
  ]
}

function growthLine(what: string, at1500: number, at10000: number) {
  const growth = at10000 / at1500 / (10_000 / 1500)
  return {
    part: 'growth',
    what: `${what}: time over cards, 1,500 to 10,000`,
    measured: growth.toFixed(2),
    goal: `at most ${GROWTH} (1 is a straight line)`,
    met: growth <= GROWTH,
    numbers: { growth },
  }
}

function optionsOf(args: readonly string[]): { rounds: number; json: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { rounds: { type: 'string', default: '15' }, json: { type: 'string', default: '.bench/plan.json' } },
    })
    const rounds = Number(values.rounds)
    if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds must be 1 or more, not "${values.rounds}".`)
    return { rounds, json: values.json }
  } catch (error) {
    throw new BadOption(`${error instanceof Error ? error.message : String(error)}\n${usage}`, { cause: error })
  }
}
