import { setTimeout as pause } from 'node:timers/promises'
import { Crowd } from '../crowd.ts'
import { saturated } from '../figures.ts'
import type { CrowdFigures } from '../figures.ts'
import { findLargest } from '../ramp.ts'
import type { LargestRoom } from '../results.ts'
import { attempt, withServer } from '../run.ts'
import type { Run } from '../run.ts'
import { serverKinds } from '../servers/server-kinds.ts'
import type { ServerName } from '../servers/server-kinds.ts'
import { warmUp } from '../warm-up.ts'

/** One busy room: everybody moves the pointer, five people edit. */
const load = { writers: 5, editsPerSecond: 10, cursorHz: 20 }
const sizes = [30, 50, 60, 100]
/** An edit that takes longer is felt; so are cursors that do not come. */
const longestMs = 100
const leastCursors = 0.95
const leastEdits = 0.99

/** Rooms of the same size on every server. */
export async function measureEqualRooms(run: Run): Promise<void> {
  for (const size of sizes) {
    for (const name of run.servers) {
      // 50 people is the size the acks are judged at.
      if (size === 50 && serverKinds[name].acks === 'none') continue
      await attempt(run, { part: 'equal', what: `one room of ${size}`, name }, async () => {
        const figures = await measureRoom(run, name, size, warmUp.equal)
        const all = (run.results.equal[name] ??= [])
        all.push(figures)
      })
    }
  }
}

/** The largest room in which edits still arrive in time. */
export async function measureLargestRoom(run: Run): Promise<void> {
  for (const name of run.servers) {
    await attempt(run, { part: 'ramp', what: 'the largest room', name }, async () => {
      run.results.largest[name] = await largestRoom(run, name)
    })
  }
}

async function largestRoom(run: Run, name: ServerName): Promise<LargestRoom> {
  const tried = new Map<number, CrowdFigures>()
  const options = run.quick
    ? { start: 30, most: 240, factor: 2, precision: 1.3 }
    : { start: 40, most: 900, factor: 1.5, precision: 1.04 }
  const { largest, failed } = await findLargest(options, async (size) => {
    // A machine that was busy elsewhere for a moment is not the server's fault: who fails tries once more.
    for (let n = 0; n < 2; n++) {
      run.report.progress(`the largest room, ${name}: ${size}`)
      const figures = await measureRoom(run, name, size, warmUp.ramp).catch(noFigures)
      if (figures) tried.set(size, figures)
      if (figures && isGood(figures)) return true
    }
    return false
  })
  const failedAt = failed === undefined ? undefined : tried.get(failed)
  return {
    largest,
    failed,
    at: tried.get(largest),
    failedAt,
    isGeneratorLimited: (failedAt?.generatorCore ?? 0) > saturated,
  }
}

/** A room so large that not even everybody gets in. */
function noFigures(error: unknown): undefined {
  console.error(error instanceof Error ? error.message : error)
}

function isGood({ editP99, editShare, cursorShare }: CrowdFigures): boolean {
  return editP99 < longestMs && editShare >= leastEdits && cursorShare >= leastCursors
}

/** On a server of its own, so that one room does not suffer from the one before. */
function measureRoom(run: Run, name: ServerName, size: number, warmUpMs: number): Promise<CrowdFigures> {
  return withServer(run, serverKinds[name], async (server) => {
    const crowd = await Crowd.join(server, { ...load, rooms: [await server.makeRoom(size)] })
    crowd.start()
    await pause(run.quick ? warmUp.quick : warmUpMs)
    const figures = await crowd.measure(run.quick ? 2500 : 6000)
    await crowd.leave()
    return figures
  })
}
