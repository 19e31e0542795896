import type { DatabaseSync } from 'node:sqlite'
import * as Y from 'yjs'
import { splitDocument } from '../../docs/split-document.ts'
import { packNow } from '../pack.ts'

/**
 * A board has an epoch, an update a checksum, and a snapshot its state vector and its bytes in chunks, packed. Several
 * snapshots of a room are kept; the newest with a state vector is the one in use, those without are set aside.
 */
export function epochsAndChunks(db: DatabaseSync): void {
  db.exec(tables)
  const add = db.prepare('insert into room_snapshot (room, epoch, seq, state_vector, chunks) values (?, ?, ?, ?, ?)')
  const addChunk = db.prepare('insert into snapshot_chunk (snapshot_id, number, packed) values (?, ?, ?)')
  const epochOf = db.prepare('select epoch from board where board_id = ?')
  for (const row of db.prepare('select room, seq, bytes from room_snapshot_before').iterate()) {
    const { room, seq, bytes } = row as { room: string; seq: number; bytes: Uint8Array }
    const { epoch } = (epochOf.get(room.split('/')[0] ?? '') ?? { epoch: '' }) as { epoch: string }
    const { stateVector, chunks } = divide(bytes)
    const id = add.run(room, epoch, seq, stateVector, chunks.length).lastInsertRowid
    for (const [number, chunk] of chunks.entries()) addChunk.run(id, number, packNow(chunk))
  }
  db.exec('drop table room_snapshot_before')
}

const tables = `
alter table board add column epoch text not null default '';
update board set epoch = lower(hex(randomblob(6)));

alter table room_update add column crc integer;

alter table room_snapshot rename to room_snapshot_before;

create table room_snapshot (
  snapshot_id integer primary key,
  room text not null,
  epoch text not null,
  seq integer not null,
  state_vector blob,
  chunks integer not null
) strict;

create index snapshot_of_room on room_snapshot (room, snapshot_id);

create table snapshot_chunk (
  chunk_id integer primary key,
  snapshot_id integer not null references room_snapshot on delete cascade,
  number integer not null,
  packed blob not null
) strict;

create unique index chunk_of_snapshot on snapshot_chunk (snapshot_id, number);
`

/** What cannot be read stays as it is, so that one bad room does not keep the others from being served. */
function divide(bytes: Uint8Array): { stateVector: Uint8Array; chunks: Uint8Array[] } {
  const doc = new Y.Doc()
  try {
    Y.applyUpdate(doc, bytes)
    return splitDocument(doc)
  } catch {
    return { stateVector: Y.encodeStateVector(new Y.Doc()), chunks: [bytes] }
  } finally {
    doc.destroy()
  }
}
