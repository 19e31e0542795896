import type { Report } from '../canvas/report.ts'
import type { Cores } from './machine.ts'
import type { Results } from './results.ts'
import type { ServerKind, ServerName } from './servers/server-kinds.ts'
import { RunningServer } from './servers/running-server.ts'

/** What every scenario is given: what to measure, with what, and where the figures go. */
export interface Run {
  report: Report
  results: Results
  servers: readonly ServerName[]
  cores: Cores | undefined
  quick: boolean
  rounds: number
}

/** Measures one thing about one server. Where that breaks down, the run says so and goes on; for ours it is a goal missed. */
export async function attempt(
  { report }: Run,
  { part, what, name }: { part: string; what: string; name: ServerName },
  measure: () => Promise<void>,
): Promise<void> {
  report.progress(`${what}, ${name}`)
  try {
    await measure()
  } catch (error) {
    const measured = `could not be measured: ${error instanceof Error ? error.message : String(error)}`
    report.add({ part, what: `${what}, ${name}`, measured, ...(name === 'ours' ? { goal: 'works', met: false } : {}) })
  }
}

/** Starts a server for as long as it is used. */
export async function withServer<T>(
  { cores }: Run,
  kind: ServerKind,
  use: (server: RunningServer) => Promise<T>,
  of: { keeps?: boolean; collects?: boolean } = {},
): Promise<T> {
  const server = await RunningServer.start(kind, { cores, ...of })
  try {
    return await use(server)
  } catch (error) {
    console.error(`${kind.name}:\n${server.log}`)
    throw error
  } finally {
    await server.dispose()
  }
}
