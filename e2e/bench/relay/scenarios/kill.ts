import { setTimeout as pause } from 'node:timers/promises'
import * as Y from 'yjs'
import { Crowd } from '../crowd.ts'
import type { KillFigures } from '../results.ts'
import { attempt, withServer } from '../run.ts'
import type { Run } from '../run.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { serverKinds } from '../servers/server-kinds.ts'
import type { Seat } from '../servers/server-kinds.ts'
import { addressOf } from '../wire/addresses.ts'
import { Client } from '../wire/client.ts'
import { Inflated } from '../wire/inflated.ts'

const writers = 5
const editsPerRound = 500
/** Where a document comes in pieces: nothing more has come for so long, ms. */
const silenceMs = 700

/** People edit, the server is killed, and somebody with nothing in hand looks at what is left. */
export async function measureKill(run: Run): Promise<void> {
  for (const name of run.servers) {
    const kind = serverKinds[name]
    if (!kind.canKeep) continue
    await attempt(run, { part: 'kill', what: `kill -9, ${run.rounds} times`, name }, async () => {
      const total: KillFigures = { rounds: run.rounds, edits: 0, seen: 0, lostSeen: 0, acked: 0, lostAcked: 0 }
      await withServer(
        run,
        kind,
        async (server) => {
          for (let n = 0; n < run.rounds; n++) add(total, await round(server))
        },
        { keeps: true },
      )
      if (kind.acks === 'none') total.acked = total.lostAcked = Number.NaN
      run.results.kill[name] = total
    })
  }
}

async function round(server: RunningServer): Promise<Omit<KillFigures, 'rounds'>> {
  const seats = await server.makeRoom(writers + 2)
  const crowd = await Crowd.join(server, {
    rooms: [seats.slice(0, writers + 1)],
    writers,
    editsPerSecond: 50,
    cursorHz: 5,
  })
  crowd.start()
  while (crowd.editCount < editsPerRound) {
    if (crowd.isGone) throw new Error('The server sent everybody away.')
    await pause(10)
  }
  // Not always at the same moment of whatever the server does.
  await pause(Math.random() * 300)
  await server.end('SIGKILL')
  crowd.stop()
  // What was on its way when the server died.
  await pause(50)
  const { edits } = crowd
  await crowd.leave()
  await server.start()
  const doc = await readAll(server, seats[writers + 1] as Seat)
  const isLost = ({ clientId, edit }: (typeof edits)[number]) => Y.getState(doc.store, clientId) < edit.endClock
  const seen = edits.filter(({ isSeen }) => isSeen)
  const acked = edits.filter(({ isAcked }) => isAcked)
  return {
    edits: edits.length,
    seen: seen.length,
    lostSeen: seen.filter(isLost).length,
    acked: acked.length,
    lostAcked: acked.filter(isLost).length,
  }
}

async function readAll(server: RunningServer, seat: Seat): Promise<Y.Doc> {
  const doc = new Y.Doc()
  const client = new Client(server, seat, { inflated: new Inflated(), from: addressOf(0) })
  let heardAt = performance.now()
  client.onUpdate = (update) => {
    Y.applyUpdate(doc, update.slice())
    heardAt = performance.now()
  }
  await client.synced
  while (performance.now() - heardAt < silenceMs) await pause(20)
  client.leave()
  return doc
}

function add(total: KillFigures, one: Omit<KillFigures, 'rounds'>): void {
  total.edits += one.edits
  total.seen += one.seen
  total.lostSeen += one.lostSeen
  total.acked += one.acked
  total.lostAcked += one.lostAcked
}
