import type { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import * as Y from 'yjs'
import { splitDocument } from '../../docs/split-document.ts'
import { boardOf, isPrivateRoom } from '../epoch.ts'
import { packNow, unpackNow } from '../pack.ts'
import type { Salvaged } from './salvage.ts'

/** What was found of one room, and what became of it. */
export interface MendedRoom {
  room: string
  /** Updates and pieces of a snapshot that cannot be read any more, as far as they can be counted. */
  lostUpdates: number
  lostChunks: number
  /** An older snapshot was taken to help; what was deleted since may be back. */
  usedOlder: boolean
  /** More may be missing than can be counted. */
  mayLackMore: boolean
}

export interface Mending {
  /** Rooms whose last state was not whole. */
  rooms: MendedRoom[]
  /** Rooms that nothing could be made of; they stay as they are, and whoever opens one is told that it is damaged. */
  left: string[]
  /** Older snapshots that cannot be read, set aside; nobody misses anything. */
  oldSnapshots: number
  /** Rows that were moved to `damaged_row`. */
  setAside: number
  /** Rooms and updates that were looked at. */
  looked: { rooms: number; updates: number; chunks: number }
}

/**
 * A mended room goes on this far behind its last known number: numbers that were given out and are lost must not be given
 * to other updates, or who comes back would take them for what they have.
 */
const jump = 1_000_000

/**
 * Looks at every update and every piece of every snapshot. Where the last state of a room is not whole, all that is left
 * of it is put together under the same epoch: whoever still has what is missing brings it back by coming. What is damaged
 * moves to `damaged_row` as it is. `salvaged`: what could not be read before that, where the file itself was damaged.
 */
export function mendRooms(
  db: DatabaseSync,
  { now, newId, salvaged }: { now: number; newId: () => string; salvaged?: Salvaged | undefined },
): Mending {
  const sql = prepare(db)
  const looked = { rooms: 0, updates: 0, chunks: 0 }
  const mending: Mending = { rooms: [], left: [], oldSnapshots: 0, setAside: 0, looked }
  const rooms = (sql.rooms.all() as { room: string }[]).map(({ room }) => room)
  const suspects = suspectsOf(db, rooms, salvaged)
  const setAside = (table: string, key: string, why: string, content: Uint8Array) => {
    sql.setAside.run(now, table, key, why, content)
    mending.setAside++
  }

  for (const { table, row, why } of salvaged?.misfits ?? []) setAside(table, keyOf(row), why, asBytes(row))
  for (const room of rooms) {
    mending.looked.rooms++
    const found = lookAt(room)
    mending.looked.updates += found.updates.length
    mending.looked.chunks += found.snapshots.reduce((sum, { chunks }) => sum + chunks.length, 0)
    const isSuspect = suspects(room, found)
    if (isWhole(found) && !isSuspect) {
      for (const snapshot of found.snapshots.filter(({ isBroken }) => isBroken)) dropSnapshot(room, snapshot)
      continue
    }
    const put = putTogether(found)
    if (put) mending.rooms.push(mend(room, found, put, isSuspect))
    else mending.left.push(room)
  }
  for (const mended of mending.rooms) {
    if (isPrivateRoom(mended.room) || !sql.hasBoard.get(boardOf(mended.room))) continue
    const { lostUpdates, lostChunks, usedOlder, mayLackMore } = mended
    sql.addRepair.run(
      newId(),
      boardOf(mended.room),
      mended.room,
      now,
      lostUpdates,
      lostChunks,
      Number(usedOlder),
      Number(mayLackMore),
    )
  }
  return mending

  function lookAt(room: string): FoundRoom {
    const snapshots = (sql.snapshots.all(room) as unknown as Numbers<SnapshotRow>[]).map((numbers) => {
      const row = {
        ...numbers,
        snapshot_id: Number(numbers.snapshot_id),
        seq: asSeq(numbers.seq),
        chunks: asSeq(numbers.chunks),
      }
      const rows = sql.chunks.all(row.snapshot_id) as unknown as Numbers<{ number: number; packed: Uint8Array }>[]
      const chunks = rows.map(({ number, packed }) => ({ number: Number(number), packed, bytes: readChunk(packed) }))
      const isBroken = chunks.length !== row.chunks || chunks.some(({ bytes }) => bytes === undefined)
      return { ...row, count: row.chunks, chunks, isBroken: isBroken || !isVector(row.state_vector) }
    })
    const updates = (sql.updates.all(room) as unknown as Numbers<UpdateRow>[]).map(({ seq, bytes, crc }) => ({
      seq: asSeq(seq),
      bytes,
      isBroken: crc !== null && Number(crc) !== crc32(bytes),
    }))
    return { snapshots, updates, inUse: snapshots.find(({ state_vector: vector }) => vector !== null) }
  }

  function mend(room: string, found: FoundRoom, put: Put, isSuspect: boolean): MendedRoom {
    const { inUse, updates } = found
    const { hasPending, usedOlder, stateVector, chunks } = put
    const first = inUse?.seq ?? 0
    const last = Math.max(first, updates.at(-1)?.seq ?? 0)
    const intact = updates.filter(({ isBroken }) => !isBroken).length
    const mended: MendedRoom = {
      room,
      lostUpdates: Math.max(0, last - first - intact),
      lostChunks: inUse ? Math.max(0, inUse.count - inUse.chunks.filter(({ bytes }) => bytes).length) : 0,
      usedOlder,
      mayLackMore: isSuspect || hasPending,
    }

    // Everything that goes is kept as it was found.
    for (const { seq, bytes, isBroken } of updates) {
      if (isBroken) setAside('room_update', `${room} ${seq}`, 'It is not what was written.', bytes)
      else if (hasPending) setAside('room_update', `${room} ${seq}`, 'What it builds on may be missing.', bytes)
    }
    for (const snapshot of found.snapshots.filter(({ isBroken }) => isBroken)) dropSnapshot(room, snapshot)
    const { epoch } = epochOf(room, inUse)
    const id = sql.addSnapshot.run(room, epoch, last + jump, stateVector, chunks.length).lastInsertRowid
    for (const [number, chunk] of chunks.entries()) sql.addChunk.run(id, number, packNow(chunk))
    sql.dropUpdates.run(room)
    return mended
  }

  function dropSnapshot(room: string, { snapshot_id: id, seq, chunks, state_vector: vector }: FoundSnapshot): void {
    for (const { number, packed, bytes } of chunks) {
      const why = bytes ? 'Another piece of its snapshot cannot be read.' : 'It is not what was written.'
      setAside('snapshot_chunk', `${room} ${seq} ${number}`, why, packed)
    }
    if (vector) setAside('room_snapshot', `${room} ${seq}`, 'Its pieces are not all there.', vector)
    sql.dropChunks.run(id)
    sql.dropSnapshot.run(id)
    mending.oldSnapshots++
  }

  function epochOf(room: string, inUse: FoundSnapshot | undefined): { epoch: string } {
    const row = sql.epochOf.get(boardOf(room)) as { epoch: string; private_epoch: number } | undefined
    if (!row) return { epoch: inUse?.epoch ?? '' }
    return { epoch: isPrivateRoom(room) ? `${row.epoch}-${row.private_epoch}` : row.epoch }
  }
}

interface SnapshotRow {
  snapshot_id: number
  epoch: string
  seq: number
  state_vector: Uint8Array | null
  chunks: number
}

interface UpdateRow {
  seq: number
  bytes: Uint8Array
  crc: number | null
}

/** As they are read: damaged numbers may be larger than JavaScript's. */
type Numbers<T> = {
  [Key in keyof T]: T[Key] extends number ? bigint : T[Key] extends number | null ? bigint | null : T[Key]
}

type FoundSnapshot = Omit<SnapshotRow, 'chunks'> & {
  /** How many pieces there were. */
  count: number
  chunks: { number: number; packed: Uint8Array; bytes: Uint8Array | undefined }[]
  isBroken: boolean
}

interface FoundRoom {
  /** The newest first; those in a row of their own without a state vector were set aside by a restore. */
  snapshots: FoundSnapshot[]
  updates: (Omit<UpdateRow, 'crc'> & { isBroken: boolean })[]
  inUse: FoundSnapshot | undefined
}

/** What is left of a room, as a snapshot. */
interface Put {
  stateVector: Uint8Array
  chunks: Uint8Array[]
  /** Something of it waited for what is missing, and is not in it. */
  hasPending: boolean
  usedOlder: boolean
}

/** Undefined where no document can be made of it. */
function putTogether({ snapshots, updates, inUse }: FoundRoom): Put | undefined {
  const doc = new Y.Doc()
  const older = snapshots.filter((one) => one !== inUse && one.state_vector !== null && one.epoch === inUse?.epoch)
  const parts = [...(inUse?.isBroken ? older.toReversed() : []), ...(inUse ? [inUse] : [])]
  for (const { chunks } of parts) for (const { bytes } of chunks) if (bytes) applyWhatFits(doc, bytes)
  for (const { bytes, isBroken } of updates) if (!isBroken) applyWhatFits(doc, bytes)
  const hasPending = doc.store.pendingStructs !== null
  doc.store.pendingStructs = null
  doc.store.pendingDs = null
  try {
    return { ...splitDocument(doc), hasPending, usedOlder: (inUse?.isBroken ?? false) && older.length > 0 }
  } catch {
    return undefined
  } finally {
    doc.destroy()
  }
}

function isWhole({ inUse, updates }: FoundRoom): boolean {
  if (inUse?.isBroken) return false
  const first = inUse?.seq ?? 0
  return updates.every(({ seq, isBroken }, i) => !isBroken && seq === first + i + 1)
}

/** Which rooms rows may have been lost of without a trace. */
function suspectsOf(
  db: DatabaseSync,
  rooms: readonly string[],
  salvaged: Salvaged | undefined,
): (room: string, found: FoundRoom) => boolean {
  if (!salvaged) return () => false
  const isLost = (name: string) => salvaged.holes.some(({ table }) => table === name)
  const ofUpdates = salvaged.holes.filter(({ table }) => table === 'room_update').map(({ hole }) => hole)
  const boards = new Set((db.prepare('select board_id as id from board').all() as { id: string }[]).map(({ id }) => id))
  const strangers = rooms.filter((room) => !boards.has(boardOf(room)))
  return (room, { snapshots, updates }) => {
    if (!boards.has(boardOf(room))) return false
    if (snapshots.length === 0 && (updates.length === 0 || isLost('room_snapshot'))) return true
    if (strangers.some((stranger) => differsInOne(stranger, room))) return true
    return ofUpdates.some(({ after, before }) => {
      const isBehind = after === undefined || room >= String(after[0])
      return isBehind && (before === undefined || room <= String(before[0]))
    })
  }
}

/** The names of rooms lie beside what is in them, and may be damaged as well. */
function differsInOne(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let differences = 0
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) differences++
  return differences === 1
}

/** A number of an update; 0 for what is none. */
function asSeq(value: bigint): number {
  const number = Number(value)
  return Number.isSafeInteger(number) && number > 0 ? number : 0
}

function readChunk(packed: Uint8Array): Uint8Array | undefined {
  try {
    return unpackNow(packed)
  } catch {
    return undefined
  }
}

function isVector(vector: Uint8Array | null): boolean {
  if (vector === null) return true
  try {
    Y.decodeStateVector(vector)
    return true
  } catch {
    return false
  }
}

/** What waits for something that is missing stays outside; bytes that are no update change nothing. */
function applyWhatFits(doc: Y.Doc, update: Uint8Array): void {
  try {
    Y.parseUpdateMeta(update)
    Y.applyUpdate(doc, update)
  } catch {
    // Its checksum is right: it was written like this, and no reader can do anything with it.
  }
}

function keyOf(row: Record<string, unknown>): string {
  const parts = Object.values(row).filter((value) => typeof value !== 'object')
  return parts.slice(0, 3).map(String).join(' ')
}

/** A row as JSON; bytes in base64. */
function asBytes(row: Record<string, unknown>): Uint8Array {
  const text = JSON.stringify(row, (_name, value: unknown) => {
    if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString('base64') }
    return typeof value === 'bigint' ? String(value) : value
  })
  return new TextEncoder().encode(text)
}

function prepare(db: DatabaseSync) {
  const inFull = (sql: string) => {
    const statement = db.prepare(sql)
    statement.setReadBigInts(true)
    return statement
  }
  return {
    rooms: db.prepare(
      `select room from room_update union select room from room_snapshot
       union select board_id from board union select board_id || '/session' from board order by room`,
    ),
    snapshots: inFull(
      `select snapshot_id, epoch, seq, state_vector, chunks from room_snapshot where room = ? order by snapshot_id desc`,
    ),
    chunks: inFull('select number, packed from snapshot_chunk where snapshot_id = ? order by number'),
    updates: inFull('select seq, bytes, crc from room_update where room = ? order by seq'),
    dropUpdates: db.prepare('delete from room_update where room = ?'),
    dropChunks: db.prepare('delete from snapshot_chunk where snapshot_id = ?'),
    dropSnapshot: db.prepare('delete from room_snapshot where snapshot_id = ?'),
    addSnapshot: db.prepare(
      'insert into room_snapshot (room, epoch, seq, state_vector, chunks) values (?, ?, ?, ?, ?)',
    ),
    addChunk: db.prepare('insert into snapshot_chunk (snapshot_id, number, packed) values (?, ?, ?)'),
    epochOf: db.prepare('select epoch, private_epoch from board where board_id = ?'),
    hasBoard: db.prepare('select 1 from board where board_id = ?'),
    setAside: db.prepare(
      'insert into damaged_row (found_at, from_table, row_key, why, content) values (?, ?, ?, ?, ?)',
    ),
    addRepair: db.prepare(
      `insert into repair
       (repair_id, board_id, room, found_at, lost_updates, lost_chunks, used_older, may_lack_more)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
  }
}
