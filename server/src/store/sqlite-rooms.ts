import type { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import { AppError } from '@planwall/shared/errors'
import { keptSnapshots } from './board-store.ts'
import type { KeptSnapshot, StoredRoom, StoredSnapshot } from './board-store.ts'
import { checkSnapshot } from './check-snapshot.ts'
import { isDiskTrouble } from './disk-trouble.ts'
import { boardOf, isPrivateRoom, newEpoch } from './epoch.ts'
import { packNow, unpack } from './pack.ts'

/**
 * The rooms of the SQLite store. Writing is done at once and has to happen in a transaction of the caller; reading sees
 * one moment, and unpacks it in the thread pool.
 */
export function createSqliteRooms(db: DatabaseSync) {
  const sql = prepare(db)

  const lastSeq = (room: string) => (sql.lastSeq.get(room, room) as { seq: number }).seq
  const epochOf = (room: string) => {
    const row = sql.epochOf.get(boardOf(room)) as { epoch: string; private_epoch: number } | undefined
    if (!row) return ''
    return isPrivateRoom(room) ? `${row.epoch}-${row.private_epoch}` : row.epoch
  }
  const inUse = (room: string) => sql.inUse.get(room) as SnapshotRow | undefined
  const chunksOf = (id: number) => sql.getChunks.all(id) as unknown as { packed: Uint8Array }[]

  function addUpdate(room: string, seq: number, update: Uint8Array): void {
    sql.addUpdate.run(room, seq, update, crc32(update))
  }

  function addSnapshot(room: string, epoch: string, seq: number, stateVector: Uint8Array | null, chunks: number) {
    return Number(sql.addSnapshot.run(room, epoch, seq, stateVector, chunks).lastInsertRowid)
  }

  function append(room: string, updates: readonly Uint8Array[], epoch?: string): number {
    if (epoch !== undefined && epoch !== epochOf(room)) throw new AppError('stale-copy')
    let seq = lastSeq(room)
    for (const update of updates) addUpdate(room, ++seq, update)
    return seq
  }

  /** The updates after number `from`, all of them and as they were written. */
  function updatesAfter(room: string, from: number): Uint8Array[] {
    return (sql.getUpdates.all(room) as unknown as UpdateRow[]).map(({ seq, bytes, crc }, index) => {
      if (seq !== from + index + 1) throw new Error(`Update ${from + index + 1} is missing.`)
      if (crc !== null && crc !== crc32(bytes)) throw new Error(`Update ${seq} is not what was written.`)
      return bytes
    })
  }

  return {
    append,

    async load(room: string): Promise<StoredRoom> {
      return undamaged(room, async () => {
        const epoch = epochOf(room)
        const row = inUse(room)
        const updates = updatesAfter(room, row?.seq ?? 0)
        const seq = (row?.seq ?? 0) + updates.length
        if (!row) return { epoch, seq, snapshot: undefined, updates }
        const chunks = await unpackAll(row, chunksOf(row.snapshot_id))
        return { epoch, seq, snapshot: { seq: row.seq, stateVector: row.state_vector, chunks }, updates }
      })
    },

    /** `packed` are the chunks as they are to be stored. */
    putSnapshot(
      room: string,
      snapshot: Pick<StoredSnapshot, 'seq' | 'stateVector'> & { epoch: string; packed: readonly Uint8Array[] },
    ): void {
      const before = inUse(room)
      checkSnapshot(room, snapshot, {
        epoch: epochOf(room),
        seq: lastSeq(room),
        inUse: before && { seq: before.seq, stateVector: before.state_vector },
      })
      const { epoch, seq, stateVector, packed } = snapshot
      const id = addSnapshot(room, epoch, seq, stateVector, packed.length)
      for (const [number, chunk] of packed.entries()) sql.addChunk.run(id, number, chunk)
      sql.dropUpdates.run(room, seq)
      sql.dropSnapshots.run(room, room, keptSnapshots)
    },

    async kept(room: string): Promise<KeptSnapshot[]> {
      return undamaged(room, () => {
        const rows = sql.getSnapshots.all(room) as unknown as (SnapshotRow & { epoch: string })[]
        const read = rows.map((row) => ({ row, packed: chunksOf(row.snapshot_id) }))
        return Promise.all(
          read.map(async ({ row, packed }) => ({
            epoch: row.epoch,
            seq: row.seq,
            chunks: await unpackAll(row, packed),
          })),
        )
      })
    },

    /** Sets aside what a room holds and lets it begin anew with one update. */
    replace(room: string, update: Uint8Array): void {
      const before = inUse(room)
      const seq = lastSeq(room)
      const id = addSnapshot(room, epochOf(room), seq, null, 0)
      if (before) sql.moveChunks.run(id, before.snapshot_id)
      let number = before?.chunks ?? 0
      for (const { bytes } of sql.getUpdates.all(room) as unknown as UpdateRow[]) {
        sql.addChunk.run(id, number++, packNow(bytes))
      }
      sql.setChunks.run(number, id)
      sql.dropUpdates.run(room, seq)
      sql.dropSnapshots.run(room, room, 0)
      sql.dropSetAside.run(room, room, keptSnapshots)
      addUpdate(room, 1, update)
    },

    /** Gives the board another epoch, which is given; undefined where there is no such board. */
    beginEpoch(boardId: string): string | undefined {
      const epoch = newEpoch()
      return sql.setEpoch.run(epoch, boardId).changes === 0 ? undefined : epoch
    },
  }
}

interface UpdateRow {
  seq: number
  bytes: Uint8Array
  /** Null for what was written before there were checksums. */
  crc: number | null
}

interface SnapshotRow {
  snapshot_id: number
  seq: number
  state_vector: Uint8Array
  /** How many there are. */
  chunks: number
}

function prepare(db: DatabaseSync) {
  return {
    epochOf: db.prepare('select epoch, private_epoch from board where board_id = ?'),
    setEpoch: db.prepare('update board set epoch = ? where board_id = ?'),
    lastSeq: db.prepare(
      `select max(
        coalesce((select max(seq) from room_update where room = ?), 0),
        coalesce((select max(seq) from room_snapshot where room = ? and state_vector is not null), 0)
      ) as seq`,
    ),
    addUpdate: db.prepare('insert into room_update (room, seq, bytes, crc) values (?, ?, ?, ?)'),
    getUpdates: db.prepare('select seq, bytes, crc from room_update where room = ? order by seq'),
    dropUpdates: db.prepare('delete from room_update where room = ? and seq <= ?'),
    addSnapshot: db.prepare(
      'insert into room_snapshot (room, epoch, seq, state_vector, chunks) values (?, ?, ?, ?, ?)',
    ),
    inUse: db.prepare(
      `select snapshot_id, seq, state_vector, chunks from room_snapshot
       where room = ? and state_vector is not null order by snapshot_id desc limit 1`,
    ),
    getSnapshots: db.prepare(
      `select snapshot_id, epoch, seq, state_vector, chunks from room_snapshot where room = ?
       order by state_vector is null, snapshot_id desc`,
    ),
    dropSnapshots: db.prepare(dropAllBut('state_vector is not null')),
    dropSetAside: db.prepare(dropAllBut('state_vector is null')),
    addChunk: db.prepare('insert into snapshot_chunk (snapshot_id, number, packed) values (?, ?, ?)'),
    moveChunks: db.prepare('update snapshot_chunk set snapshot_id = ? where snapshot_id = ?'),
    setChunks: db.prepare('update room_snapshot set chunks = ? where snapshot_id = ?'),
    getChunks: db.prepare('select packed from snapshot_chunk where snapshot_id = ? order by number'),
  }
}

/** Deletes the snapshots of a room that are of one kind, but for the newest few. */
function dropAllBut(kind: string): string {
  return `delete from room_snapshot where room = ? and ${kind} and snapshot_id not in
    (select snapshot_id from room_snapshot where room = ? and ${kind} order by snapshot_id desc limit ?)`
}

async function unpackAll(of: SnapshotRow, packed: readonly { packed: Uint8Array }[]): Promise<Uint8Array[]> {
  if (packed.length !== of.chunks) throw new Error(`The snapshot ${of.seq} is not whole.`)
  return Promise.all(packed.map((chunk) => unpack(chunk.packed)))
}

/** Runs `read`; whatever it fails with means that what is stored is not what was written. */
async function undamaged<T>(room: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (isDiskTrouble(error)) throw new AppError('not-stored', undefined, { cause: error })
    throw new AppError('damaged', `What is stored of "${room}" cannot be read. Nothing was changed.`, { cause: error })
  }
}
