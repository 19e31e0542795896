import { parseArgs } from 'node:util'

/** What is measured, in the order it runs: cheap and exact things first. */
export const parts = ['document', 'drag', 'typing', 'load', 'latency', 'frames', 'memory'] as const
export type Part = (typeof parts)[number]

export interface Options {
  parts: readonly Part[]
  /** Sizes of the boards that are timed. */
  cards: readonly number[]
  /** How often ours and the other page are compared, one after the other. */
  pairs: number
  /** How long two bots edit while the tab's memory is watched. */
  minutes: number
  /** Where the numbers go, as JSON. */
  json: string
}

const usage = `pnpm bench canvas [options]
  --only drag,frames    some of: ${parts.join(', ')}
  --cards 1000,5000     sizes of the boards that are timed (200,1000,5000)
  --10000               time a board of 10,000 cards as well
  --pairs 3             how often ours and plain tldraw are compared
  --minutes 1           how long two bots edit while memory is watched (10 for the full answer)
  --json path           where the numbers go (.bench/canvas.json)`

/** An option that cannot be used, in words for whoever typed it. */
export class BadOption extends Error {}

/** Throws BadOption. */
export function readOptions(args: readonly string[]): Options {
  const values = parse(args)
  const cards = list(values.cards).map((n) => positive('--cards', n))
  if (values['10000'] && !cards.includes(10_000)) cards.push(10_000)
  return {
    parts: readParts(values.only),
    cards,
    pairs: positive('--pairs', values.pairs),
    minutes: positive('--minutes', values.minutes),
    json: values.json,
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: 'string' },
        cards: { type: 'string', default: '200,1000,5000' },
        '10000': { type: 'boolean', default: false },
        pairs: { type: 'string', default: '3' },
        minutes: { type: 'string', default: '1' },
        json: { type: 'string', default: '.bench/canvas.json' },
      },
    }).values
  } catch (error) {
    throw new BadOption(`${error instanceof Error ? error.message : String(error)}\n${usage}`, { cause: error })
  }
}

function readParts(only: string | undefined): Part[] {
  const wanted = only === undefined ? [...parts] : list(only)
  for (const name of wanted) {
    if (!isPart(name)) throw new BadOption(`There is no part "${name}".\n${usage}`)
  }
  return parts.filter((part) => wanted.includes(part))
}

function isPart(name: string): name is Part {
  return parts.some((part) => part === name)
}

function list(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

function positive(option: string, text: string): number {
  const n = Number(text)
  if (!Number.isFinite(n) || n <= 0) throw new BadOption(`${option} must be a number above 0, not "${text}".\n${usage}`)
  return n
}
