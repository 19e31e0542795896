import { parseArgs } from 'node:util'
import { BadOption } from '../canvas/options.ts'
import { serverNames } from './servers/server-kinds.ts'
import type { ServerName } from './servers/server-kinds.ts'

/** What is measured, in the order it runs. */
export const scenarios = ['equal', 'ramp', 'rooms', 'join', 'kill', 'hostile', 'memory'] as const
export type Scenario = (typeof scenarios)[number]

export interface Options {
  scenarios: readonly Scenario[]
  servers: readonly ServerName[]
  /** Small sizes and short times: to see that everything works. */
  quick: boolean
  /** How often every server is killed. */
  rounds: number
  /** Where the numbers go, as JSON. */
  json: string
  /** The numbers that are there already belong to this run: it is measured in parts. */
  add: boolean
}

const usage = `pnpm bench relay [options]
  --only ramp,join       some of: ${scenarios.join(', ')}
  --servers ours,bare    some of: ${serverNames.join(', ')}
  --quick                small sizes and short times
  --rounds 20            how often every server is killed (20, with --quick 3)
  --json path            where the numbers go (.bench/relay.json)
  --add                  add to the numbers that are there: for a run in parts, on the same machine at the same time`

/** Throws BadOption. */
export function readOptions(args: readonly string[]): Options {
  const { only, servers, quick, rounds, json, add } = parse(args)
  const times = rounds ?? (quick ? '3' : '20')
  if (!/^[1-9]\d{0,3}$/.test(times)) throw new BadOption(`--rounds must be a number above 0, not "${times}".\n${usage}`)
  return {
    scenarios: some('scenario', only, scenarios),
    servers: some('server', servers, serverNames),
    quick,
    rounds: Number(times),
    json,
    add,
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: 'string' },
        servers: { type: 'string' },
        quick: { type: 'boolean', default: false },
        rounds: { type: 'string' },
        json: { type: 'string', default: '.bench/relay.json' },
        add: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    throw new BadOption(`${error instanceof Error ? error.message : String(error)}\n${usage}`, { cause: error })
  }
}

function some<T extends string>(what: string, text: string | undefined, all: readonly T[]): T[] {
  if (text === undefined) return [...all]
  const wanted = text.split(',').map((name) => name.trim())
  for (const name of wanted) {
    if (!all.some((one) => one === name)) throw new BadOption(`There is no ${what} "${name}".\n${usage}`)
  }
  return all.filter((one) => wanted.includes(one))
}
