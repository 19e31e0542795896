import { setTimeout as pause } from 'node:timers/promises'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import type { Seat, ServerKind } from '../servers/server-kinds.ts'
import { attackerAddress } from '../wire/addresses.ts'
import { Client } from '../wire/client.ts'
import { clientFrame } from '../wire/frame-reader.ts'
import { Inflated } from '../wire/inflated.ts'
import { RawSocket } from '../wire/raw-socket.ts'

/** What an attacker has to work with: a place in the room, like anybody else. */
export interface Target {
  kind: ServerKind
  port: number
  seats: readonly Seat[]
  seconds: number
}

export const attackNames = [
  'huge frames',
  'malformed',
  'fake users',
  'orphans',
  'slow readers',
  'half-open',
  'silent',
  'flood',
] as const
export type AttackName = (typeof attackNames)[number]

const MiB = 1024 * 1024

/** Each does its harm and says what came of it, as far as the attacker can see. */
export const attacks: Record<AttackName, (target: Target) => Promise<string>> = {
  /** Three frames of 64 MiB, and a header that claims four GiB. */
  async 'huge frames'(target) {
    const sockets = await open(target, 4)
    for (const { tcp } of sockets.slice(0, 3)) tcp.write(clientFrame(Buffer.alloc(64 * MiB)))
    const header = Buffer.alloc(14)
    header.set([0x82, 0xff])
    header.writeBigUInt64BE(BigInt(4 * 1024 * MiB), 2)
    sockets[3]?.tcp.write(Buffer.concat([header, Buffer.alloc(MiB)]))
    await seconds(target)
    return `${closed(sockets)} of 4 thrown out`
  },

  /** Messages that mean nothing, then frames that break the rules of WebSockets. */
  async malformed(target) {
    let sent = 0
    let thrownOut = 0
    for (let round = 0; round < 27; round++) {
      const [socket] = await open(target, 1)
      if (!socket) break
      for (const message of malformedMessages(target, round)) {
        socket.send(message)
        sent++
      }
      await pause(20)
      thrownOut += closed([socket])
      socket.destroy()
    }
    for (const frame of brokenFrames) {
      const [socket] = await open(target, 1)
      socket?.tcp.write(frame)
      await pause(50)
      thrownOut += closed(socket ? [socket] : [])
      socket?.destroy()
    }
    await seconds(target, 0.5)
    return `${sent} messages and ${brokenFrames.length} broken frames, thrown out ${thrownOut} times`
  },

  /** Fifty thousand people who do not exist, and one whose state is a pit. */
  async 'fake users'(target) {
    const clients = await join(target, 2)
    const crowd = encoding.createEncoder()
    encoding.writeVarUint(crowd, 50_000)
    for (let n = 0; n < 50_000; n++) {
      encoding.writeVarUint(crowd, 1_000_000 + n)
      encoding.writeVarUint(crowd, 1)
      encoding.writeVarString(crowd, `{"u":{"n":"Ghost ${n}"}}`)
    }
    const pit = encoding.createEncoder()
    encoding.writeVarUint(pit, 1)
    encoding.writeVarUint(pit, 77)
    encoding.writeVarUint(pit, 1)
    encoding.writeVarString(pit, '['.repeat(100_000) + ']'.repeat(100_000))
    say(target, clients[0], encoding.toUint8Array(crowd))
    say(target, clients[1], encoding.toUint8Array(pit))
    await seconds(target)
    return `${closed(clients.map(({ socket }) => socket))} of 2 thrown out`
  },

  /** Two thousand updates that build on something nobody has. */
  async orphans(target) {
    const [client] = await join(target, 1)
    const updates = orphans(2000)
    const each = Math.ceil(updates.length / (target.seconds * 20))
    for (let at = 0; at < updates.length; at += each) {
      for (const update of updates.slice(at, at + each)) client?.sendUpdate(update)
      await pause(45)
    }
    return `${client ? closed([client.socket]) : 0} of 1 thrown out`
  },

  /** Five people stop reading while somebody writes four megabytes a second. */
  async 'slow readers'(target) {
    const [writer, ...readers] = await join(target, 6)
    for (const { socket } of readers) socket.tcp.pause()
    const doc = new Y.Doc()
    doc.on('update', (update: Uint8Array) => writer?.sendUpdate(update))
    const map = doc.getMap<string>('elements-of-an-attacker')
    const until = performance.now() + target.seconds * 1000
    const text = 'x'.repeat(40_000)
    while (performance.now() < until) {
      map.set('k', text)
      await pause(9)
    }
    for (const { socket } of readers) socket.tcp.resume()
    await pause(1500)
    return `${closed(readers.map(({ socket }) => socket))} of 5 slow readers dropped, the writer ${writer?.socket.isClosed ? 'thrown out' : 'kept'}`
  },

  /** A thousand connections that never finish their request. */
  async 'half-open'(target) {
    const half = 'GET / HTTP/1.1\r\nHost: x\r\n'
    const sockets = Array.from(
      { length: 1000 },
      () => new RawSocket({ port: target.port, path: '/', from: attackerAddress }, half),
    )
    await seconds(target)
    return `${closed(sockets)} of 1,000 closed`
  },

  /** A thousand connections that are let in and then say nothing. */
  async silent(target) {
    const seat = target.seats[0] as Seat
    const sockets = Array.from(
      { length: 1000 },
      () => new RawSocket({ port: target.port, path: seat.path, from: attackerAddress }),
    )
    await seconds(target)
    return `${closed(sockets)} of 1,000 closed`
  },

  /** One person's pointer, as fast as the line carries it. */
  async flood(target) {
    const [client] = await join(target, 1)
    if (!client) return 'could not join'
    const until = performance.now() + target.seconds * 1000
    let sent = 0
    while (performance.now() < until && !client.socket.isClosed) {
      for (let n = 0; n < 100 && client.socket.tcp.writableLength < MiB; n++, sent++) {
        client.sendPresence(`{"u":{"n":"Flood","c":1,"r":"participant","p":null},"c":[${sent % 1000},7]}`)
      }
      await pause(1)
    }
    return `${sent.toLocaleString('en-GB')} movements, ${client.socket.isClosed ? 'thrown out' : 'kept'}`
  },
}

async function open({ port, seats }: Target, count: number): Promise<RawSocket[]> {
  const sockets = Array.from({ length: count }, (_, n) => {
    const { path } = seats[n % seats.length] as Seat
    return new RawSocket({ port, path, from: attackerAddress })
  })
  const opened = await Promise.allSettled(sockets.map((socket) => socket.opened))
  return sockets.filter((_socket, n) => opened[n]?.status === 'fulfilled')
}

async function join({ kind, port, seats }: Target, count: number): Promise<Client[]> {
  const clients = seats
    .slice(0, count)
    .map((seat) => new Client({ kind, port }, seat, { inflated: new Inflated(), from: attackerAddress }))
  await Promise.all(clients.map(({ synced }) => synced))
  return clients
}

function say({ kind }: Target, client: Client | undefined, body: Uint8Array): void {
  if (client) client.socket.send(kind.dialect.presence(client.seat.room, body))
}

function closed(sockets: readonly RawSocket[]): number {
  return sockets.filter(({ isClosed }) => isClosed).length
}

function seconds(target: Target, share = 1): Promise<void> {
  return pause(target.seconds * 1000 * share)
}

function malformedMessages({ kind, seats }: Target, seed: number): Uint8Array[] {
  const { room } = seats[0] as Seat
  const noise = (length: number) => Uint8Array.from({ length }, (_, n) => (n * 37 + seed * 101 + length * 13) % 256)
  const { dialect } = kind
  return [
    new Uint8Array(),
    noise(1),
    noise(40),
    noise(4000),
    dialect.update(room, 'update', noise(30)),
    dialect.update(room, 'update', noise(3000)),
    dialect.update(room, 'step2', noise(200)),
    dialect.update(room, 'update', noise(100)).subarray(0, 60),
    dialect.presence(room, noise(50)),
    dialect.presence(room, noise(5)),
  ]
}

/** Reserved bits, no mask, an unknown opcode, a control frame in pieces, one too long, a close code that is none. */
const brokenFrames = [
  Buffer.from([0xf2, 0x81, 0, 0, 0, 0, 1]),
  Buffer.from([0x82, 0x01, 1]),
  Buffer.from([0x83, 0x81, 0, 0, 0, 0, 1]),
  Buffer.from([0x09, 0x81, 0, 0, 0, 0, 1]),
  Buffer.concat([Buffer.from([0x89, 0xfe, 0, 200, 0, 0, 0, 0]), Buffer.alloc(200)]),
  Buffer.from([0x88, 0x82, 0, 0, 0, 0, 0, 1]),
]

/** Half a kilobyte each, all of one client, the first of them missing. */
function orphans(count: number): Uint8Array[] {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const text = doc.getText('text')
  for (let n = 0; n <= count; n++) text.insert(n === 0 ? 0 : text.length, `${n} ${'o'.repeat(490)}`)
  return updates.slice(1)
}
