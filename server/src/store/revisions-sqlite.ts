import type { DatabaseSync } from 'node:sqlite'
import { AppError } from '@planwall/shared/errors'
import { pack, unpack } from './pack.ts'
import type { PlanLink, RevisionCounts, RevisionStore, StoredRevision } from './revisions-port.ts'
import type { NewDelivery } from './webhooks-port.ts'

/** Runs `write` as one transaction; `bytes` is about what it adds to the log. */
type Transaction = <T>(bytes: number, write: () => T) => Promise<T>

/** Keeps finished plans in the board's database, packed. `enqueue` writes within the transaction it is called in. */
export function createSqliteRevisions(
  db: DatabaseSync,
  transaction: Transaction,
  enqueue: (deliveries: readonly NewDelivery[]) => void,
): RevisionStore {
  const sql = prepare(db)
  return {
    async add({ plan, snapshot, counts, ...head }, deliveries) {
      const packed = await Promise.all([new TextEncoder().encode(plan), snapshot.board, snapshot.session].map(pack))
      const [planBytes, board, session] = packed as [Uint8Array, Uint8Array, Uint8Array]
      const { boardId, revision, createdAt, personId, name, note, checksum } = head
      await transaction(totalBytes(packed), () => {
        const { last } = sql.last.get(boardId) as { last: number | null }
        if (revision !== (last ?? 0) + 1) throw new AppError('taken')
        const facts = JSON.stringify(counts)
        sql.add.run(boardId, revision, createdAt, personId, name, note, checksum, facts, planBytes, board, session)
        enqueue(deliveries)
      })
    },
    async list(boardId) {
      return (sql.list.all(boardId) as unknown as RevisionRow[]).map(headOf)
    },
    async get(boardId, revision) {
      const row = sql.get.get(boardId, revision) as (RevisionRow & { plan: Uint8Array }) | undefined
      if (!row) return undefined
      return { ...headOf(row), plan: new TextDecoder().decode(await unpacked(row.plan, row)) }
    },
    async snapshot(boardId, revision) {
      const row = sql.snapshot.get(boardId, revision) as SnapshotRow | undefined
      if (!row) return undefined
      const [board, session] = await Promise.all([unpacked(row.board, row), unpacked(row.session, row)])
      return { board, session }
    },
    async addLink({ linkId, boardId, revision, tokenHash, createdAt }) {
      await transaction(0, () => sql.addLink.run(linkId, boardId, revision, tokenHash, createdAt))
    },
    async linksOf(boardId) {
      return (sql.linksOf.all(boardId) as unknown as LinkRow[]).map(linkOf)
    },
    async findLink(linkId, tokenHash) {
      const row = sql.findLink.get(linkId, tokenHash) as LinkRow | undefined
      return row && linkOf(row)
    },
    async removeLink(boardId, linkId) {
      return transaction(0, () => sql.removeLink.run(boardId, linkId).changes > 0)
    },
  }
}

interface RevisionRow {
  board_id: string
  revision: number
  created_at: number
  person_id: string | null
  name: string
  note: string
  checksum: string
  counts: string
}

interface SnapshotRow {
  board_id: string
  revision: number
  board: Uint8Array
  session: Uint8Array
}

interface LinkRow {
  link_id: string
  board_id: string
  revision: number
  created_at: number
}

const head = 'board_id, revision, created_at, person_id, name, note, checksum, counts'
const link = 'link_id, board_id, revision, created_at'

function prepare(db: DatabaseSync) {
  return {
    last: db.prepare('select max(revision) as last from revision where board_id = ?'),
    add: db.prepare(`insert into revision (${head}, plan, board, session) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    list: db.prepare(`select ${head} from revision where board_id = ? order by revision desc`),
    get: db.prepare(`select ${head}, plan from revision where board_id = ? and revision = ?`),
    snapshot: db.prepare('select board_id, revision, board, session from revision where board_id = ? and revision = ?'),
    addLink: db.prepare(
      'insert into plan_link (link_id, board_id, revision, token_hash, created_at) values (?, ?, ?, ?, ?)',
    ),
    linksOf: db.prepare(`select ${link} from plan_link where board_id = ? order by number`),
    findLink: db.prepare(`select ${link} from plan_link where link_id = ? and token_hash = ?`),
    removeLink: db.prepare('delete from plan_link where board_id = ? and link_id = ?'),
  }
}

async function unpacked(bytes: Uint8Array, { board_id, revision }: { board_id: string; revision: number }) {
  try {
    return await unpack(bytes)
  } catch (cause) {
    throw new AppError('damaged', `What is stored of revision ${revision} of ${board_id} cannot be read.`, { cause })
  }
}

function headOf(row: RevisionRow): StoredRevision {
  const { board_id: boardId, revision, created_at: createdAt, person_id: personId, name, note, checksum, counts } = row
  return { boardId, revision, createdAt, personId, name, note, checksum, counts: JSON.parse(counts) as RevisionCounts }
}

function linkOf({ link_id: linkId, board_id: boardId, revision, created_at: createdAt }: LinkRow): PlanLink {
  return { linkId, boardId, revision, createdAt }
}

function totalBytes(all: readonly Uint8Array[]): number {
  return all.reduce((sum, { byteLength }) => sum + byteLength, 0)
}
