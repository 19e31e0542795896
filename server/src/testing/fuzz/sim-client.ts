import { createDecoder, readVarString, readVarUint, readVarUint8Array } from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { formatSince, messageType, syncType } from '@planwall/shared/protocol'
import type { Dice } from '@planwall/shared/testing/dice'
import { scribble } from '@planwall/shared/testing/scribble'
import * as Y from 'yjs'
import type { Link } from './link.ts'

const remote = Symbol('remote')

/** Somebody who writes, says so, and remembers what the server has promised to keep. */
export class SimClient {
  readonly name: string
  /** What the server has said to be on the disk. */
  readonly promised = new Set<string>()
  doc: Y.Doc
  link: Link | undefined
  isSynced = false
  /** Codes the server closed with. */
  readonly closes: number[] = []
  readonly #dice: Dice
  /** One of ours hears positions and comes back with them; a stock client knows nothing of them. */
  readonly #isOurs: boolean
  #since: string | undefined
  #edits = 0
  /** What each message of this connection holds, in the order they were sent. */
  #sent: ReadonlySet<string>[] = []
  /** Updates that wait to be sent in another order than they were made. */
  #waiting: { update: Uint8Array; edit: string }[] = []
  #saved: { copy: Uint8Array; epoch: string | undefined } | undefined

  constructor(name: string, dice: Dice, isOurs: boolean) {
    this.name = name
    this.#dice = dice
    this.#isOurs = isOurs
    this.doc = this.#newDoc()
  }

  /** What it asks with when it opens a socket. */
  get query(): { version: string | undefined; since: string | undefined } {
    return this.#isOurs ? { version: '1', since: this.#since } : { version: undefined, since: undefined }
  }

  /** A link to the server is open. */
  opened(link: Link): void {
    this.link = link
    this.#sent = []
    this.#waiting = []
    this.#sendSync(syncType.step1, Y.encodeStateVector(this.doc))
  }

  gone(code: number | undefined): void {
    this.link = undefined
    this.isSynced = false
    if (code !== undefined) this.closes.push(code)
  }

  /** Changes something, and notes it down by a name of its own. */
  write(): void {
    const edit = `${this.name} ${this.#edits++}`
    this.doc.once('update', (update: Uint8Array) => this.#say(update, edit))
    this.doc.transact(() => {
      scribble(this.doc, this.#dice)
      this.doc.getMap('edits').set(edit, true)
    })
  }

  hear(message: Uint8Array): void {
    const decoder = createDecoder(message)
    const type = readVarUint(decoder)
    if (type === messageType.durable) return this.#keepPromise(readVarUint(decoder))
    if (type === messageType.position) {
      this.#since = formatSince({ epoch: readVarString(decoder), seq: readVarUint(decoder) })
    }
    if (type !== messageType.sync) return
    const kind = readVarUint(decoder)
    const body = readVarUint8Array(decoder)
    if (kind === syncType.step1) return this.#answer(body)
    Y.applyUpdate(this.doc, body, remote)
    if (kind === syncType.step2) this.isSynced = true
  }

  /** Keeps a copy, as a browser does. */
  save(): void {
    this.#saved = { copy: Y.encodeStateAsUpdate(this.doc), epoch: this.#since?.split('.')[0] }
  }

  /** The tab ends and comes back with the copy that was kept last, however old. */
  restart(): void {
    this.link?.cut()
    this.doc.destroy()
    this.doc = this.#newDoc()
    this.#since = this.#saved?.epoch
    if (this.#saved) Y.applyUpdate(this.doc, this.#saved.copy, remote)
  }

  /** Sends what it held back. */
  flush(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const { update, edit } of this.#dice.shuffle(waiting)) this.#sendUpdate(update, new Set([edit]))
  }

  #say(update: Uint8Array, edit: string): void {
    this.#waiting.push({ update, edit })
    if (!this.#dice.percent(15)) this.flush()
    else if (this.#dice.percent(30)) this.#sendUpdate(update, new Set())
  }

  #sendUpdate(update: Uint8Array, edits: ReadonlySet<string>): void {
    if (!this.link) return
    this.#sent.push(edits)
    this.#sendSync(syncType.update, update)
  }

  /** The answer holds everything there is, what was held back among it. */
  #answer(stateVector: Uint8Array): void {
    this.#waiting = []
    this.#sent.push(new Set(this.doc.getMap('edits').keys()))
    this.#sendSync(syncType.step2, Y.encodeStateAsUpdate(this.doc, stateVector))
  }

  #keepPromise(count: number): void {
    if (count > this.#sent.length)
      throw new Error(`${this.name} was promised ${count} of ${this.#sent.length} updates.`)
    for (const edits of this.#sent.slice(0, count)) for (const edit of edits) this.promised.add(edit)
  }

  #sendSync(kind: number, body: Uint8Array): void {
    this.link?.send(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, messageType.sync)
        encoding.writeVarUint(encoder, kind)
        encoding.writeVarUint8Array(encoder, body)
      }),
    )
  }

  #newDoc(): Y.Doc {
    const doc = new Y.Doc()
    doc.clientID = this.#dice.below(0x7fff_ffff)
    return doc
  }
}
