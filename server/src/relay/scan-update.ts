import * as encoding from 'lib0/encoding'
import { ByteReader } from './byte-reader.ts'
import { withDeletions } from './deletions.ts'

/** Client id -> how many of its things are known (the clock of the next one). */
export type Clocks = ReadonlyMap<number, number>

/** What an update says, as far as a relay has to know. */
export interface Scan {
  /** It says nothing at all; stock clients send such updates to servers they have nothing new for. */
  isEmpty: boolean
  /** It needs something that neither those clocks nor the update itself have. */
  hasGap: boolean
  /**
   * A thing in it begins with what is known and goes on beyond: Yjs cuts off what it has, and fails where that is not what
   * the update says it is.
   */
  overlaps: boolean
  /** Client, clock, client, clock …: how far it goes beyond those clocks. Means nothing where there is a gap. */
  reached: number[]
  /** Client, clock, length …: the deletions in it. */
  deletions: number[]
  /** Where the deletions begin in the bytes: structs stand before, deletions after. */
  deletionsAt: number
}

/**
 * Looks at an update (Yjs V1) without a document: whether one that knows these clocks could take it in whole. Nothing is
 * built but numbers, yet everything is checked that would make a reader throw. Throws on bytes that are no update.
 */
export function scanUpdate(update: Uint8Array, known: Clocks): Scan {
  const reader = new ByteReader(update)
  const sections = reader.readVarUint()
  const scan: Scan = { isEmpty: false, hasGap: false, overlaps: false, reached: [], deletions: [], deletionsAt: 0 }
  const reach = sections > 1 ? new Map<number, number>() : undefined
  let mustWait = false
  for (let section = 0; section < sections; section++) {
    const left = reader.readVarUint()
    const client = reader.readVarUint()
    if (reach?.has(client)) throw new Error('A client comes twice.')
    const before = known.get(client) ?? 0
    let clock = reader.readVarUint()
    let reached = before
    for (let i = 0; i < left; i++) {
      const { length, isSkip, needs } = readStruct(reader, client, clock)
      if (!isSkip) {
        if (clock > reached) scan.hasGap = true
        if (clock < before && clock + length > before) scan.overlaps = true
        for (let n = 0; n < needs.count; n += 2) {
          const other = needs.ids[n] as number
          if ((needs.ids[n + 1] as number) >= (reach?.get(other) ?? known.get(other) ?? 0)) mustWait = true
        }
        if (clock + length > reached) reached = clock + length
      }
      clock += length
    }
    reach?.set(client, reached)
    if (reached > before) scan.reached.push(client, reached)
  }
  scan.deletionsAt = reader.at
  readDeletions(reader, scan.deletions)
  if (mustWait && !scan.hasGap) scan.hasGap = sections === 1 || !canBeOrdered(update, known)
  scan.isEmpty = sections === 0 && scan.deletions.length === 0
  scan.hasGap ||= !scan.isEmpty && deletesUnknown(scan, known)
  return scan
}

/** The clocks each client's part of an update begins with: client, clock, client, clock … */
export function firstClocks(update: Uint8Array): number[] {
  const reader = new ByteReader(update)
  const first: number[] = []
  for (let sections = reader.readVarUint(); sections > 0; sections--) {
    const left = reader.readVarUint()
    const client = reader.readVarUint()
    let clock = reader.readVarUint()
    first.push(client, clock)
    for (let i = 0; i < left; i++) clock += readStruct(reader, client, clock).length
  }
  return first
}

/**
 * The part of an update that has no gap: for each client what can be taken in, one thing after the other, and what is
 * deleted of what is known then.
 */
export function withoutGap(update: Uint8Array, known: Clocks): Uint8Array {
  const { lines, reach, deletionsAt } = putInOrder(update, known)
  const taken = lines.map((line) => ({ line, count: takenOf(line) })).filter(({ count }) => count > 0)
  const structs = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, taken.length)
    for (const { line, count } of taken) {
      encoding.writeVarUint(encoder, count)
      encoding.writeVarUint(encoder, line.client)
      encoding.writeVarUint(encoder, line.clock)
      encoding.writeUint8Array(encoder, update.subarray(line.from, line.structs[count - 1]?.end))
    }
  })
  const reader = new ByteReader(update)
  reader.at = deletionsAt
  const deletions: number[] = []
  readDeletions(reader, deletions)
  return withDeletions(
    structs,
    clipped(deletions, (client) => reach.get(client) ?? known.get(client) ?? 0),
  )
}

/** Ids of other clients' things that one is placed by: client, clock, client, clock … The first `count` numbers count. */
interface Needs {
  count: number
  ids: number[]
}

interface Struct {
  length: number
  isSkip: boolean
  needs: Needs
}

/** Read into again and again; reading is never interrupted. */
const struct: Struct = { length: 0, isSkip: false, needs: { count: 0, ids: [0, 0, 0, 0, 0, 0] } }

function readStruct(reader: ByteReader, client: number, clock: number): Struct {
  const info = reader.readByte()
  const kind = info & 0x1f
  struct.needs.count = 0
  struct.isSkip = kind === 10
  if (kind === 0 || kind === 10) {
    if (info !== kind) throw new Error('A struct is marked wrong.')
    struct.length = reader.readVarUint()
  } else {
    if (info & 0x80) readNeed(reader, client, clock)
    if (info & 0x40) readNeed(reader, client, clock)
    if (!(info & 0xc0)) {
      if (reader.readVarUint() === 1) reader.skipText()
      else readNeed(reader, client, clock)
      if (info & 0x20) reader.skipText()
    }
    struct.length = skipContent(reader, kind)
  }
  // Yjs never makes a thing of no length; one would stand where the next one stands.
  if (struct.length === 0 || clock + struct.length > Number.MAX_SAFE_INTEGER) throw new Error('A struct has no length.')
  return struct
}

/** Where it is the client's own, Yjs takes for granted that it came before. */
function readNeed(reader: ByteReader, client: number, clock: number): void {
  const { needs } = struct
  const other = reader.readVarUint()
  const at = reader.readVarUint()
  if (other !== client) {
    needs.ids[needs.count++] = other
    needs.ids[needs.count++] = at
  } else if (at >= clock) throw new Error('A struct is placed by what comes later.')
}

/** Skips what an item holds; gives its length. */
function skipContent(reader: ByteReader, kind: number): number {
  switch (kind) {
    case 1: // deleted
      return reader.readVarUint()
    case 2: // values as JSON, one by one
      return repeat(reader.readVarUint(), () => skipOldJson(reader))
    case 3: // bytes
      reader.skip(reader.readVarUint())
      return 1
    case 4: // text
      return reader.skipText()
    case 5: // one thing in a text
      reader.skipJson()
      return 1
    case 6: // formatting of a text
      reader.skipText()
      reader.skipJson()
      return 1
    case 7: // a shared type
      skipType(reader)
      return 1
    case 8: // values
      return repeat(reader.readVarUint(), () => reader.skipAny())
    case 9: // a document in the document; its options are an object
      reader.skipText()
      if (reader.skipAny() !== 118) throw new Error('A document has no options.')
      return 1
    default:
      throw new Error(`There is no content of kind ${kind}.`)
  }
}

/** `undefined`, or JSON. */
function skipOldJson(reader: ByteReader): void {
  const start = reader.at
  const text = reader.readBytes()
  if (text.length === 9 && Buffer.from(text).toString('latin1') === 'undefined') return
  reader.at = start
  reader.skipJson()
}

/** Array, map, text, XML element, fragment, hook, XML text; elements and hooks have a name. */
function skipType(reader: ByteReader): void {
  const type = reader.readVarUint()
  if (type > 6) throw new Error(`There is no shared type ${type}.`)
  if (type === 3 || type === 5) reader.skipText()
}

function repeat(count: number, skip: () => void): number {
  for (let i = 0; i < count; i++) skip()
  return count
}

function readDeletions(reader: ByteReader, into: number[]): void {
  for (let clients = reader.readVarUint(); clients > 0; clients--) {
    const client = reader.readVarUint()
    for (let left = reader.readVarUint(); left > 0; left--) {
      const clock = reader.readVarUint()
      const length = reader.readVarUint()
      if (clock + length > Number.MAX_SAFE_INTEGER) throw new Error('A number is too large.')
      into.push(client, clock, length)
    }
  }
  if (!reader.isAtEnd) throw new Error('There is more than an update.')
}

function deletesUnknown({ deletions, reached }: Scan, known: Clocks): boolean {
  if (deletions.length === 0) return false
  const ends = new Map<number, number>()
  for (let i = 0; i < reached.length; i += 2) ends.set(reached[i] as number, reached[i + 1] as number)
  for (let i = 0; i < deletions.length; i += 3) {
    const client = deletions[i] as number
    const clock = deletions[i + 1] as number
    const end = ends.get(client) ?? known.get(client) ?? 0
    if (clock >= end || clock + (deletions[i + 2] as number) > end) return true
  }
  return false
}

/** Things of one client, in order, and those that are skipped: where each ends in the bytes, and what it is placed by. */
interface Line {
  client: number
  /** Of the first one. */
  clock: number
  /** Where the first one begins in the bytes. */
  from: number
  structs: { clock: number; length: number; isSkip: boolean; needs: number[]; end: number }[]
  /** The first one that is not taken in yet. */
  next: number
}

/** Whether things of several clients that need each other can be taken in one after the other. */
function canBeOrdered(update: Uint8Array, known: Clocks): boolean {
  return putInOrder(update, known).lines.every((line) => line.next === line.structs.length)
}

/** Takes in, in whatever order, as much as can be. */
function putInOrder(
  update: Uint8Array,
  known: Clocks,
): { lines: Line[]; reach: Map<number, number>; deletionsAt: number } {
  const { lines, deletionsAt } = readLines(update)
  const reach = new Map<number, number>()
  const reachOf = (client: number) => reach.get(client) ?? known.get(client) ?? 0
  const waiting = new Map<number, Line[]>()
  const ready = [...lines]
  for (let line = ready.pop(); line; line = ready.pop()) {
    const before = line.next
    const blocker = advance(line, reach, reachOf)
    if (blocker !== undefined) waiting.set(blocker, [...(waiting.get(blocker) ?? []), line])
    if (line.next === before) continue
    ready.push(...(waiting.get(line.client) ?? []))
    waiting.delete(line.client)
  }
  return { lines, reach, deletionsAt }
}

/** Takes in what can be; gives the client that is waited for, if any. */
function advance(line: Line, reach: Map<number, number>, reachOf: (client: number) => number): number | undefined {
  for (; line.next < line.structs.length; line.next++) {
    const { clock, length, isSkip, needs } = line.structs[line.next] as Line['structs'][number]
    if (isSkip) continue
    if (clock > reachOf(line.client)) return undefined
    for (let n = 0; n < needs.length; n += 2) {
      if ((needs[n + 1] as number) >= reachOf(needs[n] as number)) return needs[n]
    }
    reach.set(line.client, Math.max(reachOf(line.client), clock + length))
  }
  return undefined
}

/** How many were taken in, up to the last that is not skipped. */
function takenOf({ structs, next }: Line): number {
  return structs.slice(0, next).findLastIndex(({ isSkip }) => !isSkip) + 1
}

/** Deletions, each up to where its client is known. */
function clipped(deletions: readonly number[], reachOf: (client: number) => number): number[] {
  const kept: number[] = []
  for (let i = 0; i < deletions.length; i += 3) {
    const client = deletions[i] as number
    const clock = deletions[i + 1] as number
    const length = Math.min(deletions[i + 2] as number, reachOf(client) - clock)
    if (length > 0) kept.push(client, clock, length)
  }
  return kept
}

function readLines(update: Uint8Array): { lines: Line[]; deletionsAt: number } {
  const reader = new ByteReader(update)
  const lines: Line[] = []
  for (let sections = reader.readVarUint(); sections > 0; sections--) {
    const left = reader.readVarUint()
    const client = reader.readVarUint()
    let clock = reader.readVarUint()
    const line: Line = { client, clock, from: reader.at, structs: [], next: 0 }
    for (let i = 0; i < left; i++) {
      const { length, isSkip, needs } = readStruct(reader, client, clock)
      line.structs.push({ clock, length, isSkip, needs: needs.ids.slice(0, needs.count), end: reader.at })
      clock += length
    }
    lines.push(line)
  }
  return { lines, deletionsAt: reader.at }
}
