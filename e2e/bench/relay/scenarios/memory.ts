import { setTimeout as pause } from 'node:timers/promises'
import * as Y from 'yjs'
import { count } from '../../canvas/report.ts'
import { fillBoard, wallOfCards } from '../../canvas/cards.ts'
import { openFilesLimit } from '../machine.ts'
import { attempt, withServer } from '../run.ts'
import type { Run } from '../run.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { serverKinds } from '../servers/server-kinds.ts'
import type { Seat } from '../servers/server-kinds.ts'
import { addressOf } from '../wire/addresses.ts'
import { Client } from '../wire/client.ts'
import { Inflated } from '../wire/inflated.ts'

const perRoom = 100
const cards = 50
const cycles = 3
const atOnce = 25
/** After the last has left: for whoever tidies up a little later, ms. */
const tidyMs = 3000

/** What a connection costs, and a room, and what is left of a room when everybody has gone. After forced collections. */
export async function measureMemory(run: Run): Promise<void> {
  const connections = Math.min(run.quick ? 500 : 2000, Math.floor(openFilesLimit() / 2) - 200)
  const rooms = run.quick ? 100 : 500
  for (const name of run.servers) {
    const kind = serverKinds[name]
    const what = `memory of ${count(connections)} connections and ${cycles} times ${rooms} rooms`
    await attempt(run, { part: 'memory', what, name }, async () => {
      const collects = true
      const perConnectionBytes = await withServer(run, kind, (server) => perConnection(server, connections), {
        collects,
      })
      const ofRooms = await withServer(run, kind, (server) => perRoomOf(server, rooms), { collects })
      run.results.memory[name] = { idle: connections, perConnectionBytes, rooms, ...ofRooms }
    })
  }
}

async function perConnection(server: RunningServer, connections: number): Promise<number> {
  const rooms: Seat[][] = []
  for (let left = connections; left > 0; left -= perRoom) rooms.push(await server.makeRoom(Math.min(left, perRoom)))
  const first = await openAll(
    server,
    rooms.flatMap((seats) => seats.slice(0, 1)),
  )
  await pause(1000)
  const before = await server.collected()
  const rest = await openAll(
    server,
    rooms.flatMap((seats) => seats.slice(1)),
  )
  await pause(1000)
  const after = await server.collected()
  await leaveAll([...first, ...rest])
  return (after - before) / rest.length
}

async function perRoomOf(
  server: RunningServer,
  rooms: number,
): Promise<{ perRoomBytes: number; keptPerRoomBytes: number }> {
  // The code of a first room is not the price of a room.
  await leaveAll(await loadRooms(server, 10))
  await pause(tidyMs)
  const before = await server.collected()
  const closed: number[] = []
  let loaded = 0
  for (let cycle = 0; cycle < cycles; cycle++) {
    const clients = await loadRooms(server, rooms)
    if (cycle === 0) loaded = await server.collected()
    await leaveAll(clients)
    await pause(tidyMs)
    closed.push(await server.collected())
  }
  const kept = ((closed.at(-1) ?? 0) - (closed[0] ?? 0)) / (rooms * (cycles - 1))
  return { perRoomBytes: (loaded - before) / rooms, keptPerRoomBytes: kept }
}

async function loadRooms(server: RunningServer, rooms: number): Promise<Client[]> {
  const updates = cardsOneByOne(cards)
  const clients: Client[] = []
  for (let n = 0; n < rooms; n++) {
    const [first, second] = await openAll(server, await server.makeRoom(2))
    if (!first || !second) throw new Error('A room for two has two seats.')
    for (const update of updates) first.sendUpdate(update)
    if (server.kind.hasDocuments) await first.answered()
    clients.push(first, second)
  }
  return clients
}

/** As people make them: an update each. */
function cardsOneByOne(size: number): Uint8Array[] {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  fillBoard(doc, wallOfCards(size), null, 1)
  return updates
}

async function openAll(server: RunningServer, seats: readonly Seat[]): Promise<Client[]> {
  const clients: Client[] = []
  const inflated = new Inflated()
  for (let at = 0; at < seats.length; at += atOnce) {
    const some = seats
      .slice(at, at + atOnce)
      .map((seat, n) => new Client(server, seat, { inflated, from: addressOf(at + n) }))
    await Promise.all(some.map(({ synced }) => synced))
    clients.push(...some)
  }
  return clients
}

async function leaveAll(clients: readonly Client[]): Promise<void> {
  for (const client of clients) client.leave()
  await pause(300)
  for (const { socket } of clients) socket.destroy()
}
