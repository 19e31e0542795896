import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import * as Y from 'yjs'
import { count } from '../../canvas/report.ts'
import { mean, median } from '../../canvas/statistics.ts'
import type { JoinFigures } from '../results.ts'
import { attempt, withServer } from '../run.ts'
import type { Run } from '../run.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { blobServer, serverKinds } from '../servers/server-kinds.ts'
import type { Seat } from '../servers/server-kinds.ts'
import { UpdateClocks } from '../update-clocks.ts'
import { addressOf } from '../wire/addresses.ts'
import { Client } from '../wire/client.ts'
import { yWebsocket } from '../wire/dialect.ts'
import { Inflated } from '../wire/inflated.ts'
import { boardHistory, isWhole, writeHistory } from './board-history.ts'
import type { BoardHistory } from './board-history.ts'

const people = 50
/** Everybody stores and tidies up when nobody is there: long enough for all of them, ms. */
const quietMs = 6000
const patienceMs = 60_000

/** Fifty people open a large board right after the server was started again. */
export async function measureColdJoin(run: Run): Promise<void> {
  const size = run.quick ? { cards: 3000, moves: 4000 } : { cards: 10_000, moves: 20_000 }
  run.report.progress(`a board of ${count(size.cards)} cards`)
  const history = boardHistory(size.cards, size.moves)
  for (const name of run.servers) {
    if (!serverKinds[name].canKeep) continue
    await attempt(run, { part: 'join', what: 'cold join', name }, async () => {
      const figures = await joinAfterRestart(run, name, history)
      run.results.join[name] = { ...figures, cards: size.cards }
    })
  }
  run.report.progress('cold join, a static blob')
  const figures = await joinBlob(run, history)
  run.results.join.blob = { ...figures, cards: size.cards }
}

function joinAfterRestart(run: Run, name: Run['servers'][number], history: BoardHistory): Promise<JoinFigures> {
  const use = async (server: RunningServer) => {
    const [writer, ...seats] = await server.makeRoom(1 + people)
    await writeHistory(server, writer as Seat, history.updates)
    await pause(quietMs)
    await server.end('SIGTERM')
    await server.start()
    await pause(1000)
    return await joinAll(server, seats, history)
  }
  return withServer(run, serverKinds[name], use, { keeps: true })
}

async function joinBlob(run: Run, history: BoardHistory): Promise<JoinFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'planwall-blob-'))
  const file = join(folder, 'blob')
  writeFileSync(file, yWebsocket.update('', 'step2', Y.encodeStateAsUpdate(history.doc)))
  const seats = Array.from({ length: people }, () => ({ path: '/', room: '', name: '', personId: '' }))
  try {
    return await withServer(run, blobServer(file), (server) => joinAll(server, seats, history))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** All at once. Done is who has the last of the history, and was told that nothing is missing. */
async function joinAll(server: RunningServer, seats: readonly Seat[], history: BoardHistory): Promise<JoinFigures> {
  const inflated = new Inflated()
  const clocks = new UpdateClocks()
  const [writer, end] = endOf(history)
  const kept: Uint8Array[] = []
  const cpuBefore = server.cpuSeconds
  const joined = seats.map((seat, index) => {
    const startedAt = performance.now()
    const client = new Client(server, seat, { inflated, from: addressOf(index) })
    const hasAll = new Promise<{ tookMs: number; bytes: number }>((resolve, reject) => {
      let hasLast = false
      const look = () => {
        if (hasLast && client.isSynced) resolve({ tookMs: performance.now() - startedAt, bytes: client.bytes })
      }
      client.onUpdate = (update) => {
        if (index === 0) kept.push(update.slice())
        hasLast ||= clocks.of(update).some(({ clientId, to }) => clientId === writer && to >= end)
        look()
      }
      client.synced.then(look, reject)
    })
    return { client, hasAll }
  })
  const all = await inTime(Promise.all(joined.map(({ hasAll }) => hasAll)))
  await pause(300)
  const serverCpuSeconds = server.cpuSeconds - cpuBefore
  const rssPeakBytes = server.memory.peak
  for (const { client } of joined) client.leave()
  const doc = new Y.Doc()
  for (const update of kept) Y.applyUpdate(doc, update)
  const times = all.map(({ tookMs }) => tookMs)
  return {
    people: seats.length,
    cards: 0,
    p50: median(times),
    max: Math.max(...times),
    serverCpuSeconds,
    bytesPerClient: mean(all.map(({ bytes }) => bytes)),
    rssPeakBytes,
    isWhole: isWhole(doc, history),
    inflateMs: inflated.count === 0 ? Number.NaN : inflated.spentMs,
  }
}

function endOf({ doc }: BoardHistory): [clientId: number, clock: number] {
  return [doc.clientID, Y.getState(doc.store, doc.clientID)]
}

async function inTime<T>(promise: Promise<T>): Promise<T> {
  const ending = new AbortController()
  const late = pause(patienceMs, undefined, { signal: ending.signal }).then(() => {
    throw new Error(`Not everybody had the board after ${patienceMs / 1000} s.`)
  })
  late.catch(() => undefined)
  try {
    return await Promise.race([promise, late])
  } finally {
    ending.abort()
  }
}
