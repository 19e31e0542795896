import { answerOf, endOf, openDatabase } from './idb.ts'

/**
 * What a browser keeps of one room: the updates the server is known to have, and apart from them those of this person
 * that it is not known to have. The two together are the document; the first alone is what everybody else may see.
 */
export interface Kept {
  /** The board's epoch this was kept under; undefined in a copy that never met one. */
  epoch: string | undefined
  known: Uint8Array[]
  unsent: Uint8Array[]
}

export interface OfflineCopy {
  /** Whether it is still there when the tab is gone. */
  readonly outlivesTab: boolean
  /** Long enough that `shorten` is worth its while. */
  readonly isLong: boolean
  /** What was kept when the room was opened. The unsent of it are counted by `sent`, in this order. */
  readonly atOpening: Kept
  /** What is kept now, by every tab of this browser. */
  look: () => Promise<Kept>
  keepKnown: (update: Uint8Array) => void
  keepUnsent: (update: Uint8Array) => void
  /** The server has the first `count` of all updates that were unsent at opening or since. */
  sent: (count: number) => void
  /** The epoch of everything kept here and of what will be. */
  setEpoch: (epoch: string) => void
  /** One update in place of all that are known. It must hold all of them and nothing unsent. */
  shorten: (state: Uint8Array) => void
  /** Lets go of the unsent that the last `look` found, and of this tab's own; with `all`, of the known and the epoch too. */
  forget: (what: 'unsent' | 'all') => Promise<void>
  /** Writes what waits to be written. What is unsent never waits. */
  flush: () => void
  close: () => void
}

/** Opens the copy of a room, or one that ends with the tab where the browser keeps none (private windows). */
export async function openOfflineCopy(name: string): Promise<OfflineCopy> {
  try {
    const db = await openDatabase(name, VERSION, makeStores)
    return new StoredCopy(db, await readAll(db))
  } catch {
    return new TabCopy()
  }
}

/** Rows of known updates after which they are made one. */
const LONG = 500
/** Known updates may wait this long, ms: the server has them. */
const WAIT_MS = 200
/** Version 1 was written by another library: one update a row, none of them marked as unsent. */
const VERSION = 2

type RowKey = [tab: string, number: number]

interface Row {
  epoch: string | undefined
  updates: Uint8Array[]
}

interface Rows {
  epoch: string | undefined
  known: [key: number, row: unknown][]
  unsent: [key: RowKey, row: unknown][]
}

class StoredCopy implements OfflineCopy {
  readonly outlivesTab = true
  readonly atOpening: Kept

  readonly #db: IDBDatabase
  /** Rows of this tab begin with it; those it found at opening have their own. */
  readonly #tab = crypto.randomUUID()
  /** Rows of known updates that this tab has read or written. */
  readonly #knownKeys = new Set<number>()
  #epoch: string | undefined
  #unsent: { key: RowKey; update: Uint8Array }[] = []
  #sentCount = 0
  #lastNumber = 0
  #lookedAt: RowKey[] = []
  #waiting: Uint8Array[] = []
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(db: IDBDatabase, rows: Rows) {
    this.#db = db
    this.#epoch = rows.epoch
    this.atOpening = keptIn(rows)
    for (const [key] of rows.known) this.#knownKeys.add(key)
    for (const [key, row] of rows.unsent) {
      for (const update of updatesOf(row, rows.epoch)) this.#unsent.push({ key, update })
    }
    db.onversionchange = () => db.close()
  }

  get isLong(): boolean {
    return this.#knownKeys.size >= LONG
  }

  async look(): Promise<Kept> {
    this.flush()
    const rows = await readAll(this.#db)
    const own = { ...rows, epoch: this.#epoch }
    this.#lookedAt = own.unsent.filter(([, row]) => updatesOf(row, own.epoch).length > 0).map(([key]) => key)
    return keptIn(own)
  }

  keepKnown(update: Uint8Array): void {
    this.#waiting.push(update)
    this.#timer ??= setTimeout(() => this.flush(), WAIT_MS)
  }

  keepUnsent(update: Uint8Array): void {
    const key: RowKey = [this.#tab, ++this.#lastNumber]
    this.#unsent.push({ key, update })
    this.#write(['unsent'], (store) => store('unsent').put(this.#row([update]), key))
  }

  sent(count: number): void {
    const rows = this.#unsent.splice(0, count - this.#sentCount)
    if (rows.length === 0) return
    this.#sentCount += rows.length
    this.#write(['known', 'unsent'], (store) => {
      for (const { key } of rows) store('unsent').delete(key)
      this.#add(store('known'), [...this.#take(), ...rows.map(({ update }) => update)])
    })
  }

  setEpoch(epoch: string): void {
    if (this.#epoch === epoch) return
    this.#epoch = epoch
    this.#write(['custom'], (store) => store('custom').put(epoch, 'epoch'))
  }

  shorten(state: Uint8Array): void {
    this.#waiting = []
    this.#write(['known'], (store) => {
      for (const key of this.#knownKeys) store('known').delete(key)
      this.#knownKeys.clear()
      this.#add(store('known'), [state])
    })
  }

  async forget(what: 'unsent' | 'all'): Promise<void> {
    const keys = [...this.#lookedAt, ...this.#unsent.map(({ key }) => key)]
    this.#unsent = []
    this.#take()
    const transaction = this.#db.transaction(storeNames, 'readwrite')
    const store = (name: StoreName) => transaction.objectStore(storeName(name))
    for (const key of keys) store('unsent').delete(key)
    if (what === 'all') {
      // Another tab may have begun anew already.
      const epoch: unknown = await answerOf(store('custom').get('epoch'))
      if (epoch === this.#epoch) {
        store('known').clear()
        store('custom').delete('epoch')
      }
    }
    await endOf(transaction)
  }

  flush(): void {
    const updates = this.#take()
    if (updates.length > 0) this.#write(['known'], (store) => this.#add(store('known'), updates))
  }

  close(): void {
    this.flush()
    this.#db.close()
  }

  #row(updates: Uint8Array[]): Row {
    return { epoch: this.#epoch, updates }
  }

  #take(): Uint8Array[] {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const updates = this.#waiting
    this.#waiting = []
    return updates
  }

  #add(known: IDBObjectStore, updates: Uint8Array[]): void {
    const request = known.add(this.#row(updates))
    request.onsuccess = () => this.#knownKeys.add(request.result as number)
  }

  /**
   * One transaction, committed at once: a tab that ends in this very moment has written it. A browser that cannot write
   * any more (a full disk, a database that was deleted) leaves the tab with what it has in memory.
   */
  #write(names: StoreName[], act: (store: (name: StoreName) => IDBObjectStore) => void): void {
    try {
      const transaction = this.#db.transaction(names.map(storeName), 'readwrite')
      act((name) => transaction.objectStore(storeName(name)))
      transaction.commit()
    } catch {
      // What is in memory is still sent.
    }
  }
}

/** The same for as long as the tab lives. */
class TabCopy implements OfflineCopy {
  readonly outlivesTab = false
  readonly atOpening: Kept = { epoch: undefined, known: [], unsent: [] }
  #kept: Kept = { epoch: undefined, known: [], unsent: [] }
  #sentCount = 0

  get isLong(): boolean {
    return this.#kept.known.length >= LONG
  }

  async look(): Promise<Kept> {
    return this.#kept
  }

  keepKnown(update: Uint8Array): void {
    this.#kept.known.push(update)
  }

  keepUnsent(update: Uint8Array): void {
    this.#kept.unsent.push(update)
  }

  sent(count: number): void {
    const updates = this.#kept.unsent.splice(0, count - this.#sentCount)
    this.#sentCount += updates.length
    this.#kept.known.push(...updates)
  }

  setEpoch(epoch: string): void {
    this.#kept.epoch = epoch
  }

  shorten(state: Uint8Array): void {
    this.#kept.known = [state]
  }

  async forget(what: 'unsent' | 'all'): Promise<void> {
    this.#kept = what === 'all' ? { epoch: undefined, known: [], unsent: [] } : { ...this.#kept, unsent: [] }
  }

  flush(): void {
    // Nothing waits.
  }

  close(): void {
    // Nothing is open.
  }
}

/** The known ones lie where version 1 had everything: what it kept is known as far as anybody can tell. */
type StoreName = 'known' | 'unsent' | 'custom'

function storeName(name: StoreName): string {
  return name === 'known' ? 'updates' : name
}

const storeNames = (['known', 'unsent', 'custom'] as const).map(storeName)

function makeStores(db: IDBDatabase): void {
  const has = (store: StoreName) => db.objectStoreNames.contains(storeName(store))
  if (!has('known')) db.createObjectStore(storeName('known'), { autoIncrement: true })
  for (const store of ['unsent', 'custom'] as const) if (!has(store)) db.createObjectStore(storeName(store))
}

async function readAll(db: IDBDatabase): Promise<Rows> {
  const transaction = db.transaction(storeNames, 'readonly')
  const all = async <K>(name: StoreName): Promise<[K, unknown][]> => {
    const store = transaction.objectStore(storeName(name))
    const [keys, rows] = await Promise.all([answerOf(store.getAllKeys()), answerOf(store.getAll())])
    return keys.map((key, index) => [key as K, rows[index]])
  }
  const epoch = answerOf(transaction.objectStore('custom').get('epoch'))
  const [known, unsent] = await Promise.all([all<number>('known'), all<RowKey>('unsent')])
  const found: unknown = await epoch
  return { epoch: typeof found === 'string' ? found : undefined, known, unsent }
}

function keptIn({ epoch, known, unsent }: Rows): Kept {
  const updatesIn = (rows: readonly (readonly [unknown, unknown])[]) => rows.flatMap(([, row]) => updatesOf(row, epoch))
  return { epoch, known: updatesIn(known), unsent: updatesIn(unsent) }
}

/** The updates of a row; none where it was written under another epoch, by a tab that did not know of this one yet. */
function updatesOf(row: unknown, epoch: string | undefined): Uint8Array[] {
  if (row instanceof Uint8Array) return [row]
  if (typeof row !== 'object' || row === null || !('updates' in row) || !Array.isArray(row.updates)) return []
  const isForeign = 'epoch' in row && row.epoch !== undefined && epoch !== undefined && row.epoch !== epoch
  return isForeign ? [] : row.updates.filter((update): update is Uint8Array => update instanceof Uint8Array)
}
