import { isDeepStrictEqual } from 'node:util'
import fastify from 'fastify'
import { readBoard } from '@planwall/shared/board/read'
import { errorTable } from '@planwall/shared/errors'
import { createDice } from '@planwall/shared/testing/dice'
import type { Dice } from '@planwall/shared/testing/dice'
import { contentsOf } from '@planwall/shared/testing/scribble'
import type * as Y from 'yjs'
import { vi } from 'vitest'
import { Relay } from '../../relay/relay.ts'
import type { BoardStore } from '../../store/board-store.ts'
import { roomDoc } from '../room-doc.ts'
import { Disk } from './disk.ts'
import { createInlineDocuments } from './inline-documents.ts'
import { Link } from './link.ts'
import { SimClient } from './sim-client.ts'

const boardId = 'fuzzboard'
const never = 1_000_000_000

/** Codes after which everybody comes back; any other is a mistake of the server here. */
const passing: readonly number[] = [errorTable.restarting.close, errorTable['not-stored'].close]

/** A server that ends in every way there is, and people who go on writing. All that happens is a matter of the seed. */
export class World {
  readonly clients: SimClient[]
  /** What happened, for who wants to know how it came. */
  readonly story: string[] = []
  readonly #dice: Dice
  readonly #disk: Disk
  readonly #links = new Set<Link>()
  /** People whom acts of the server have made, and who are on the disk. */
  readonly #people = new Set<string>()
  #relay: Relay | undefined
  /** Writes that pass until the process ends, if it is to. */
  #writesLeft = Infinity
  /** The disk is read again after the power went. */
  #isRecovering = false
  #time = 0
  #acts = 0

  private constructor(seed: number) {
    this.#dice = createDice(seed)
    this.#disk = new Disk(this.#dice)
    const count = 2 + this.#dice.below(4)
    this.clients = Array.from({ length: count }, (_, i) => new SimClient(`client${i}`, this.#dice, i % 3 !== 2))
  }

  /** An empty board, and people who are about to come. Timers have to be fake ones. */
  static async create(seed: number): Promise<World> {
    const world = new World(seed)
    const store = world.#disk.open(() => false)
    await store.createBoard({ boardId, title: '', templateId: 'T1', createdAt: 0, links: [], rooms: [] })
    await store.durable()
    return world
  }

  /** What is on the disk. */
  get store(): BoardStore {
    return this.#disk.store
  }

  /** One thing happens. */
  async turn(): Promise<void> {
    const dice = this.#dice
    const client = dice.pick(this.clients)
    const chance = dice.below(100)
    if (chance < 45) for (let edits = dice.percent(5) ? 150 : 1 + dice.below(4); edits > 0; edits--) client.write()
    else if (chance < 75) this.#deliver(1 + dice.below(6))
    else if (chance < 82) this.#connect(client)
    else if (chance < 85) client.link?.cut()
    else if (chance < 87) client.save()
    else if (chance < 88) this.#tell('restarts', client.name, () => client.restart())
    else if (chance < 90) client.flush()
    else if (chance < 92) this.#act()
    else if (chance < 96) vi.advanceTimersByTime(dice.below(1500))
    else if (chance < 98) this.#writesLeft = Math.min(this.#writesLeft, dice.below(10))
    else if (chance < 99) await this.#stop()
    else this.#crash('between writes')
    if (dice.percent(60)) this.#start()
    await this.#settle()
  }

  /** Everybody comes back, and all that is on its way arrives. */
  async end(): Promise<void> {
    this.#writesLeft = Infinity
    for (let calm = 0, turns = 0; calm < 30; turns++) {
      if (turns > 5000) throw new Error('It does not come to rest.')
      this.#start()
      for (const client of this.clients) {
        this.#connect(client)
        client.flush()
      }
      this.#deliver(Infinity)
      vi.advanceTimersByTime(20)
      await this.#settle()
      const isCalm = [...this.#links].every((link) => link.isQuiet) && this.clients.every((client) => client.isSynced)
      calm = isCalm ? calm + 1 : 0
    }
  }

  /** What is wrong at the end: nothing, if all is well. */
  async complaints(): Promise<string[]> {
    const stored = await roomDoc(this.store, boardId)
    const expected = contentsOf(stored)
    const promised = new Set(this.clients.flatMap((client) => [...client.promised]))
    return [
      ...this.clients.flatMap(({ name, doc }) =>
        Object.entries(contentsOf(doc))
          .filter(([part, found]) => !isDeepStrictEqual(found, expected[part as keyof typeof expected]))
          .map(([part]) => `${name} has another ${part} than the disk`),
      ),
      ...missing(stored, promised).map((edit) => `${edit} was promised and is lost`),
      ...[...this.#people]
        .filter((person) => !readBoard(stored).board.elements.has(person))
        .map((person) => `${person} was made and is lost`),
      ...this.clients.flatMap(({ name, closes }) =>
        closes.filter((code) => !passing.includes(code)).map((code) => `${name} was closed with ${code}`),
      ),
    ]
  }

  get promises(): number {
    return this.clients.reduce((sum, { promised }) => sum + promised.size, 0)
  }

  #start(): void {
    if (this.#relay || this.#isRecovering) return
    this.#tell('starts', 'server')
    const isOver = (at: string) => this.#relay !== relay || this.#endsAt(at)
    const relay = new Relay({
      store: this.#disk.open(isOver),
      documents: createInlineDocuments(this.#dice),
      log: fastify({ logger: false }).log,
      now: () => (this.#time += 1000),
      seatAt: () => Promise.resolve({ seatId: 's', boardId, role: 'facilitator', name: 'Ada', personId: null }),
      limits: { connectionsPerAddress: never, connectionsPerRoom: never, roomsPerAddress: never, maxRoomBytes: never },
      timings: { firstMessageMs: never, heartbeatMs: never, silenceMs: never },
    })
    this.#relay = relay
  }

  #endsAt(at: string): boolean {
    if (this.#writesLeft-- > 0) return false
    this.#writesLeft = Infinity
    this.#crash(at)
    return true
  }

  /** The process is gone, in the middle of whatever it did; now and then, so is what was not flushed. */
  #crash(at: string): void {
    if (!this.#relay) return
    this.#relay = undefined
    for (const link of this.#links) link.cut()
    const isPowerGone = this.#dice.percent(50)
    this.#tell(isPowerGone ? 'loses power' : 'is killed', at)
    if (!isPowerGone) return
    this.#isRecovering = true
    void this.#disk.losePower().then(() => (this.#isRecovering = false))
  }

  /** The process ends as it should, unless it is killed while it does. */
  async #stop(): Promise<void> {
    const relay = this.#relay
    if (!relay) return
    this.#tell('stops', 'server')
    const closed = new Set<Relay>()
    void relay.close().then(() => closed.add(relay))
    for (let turns = 0; !closed.has(relay) && this.#relay === relay; turns++) {
      if (turns > 2000) throw new Error('The server does not end.')
      this.#deliver(3)
      vi.advanceTimersByTime(5)
      await this.#settle()
    }
    if (this.#relay === relay) this.#relay = undefined
  }

  #connect(client: SimClient): void {
    const relay = this.#relay
    if (client.link || !relay) return
    const link: Link = new Link(this.#dice, {
      hear: (message) => client.hear(message),
      gone: (code) => {
        this.#links.delete(link)
        client.gone(code)
      },
    })
    this.#links.add(link)
    const { version, since } = client.query
    void relay.serve(link.serverEnd(), { room: boardId, token: 't', version, since, address: 'here', isForeign: false })
    client.opened(link)
  }

  #act(): void {
    const relay = this.#relay
    const newId = `person${this.#acts++}`
    if (!relay) return
    relay
      .act(boardId, 'claim-person', { name: newId, claimed: [], newId, createdAt: 0 })
      .then(async () => {
        await this.#disk.open(() => this.#relay !== relay).durable()
        this.#people.add(newId)
      })
      // A server that ends may say no.
      .catch(() => undefined)
  }

  #deliver(most: number): void {
    for (const link of this.#dice.shuffle([...this.#links])) link.deliver(most)
  }

  /** Lets the server do what it can do without hearing anything. */
  async #settle(): Promise<void> {
    for (let turns = 1 + this.#dice.below(3); turns > 0; turns--) await new Promise(setImmediate)
  }

  #tell(what: string, who: string, act: () => void = () => undefined): void {
    this.story.push(`${who} ${what}`)
    act()
  }
}

function missing(doc: Y.Doc, edits: ReadonlySet<string>): string[] {
  const found = doc.getMap('edits')
  return [...edits].filter((edit) => !found.has(edit))
}
