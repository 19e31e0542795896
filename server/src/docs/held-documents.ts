import * as Y from 'yjs'
import { unpackAll } from './tasks.ts'
import type { SentRoom } from './tasks.ts'

/** The bytes of a room make no document. */
export class DamagedRoom extends Error {
  constructor(room: string, cause: unknown) {
    super(`What is stored of "${room}" makes no document.`, { cause })
    this.name = 'DamagedRoom'
  }
}

/** Only what follows an earlier state was sent, and that state is not here. */
export class NotHeld extends Error {}

/** Documents worth keeping, in bytes of what they were made of: smaller ones are made anew in no time. */
export interface HoldLimits {
  smallest: number
  /** Of all together. A document in memory is many times as large as its bytes. */
  total: number
}

export const holdLimits: HoldLimits = { smallest: 32 * 1024, total: 8 * 1024 * 1024 }

interface Held {
  doc: Y.Doc
  room: string
  epoch: string
  seq: number
  bytes: number
  /**
   * What an act of ours has changed in the document, and the log has not shown yet: it may not have been stored, and then
   * this is no document of the room any more.
   */
  unproven: ReadonlyMap<number, number>
}

/** Documents made from the bytes of rooms; those used last stay, and go on from there when their room is asked for again. */
export class HeldDocuments {
  readonly #newDoc: () => Y.Doc
  readonly #limits: HoldLimits
  /** Used last is last. */
  readonly #held = new Map<string, Held>()

  constructor(newDoc: () => Y.Doc, limits = holdLimits) {
    this.#newDoc = newDoc
    this.#limits = limits
  }

  /**
   * Gives the room's document to `use`, which must not change it. Throws `NotHeld`, `DamagedRoom`, and what `use` throws.
   */
  read<T>(sent: SentRoom, use: (doc: Y.Doc) => T): T {
    const held = this.#take(sent)
    const result = use(held.doc)
    this.#keep(held)
    return result
  }

  /** Gives the rooms' documents to `use`, which may change them, and what it changed: one update for each changed one. */
  change<Part extends string, T>(
    sent: Partial<Record<Part, SentRoom>>,
    use: (docs: Record<Part, Y.Doc>) => T,
  ): { result: T; updates: Partial<Record<Part, Uint8Array>> } {
    const taken = (Object.entries(sent) as [Part, SentRoom][]).map(([part, room]) => ({ part, held: this.#take(room) }))
    const docs = Object.fromEntries(taken.map(({ part, held }) => [part, held.doc])) as Record<Part, Y.Doc>
    const ends = taken.map(({ held }) => listen(held.doc))
    // Where it throws, the documents are let go of: nobody knows how far it came.
    const result = together(Object.values<Y.Doc>(docs), () => use(docs))
    const updates: Partial<Record<Part, Uint8Array>> = {}
    for (const [index, { part, held }] of taken.entries()) {
      const update = ends[index]?.()
      if (update) {
        updates[part] = update
        held.unproven = Y.parseUpdateMeta(update).to
        // Nothing but deletions, and those do not show in the log.
        if (held.unproven.size === 0) continue
      }
      this.#keep(held)
    }
    return { result, updates }
  }

  /** The document at the room's last update, taken out. */
  #take(sent: SentRoom): Held {
    const held = this.#held.get(sent.room)
    this.#held.delete(sent.room)
    const updates = unpackAll(sent.updates)
    const before = sent.seq - updates.length
    const isEarlier = held?.epoch === sent.epoch && before <= held.seq && held.seq <= sent.seq
    if (held && isEarlier && goOn(held, sent, updates.slice(held.seq - before))) return held
    if (!sent.chunks) throw new NotHeld()
    const made: Held = {
      doc: this.#newDoc(),
      room: sent.room,
      epoch: sent.epoch,
      seq: before,
      bytes: 0,
      unproven: new Map(),
    }
    apply(made, unpackAll(sent.chunks))
    goOn(made, sent, updates)
    return made
  }

  #keep(held: Held): void {
    if (held.bytes < this.#limits.smallest || held.bytes > this.#limits.total) return
    this.#held.set(held.room, held)
    let total = [...this.#held.values()].reduce((sum, { bytes }) => sum + bytes, 0)
    for (const [room, { bytes }] of this.#held) {
      if (total <= this.#limits.total) return
      this.#held.delete(room)
      total -= bytes
    }
  }
}

/** Brings a document to the room's last update. False where it holds what the room does not. */
function goOn(held: Held, { seq }: SentRoom, updates: readonly Uint8Array[]): boolean {
  apply(held, updates)
  held.seq = seq
  if (held.unproven.size === 0) return true
  const shown = [...held.unproven].every(([client, clock]) =>
    updates.some((update) => (Y.parseUpdateMeta(update).to.get(client) ?? 0) >= clock),
  )
  if (shown) held.unproven = new Map()
  return shown
}

function apply(held: Held, updates: readonly Uint8Array[]): void {
  try {
    held.doc.transact(() => {
      for (const update of updates) Y.applyUpdate(held.doc, update)
    })
  } catch (error) {
    throw new DamagedRoom(held.room, error)
  }
  if (held.doc.store.pendingStructs !== null) {
    throw new DamagedRoom(held.room, new Error('Something that was written is missing.'))
  }
  for (const update of updates) held.bytes += update.byteLength
}

/** Gives what ends it, and what was changed until then. */
function listen(doc: Y.Doc): () => Uint8Array | undefined {
  const updates: Uint8Array[] = []
  const hear = (update: Uint8Array): void => void updates.push(update)
  doc.on('update', hear)
  return () => {
    doc.off('update', hear)
    return updates.length > 0 ? Y.mergeUpdates(updates) : undefined
  }
}

/** Runs `act` in one transaction of each document. */
function together<T>(docs: readonly Y.Doc[], act: () => T): T {
  const [doc, ...rest] = docs
  return doc ? doc.transact(() => together(rest, act), 'server') : act()
}
