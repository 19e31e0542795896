import { setTimeout as pause } from 'node:timers/promises'
import { quantile } from '../canvas/statistics.ts'
import type { CrowdFigures } from './figures.ts'
import { watchOwnCpu } from './machine.ts'
import { Pace } from './pace.ts'
import { randomName } from './servers/random-name.ts'
import type { RunningServer } from './servers/running-server.ts'
import type { Seat } from './servers/server-kinds.ts'
import { UpdateClocks } from './update-clocks.ts'
import { addressOf } from './wire/addresses.ts'
import { Client } from './wire/client.ts'
import { Inflated } from './wire/inflated.ts'
import { eachCursor } from '@planwall/shared/cursor-message'
import { eachPresence } from './wire/presence-body.ts'
import { Window } from './window.ts'
import type { Edit } from './window.ts'
import { Writer } from './writer.ts'

interface Load {
  /** People in each room. */
  rooms: Seat[][]
  /** How many of each room write, and how often each of them, a second. */
  writers: number
  editsPerSecond: number
  /** How often everybody moves the pointer, a second. */
  cursorHz: number
}

/** How many clients look into every cursor they hear of. The others only count bytes. */
const probes = 8
const atOnce = 25
const joinMs = 30_000
/** Where pointers travel alone, our client says all of a person this often while the pointer moves, ms. */
const wholeStateMs = 1000
/** How long what was sent may still take to arrive after the time that is measured, ms. */
const graceMs = 1500

interface Person {
  client: Client
  room: Person[]
  writer: Writer | undefined
  state: { u: { n: string; c: number; r: string; p: string }; c: [number, number]; s?: string[] }
  /** Its cursor movements so far, and when each was sent, by number. */
  moves: number
  movedAt: number[]
  /** Which movement a state was said with, by clock. */
  byClock: number[]
  /** Where pointers travel alone: the last movement to each place, and when all of the person was said last. */
  placed: Map<string, number>
  wholeAt: number
  /** Per writer: the clock up to which its edits have come, and the first edit that has not. */
  heard: Map<number, { clock: number; next: number }>
  /** Per other person: the newest movement seen, by those who look. */
  seen: Map<number, number> | undefined
}

/** People in one room or many: all move their pointers, some edit, and every delivery is timed. */
export class Crowd {
  readonly #server: RunningServer
  readonly #load: Load
  readonly #people: Person[]
  readonly #writers: Person[]
  readonly #byClientId = new Map<number, Person>()
  readonly #clocks = new UpdateClocks()
  readonly #inflated: Inflated
  #window = new Window(0)
  #timer: NodeJS.Timeout | undefined
  #cursors: Pace | undefined
  #edits: Pace | undefined

  private constructor(server: RunningServer, load: Load, people: Person[], inflated: Inflated) {
    this.#server = server
    this.#load = load
    this.#people = people
    this.#writers = people.filter(({ writer }) => writer)
    this.#inflated = inflated
    for (const person of people) this.#byClientId.set(person.client.clientId, person)
    people.forEach((person, index) => this.#listen(person, index))
  }

  /** Brings everybody into their rooms and waits until all have the document. */
  static async join(server: RunningServer, load: Load): Promise<Crowd> {
    const inflated = new Inflated()
    const people: Person[] = []
    for (const seats of load.rooms) {
      const room: Person[] = []
      for (let at = 0; at < seats.length; at += atOnce) {
        const some = seats
          .slice(at, at + atOnce)
          .map((seat, n) => newPerson(server, { seat, room, index: people.length + n, inflated }))
        some.forEach((person, n) => {
          if (at + n < load.writers) person.writer = new Writer()
        })
        room.push(...some)
        people.push(...some)
        await inTime(Promise.all(some.map(({ client }) => client.synced)))
      }
    }
    return new Crowd(server, load, people, inflated)
  }

  get people(): number {
    return this.#people.length
  }

  /** Nobody is connected any more. */
  get isGone(): boolean {
    return this.#people.every(({ client }) => client.socket.isClosed)
  }

  get editCount(): number {
    return this.#writers.reduce((total, { writer }) => total + (writer?.edits.length ?? 0), 0)
  }

  /** Edits of all writers so far, and what became of them. */
  get edits(): { clientId: number; edit: Edit; isAcked: boolean; isSeen: boolean }[] {
    return this.#writers.flatMap((person) => {
      const { client, writer } = person
      if (!writer) return []
      const seen = Math.max(...person.room.map(({ heard }) => heard.get(writer.clientId)?.clock ?? 0))
      return writer.edits.map((edit) => ({
        clientId: writer.clientId,
        edit,
        isAcked: client.acked >= edit.index,
        isSeen: seen >= edit.endClock,
      }))
    })
  }

  start(): void {
    for (const person of this.#writers) this.#edit(person)
    const now = performance.now()
    this.#cursors = new Pace(now, this.#people.length, this.#load.cursorHz)
    this.#edits = new Pace(now, this.#writers.length, this.#load.editsPerSecond)
    this.#timer = setTimeout(() => this.#act(), 1)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  /** Stops, and everybody leaves. */
  async leave(): Promise<void> {
    this.stop()
    for (const { client } of this.#people) client.leave()
    await pause(100)
    for (const { client } of this.#people) client.socket.destroy()
  }

  /** Watches for a while what is going on. The server may end meanwhile. */
  async measure(ms: number): Promise<CrowdFigures> {
    const own = watchOwnCpu()
    const before = this.#totals()
    const cpuBefore = this.#server.cpuSeconds
    const window = new Window(performance.now())
    this.#window = window
    for (const person of this.#people) window.movedFrom.set(person.client.clientId, person.moves)
    await pause(ms)
    const cpu = this.#server.cpuSeconds - cpuBefore
    const generatorCore = own()
    const after = this.#totals()
    const seconds = window.end(performance.now())
    for (const person of this.#people) window.movedTo.set(person.client.clientId, person.moves)
    await window.whenComplete(graceMs)
    const cursorShare = window.cursorsSeen / this.#cursorsExpected(window)
    const cursorsSent = this.#cursorDeliveries(window)
    const deliveredPerSecond = (window.delivered + cursorShare * cursorsSent) / seconds
    const kBPerSecond = (total: number) => total / 1000 / seconds / this.people
    const edits = window.latencies()
    return {
      people: this.people,
      rooms: this.#load.rooms.length,
      seconds,
      editP50: quantile(edits, 0.5),
      editP99: quantile(edits, 0.99),
      editShare: window.delivered / window.expected,
      cursorP50: quantile(window.cursorLatencies, 0.5),
      cursorP99: quantile(window.cursorLatencies, 0.99),
      cursorShare,
      deliveredPerSecond,
      framesPerSecond: (after.frames - before.frames) / seconds,
      serverCore: cpu / seconds,
      usPerDelivery: (cpu * 1e6) / (deliveredPerSecond * seconds),
      kBPerSecond: kBPerSecond(after.bytes - before.bytes),
      presenceKBPerSecond: kBPerSecond(after.presenceBytes - before.presenceBytes),
      ackP50: quantile(window.acks, 0.5),
      ackP95: quantile(window.acks, 0.95),
      inflateMs: this.#inflated.spentMs / this.#inflated.count,
      generatorCore,
      closed: this.#people.filter(({ client }) => client.socket.isClosed).length,
    }
  }

  #act(): void {
    if (this.isGone) return this.stop()
    const now = performance.now()
    this.#cursors?.run(now, (actor) => this.#move(this.#people[actor] as Person))
    this.#edits?.run(now, (actor) => this.#edit(this.#writers[actor] as Person))
    if (this.#timer) this.#timer = setTimeout(() => this.#act(), 1)
  }

  #move(person: Person): void {
    const { client, state, placed } = person
    if (client.socket.isClosed) return
    const now = performance.now()
    const [x, y] = (state.c = [wander(state.c[0]), wander(state.c[1])])
    const isAlone = client.sendCursor({ x, y })
    if (isAlone) placed.set(`${x},${y}`, person.moves + 1)
    if (!isAlone || now - person.wholeAt >= wholeStateMs) {
      client.sendPresence(JSON.stringify(state))
      person.wholeAt = now
      person.byClock[client.clock] = person.moves + 1
    }
    person.movedAt[++person.moves] = now
  }

  #edit({ client, writer, room }: Person): void {
    if (!writer || client.socket.isClosed) return
    const update = writer.change()
    const edit = { endClock: writer.clock, sentAt: performance.now(), window: this.#window, index: client.said + 1 }
    writer.edits.push(edit)
    this.#window.sent(room.length - 1)
    client.sendUpdate(update)
  }

  #listen(person: Person, index: number): void {
    const { client, writer, room } = person
    const isProbe = index % Math.max(1, Math.floor(this.#people.length / probes)) === 0
    if (isProbe) {
      person.seen = new Map()
      client.onPresence = (body) =>
        eachPresence(body, (clientId, clock) => this.#look(person, clientId, (of) => of.byClock[clock]))
      client.onCursors = (body) =>
        eachCursor(body, (clientId, at) =>
          this.#look(person, clientId, ({ placed }) => at && placed.get(`${at.x},${at.y}`)),
        )
    }
    client.onUpdate = (update) => this.#hear(person, update)
    if (!writer) return
    for (const other of room) if (other !== person) other.heard.set(writer.clientId, { clock: 0, next: 0 })
    this.#byClientId.set(writer.clientId, person)
    let next = 0
    client.onAcked = (count) => {
      const now = performance.now()
      for (; (writer.edits[next]?.index ?? Infinity) <= count; next++) {
        const edit = writer.edits[next] as Edit
        edit.window.acks.push(now - edit.sentAt)
      }
    }
  }

  #hear(person: Person, update: Uint8Array): void {
    const now = performance.now()
    for (const { clientId, from, to } of this.#clocks.of(update)) {
      const heard = person.heard.get(clientId)
      // What does not follow on what is there does not show in a document.
      if (!heard || from > heard.clock || to <= heard.clock) continue
      heard.clock = to
      const edits = this.#byClientId.get(clientId)?.writer?.edits ?? []
      for (; (edits[heard.next]?.endClock ?? Infinity) <= to; heard.next++) {
        const edit = edits[heard.next] as Edit
        edit.window.arrived(now - edit.sentAt)
      }
    }
  }

  /** Somebody sees a movement of somebody: which one, is asked of whoever moved. */
  #look(person: Person, clientId: number, which: (of: Person) => number | null | undefined): void {
    const now = performance.now()
    const window = this.#window
    const of = this.#byClientId.get(clientId)
    if (!of || of === person || !person.seen) return
    const move = which(of) ?? 0
    if (move <= (person.seen.get(clientId) ?? 0)) return
    person.seen.set(clientId, move)
    if (!window.holdsMove(clientId, move)) return
    window.cursorsSeen++
    const sentAt = of.movedAt[move]
    if (sentAt !== undefined) window.cursorLatencies.push(now - sentAt)
  }

  /** Cursor movements the probes should have seen. */
  #cursorsExpected(window: Window): number {
    let total = 0
    for (const person of this.#people) {
      if (!person.seen) continue
      for (const other of person.room) if (other !== person) total += window.movesOf(other.client.clientId)
    }
    return total
  }

  /** Cursor movements times those who should hear of them. */
  #cursorDeliveries(window: Window): number {
    let total = 0
    for (const { client, room } of this.#people) total += window.movesOf(client.clientId) * (room.length - 1)
    return total
  }

  #totals(): { frames: number; bytes: number; presenceBytes: number } {
    const total = { frames: 0, bytes: 0, presenceBytes: 0 }
    for (const { client } of this.#people) {
      total.frames += client.frames
      total.bytes += client.bytes
      total.presenceBytes += client.presenceBytes
    }
    return total
  }
}

function newPerson(
  { kind, port }: RunningServer,
  { seat, room, index, inflated }: { seat: Seat; room: Person[]; index: number; inflated: Inflated },
): Person {
  const client = new Client({ kind, port }, seat, { inflated, from: addressOf(index) })
  const state: Person['state'] = {
    u: { n: seat.name, c: index % 12, r: 'participant', p: seat.personId },
    c: [Math.round(Math.random() * 4000), Math.round(Math.random() * 2500)],
    ...(index % 3 === 0 ? { s: [randomName()] } : {}),
  }
  client.synced.then(
    () => client.sendPresence(JSON.stringify(state)),
    () => undefined,
  )
  return {
    client,
    room,
    writer: undefined,
    state,
    moves: 0,
    movedAt: [],
    byClock: [],
    placed: new Map(),
    // Not all of them at the same moment.
    wholeAt: performance.now() - Math.random() * wholeStateMs,
    heard: new Map(),
    seen: undefined,
  }
}

function wander(at: number): number {
  return Math.round(at + Math.random() * 80 - 40)
}

async function inTime<T>(promise: Promise<T>): Promise<T> {
  const ending = new AbortController()
  const late = pause(joinMs, undefined, { signal: ending.signal }).then(() => {
    throw new Error(`Not everybody was in sync after ${joinMs / 1000} s.`)
  })
  late.catch(() => undefined)
  try {
    return await Promise.race([promise, late])
  } finally {
    ending.abort()
  }
}
