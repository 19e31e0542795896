import { canvasBench } from './canvas/bench.ts'
import { BadOption } from './canvas/options.ts'
import { planBench } from './plan/bench.ts'
import { relayBench } from './relay/bench.ts'
import { sessionBench } from './session/bench.ts'

/** Every bench, by the name it is asked for with: `pnpm bench canvas`. Each gives true when all its goals are met. */
const benches: Record<string, { about: string; run: (args: string[]) => Promise<boolean> }> = {
  canvas: { about: 'the built client in Chromium, beside plain tldraw and bare Yjs', run: canvasBench },
  plan: { about: 'reading the plan off a wall and checking it, beside JSON.stringify', run: planBench },
  relay: { about: 'our server, beside y-websocket, Hocuspocus and a bare broadcast', run: relayBench },
  session: { about: 'fifty people write in private, reveal and vote', run: sessionBench },
}

const [name = '', ...args] = process.argv.slice(2).filter((arg) => arg !== '--')
const bench = benches[name]
if (!bench) {
  console.error(name === '' ? 'Which bench?' : `There is no bench "${name}".`)
  for (const [known, { about }] of Object.entries(benches)) console.error(`  ${known}  ${about}`)
  process.exit(2)
}

try {
  process.exitCode = (await bench.run(args)) ? 0 : 1
} catch (error) {
  console.error(error instanceof BadOption ? error.message : error)
  process.exitCode = 2
}
