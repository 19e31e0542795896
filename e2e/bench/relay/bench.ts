import { existsSync, readFileSync } from 'node:fs'
import { BadOption } from '../canvas/options.ts'
import { Report } from '../canvas/report.ts'
import { goalLines } from './goals.ts'
import { resultLines } from './lines.ts'
import { findCores, stayOn, watchOthers } from './machine.ts'
import { readOptions } from './options.ts'
import type { Options, Scenario } from './options.ts'
import { mergeResults, noResults, readResults } from './results.ts'
import type { Results } from './results.ts'
import type { Run } from './run.ts'
import { measureEqualRooms, measureLargestRoom } from './scenarios/busy-room.ts'
import { measureColdJoin } from './scenarios/cold-join.ts'
import { measureHostile } from './scenarios/hostile.ts'
import { measureKill } from './scenarios/kill.ts'
import { measureManyRooms } from './scenarios/many-rooms.ts'
import { measureMemory } from './scenarios/memory.ts'
import { serverKinds, serverNames } from './servers/server-kinds.ts'

const measures: Record<Scenario, (run: Run) => Promise<void>> = {
  equal: measureEqualRooms,
  ramp: measureLargestRoom,
  rooms: measureManyRooms,
  join: measureColdJoin,
  kill: measureKill,
  hostile: measureHostile,
  memory: measureMemory,
}

/** Our relay beside others, in one run: what each does under the same load; true when every goal that was measured is met. */
export async function relayBench(args: string[]): Promise<boolean> {
  const options = readOptions(args)
  const report = new Report()
  const results = noResults()
  const before = resultsBefore(options)
  const startedAt = performance.now()
  const others = watchOthers()
  const cores = findCores()
  if (cores) stayOn(cores)
  const run: Run = { report, results, cores, ...options }
  try {
    for (const scenario of options.scenarios) await measures[scenario](run)
  } finally {
    // What was measured before something broke is worth having.
    const all = mergeResults(before, results)
    report.add(...resultLines(all), ...goalLines(all))
    report.print()
    tellHow(run)
  }
  const otherCores = others()
  tellOthers(otherCores)
  const seconds = Math.round((performance.now() - startedAt) / 1000)
  console.log(`${seconds} s.`)
  report.write(options.json, {
    options,
    seconds,
    otherCores,
    cores: cores ?? null,
    results: mergeResults(before, results),
  })
  return report.missed.length === 0
}

/** What earlier parts of the run found out. Throws BadOption where those were of another size. */
function resultsBefore({ add, json, quick }: Options): Results {
  if (!add || !existsSync(json)) return noResults()
  const before = readResults(readFileSync(json, 'utf8'))
  if (before.quick === quick) return before.results
  throw new BadOption(`The numbers in ${json} were measured ${before.quick ? 'with' : 'without'} --quick.`)
}

function tellHow({ cores, quick }: Run): void {
  for (const name of serverNames) console.log(`${name}: ${serverKinds[name].about}`)
  console.log(
    cores
      ? `Servers ran on core ${cores.server}, the load came from core ${cores.generator}.`
      : 'Servers and load shared all cores: there is no taskset here, or only one core. Figures of CPU mean little.',
  )
  if (quick) console.log('Small sizes and short times (--quick): to see that everything works, not to be quoted.')
}

function tellOthers(cores: number): void {
  if (cores < 0.1) return
  console.log(
    `Other work on this machine took ${cores.toFixed(1)} cores meanwhile: times mean little, ratios not much more.`,
  )
}
