import type { DatabaseSync } from 'node:sqlite'
import { linkKinds, roles } from '@planwall/shared/access/roles'
import type { LinkKind } from '@planwall/shared/access/roles'
import { linkMaking } from './access-port.ts'
import type { AccessStore, LinkSettings, Removal, SeatRecord } from './access-port.ts'
import type { Seat } from './board-store.ts'

type Transaction = <T>(bytes: number, write: () => T) => Promise<T>

/** Keeps links and seats in the board's database. */
export function createSqliteAccess(db: DatabaseSync, transaction: Transaction): AccessStore {
  const sql = prepare(db)
  const seatAt = (boardId: string, seatId: string): Seat | undefined => {
    const row = sql.seat.get(boardId, seatId) as SeatRow | undefined
    return row && seatOfRow(row)
  }

  return {
    async links(boardId) {
      const board = sql.board.get(boardId) as { created_at: number } | undefined
      if (!board) return []
      const rows = sql.settings.all(boardId) as unknown as SettingRow[]
      const people = sql.people.all(boardId) as unknown as { link: string; people: number }[]
      return linkKinds.map((kind) => ({
        ...settingsOf(
          kind,
          rows.find((row) => row.kind === kind),
          board.created_at,
        ),
        people: people.find(({ link }) => link === kind)?.people ?? 0,
      }))
    },
    async changeLink(boardId, kind, { expiresAt, passcodeHash, needsApproval }) {
      await transaction(0, () => {
        sql.addSetting.run(kind, boardId)
        if (expiresAt !== undefined) sql.setExpiry.run(expiresAt, boardId, kind)
        if (passcodeHash !== undefined) sql.setPasscode.run(passcodeHash, boardId, kind)
        if (needsApproval !== undefined) sql.setApproval.run(needsApproval ? 1 : 0, boardId, kind)
      })
    },
    async resetLink(boardId, kind, { tokenHash, at }) {
      await transaction(0, () => {
        sql.addSetting.run(kind, boardId)
        sql.endLink.run(at, boardId, kind)
        sql.addLink.run(boardId, kind, tokenHash)
        sql.setCreated.run(at, boardId, kind)
        sql.setCode.run(null, null, boardId, kind)
      })
    },
    async wasReset(boardId, tokenHash) {
      return sql.wasReset.get(boardId, tokenHash) !== undefined
    },
    async setCode(boardId, kind, code) {
      await transaction(0, () => {
        sql.addSetting.run(kind, boardId)
        sql.setCode.run(code?.codeHash ?? null, code?.expiresAt ?? null, boardId, kind)
      })
    },
    async findCode(codeHash) {
      const row = sql.findCode.get(codeHash) as CodeRow | undefined
      const kind = linkKinds.find((one) => one === row?.kind)
      return row && kind && { boardId: row.board_id, kind, expiresAt: row.code_expires_at }
    },
    async seats(boardId) {
      return (sql.seats.all(boardId) as unknown as SeatRow[]).map(recordOf)
    },
    async removeSeats(boardId, seatIds, why) {
      await transaction(0, () => {
        for (const seatId of seatIds) sql.remove.run(why, boardId, seatId)
      })
    },
    async removedSeat(tokenHash) {
      const row = sql.removed.get(tokenHash) as { board_id: string; removed: string } | undefined
      return row && { boardId: row.board_id, why: removalOf(row.removed) ?? 'removed' }
    },
    async renameSeat(boardId, seatId, name) {
      return transaction(0, () => {
        sql.rename.run(name, boardId, seatId)
        return seatAt(boardId, seatId)
      })
    },
    async setPerson(boardId, seatId, personId) {
      return transaction(0, () => {
        sql.setPerson.run(personId, boardId, seatId)
        return seatAt(boardId, seatId)
      })
    },
    async markSeen(seen) {
      await transaction(0, () => {
        for (const { seatId, at } of seen) sql.markSeen.run(at, seatId)
      })
    },
  }
}

interface SettingRow {
  kind: string
  created_at: number
  expires_at: number | null
  passcode_hash: string | null
  needs_approval: number
  code_expires_at: number | null
}

interface CodeRow {
  board_id: string
  kind: string
  code_expires_at: number
}

interface SeatRow {
  seat_id: string
  board_id: string
  role: string
  name: string
  person_id: string | null
  link: string | null
  created_at: number
  seen_at: number | null
  removed: string | null
}

const columns = 'seat_id, board_id, role, name, person_id, link, created_at, seen_at, removed'
const setting = (column: string) => `update link_setting set ${column} where board_id = ? and kind = ?`

function prepare(db: DatabaseSync) {
  return {
    board: db.prepare('select created_at from board where board_id = ?'),
    settings: db.prepare(
      `select kind, created_at, expires_at, passcode_hash, needs_approval, code_expires_at
       from link_setting where board_id = ?`,
    ),
    people: db.prepare(
      'select link, count(*) as people from seat where board_id = ? and removed is null group by link',
    ),
    addSetting: db.prepare(
      `insert or ignore into link_setting (kind, board_id, created_at)
       select ?, board_id, created_at from board where board_id = ?`,
    ),
    setExpiry: db.prepare(setting('expires_at = ?')),
    setPasscode: db.prepare(setting('passcode_hash = ?')),
    setApproval: db.prepare(setting('needs_approval = ?')),
    setCreated: db.prepare(setting('created_at = ?')),
    setCode: db.prepare(setting('code_hash = ?, code_expires_at = ?')),
    findCode: db.prepare('select board_id, kind, code_expires_at from link_setting where code_hash = ?'),
    endLink: db.prepare('update link set reset_at = ? where board_id = ? and kind = ? and reset_at is null'),
    addLink: db.prepare('insert into link (board_id, kind, token_hash) values (?, ?, ?)'),
    wasReset: db.prepare('select 1 from link where board_id = ? and token_hash = ? and reset_at is not null'),
    seats: db.prepare(`select ${columns} from seat where board_id = ? order by number`),
    seat: db.prepare(`select ${columns} from seat where board_id = ? and seat_id = ? and removed is null`),
    remove: db.prepare('update seat set removed = ? where board_id = ? and seat_id = ? and removed is null'),
    removed: db.prepare('select board_id, removed from seat where token_hash = ? and removed is not null'),
    rename: db.prepare('update seat set name = ? where board_id = ? and seat_id = ? and removed is null'),
    setPerson: db.prepare('update seat set person_id = ? where board_id = ? and seat_id = ? and removed is null'),
    markSeen: db.prepare('update seat set seen_at = ? where seat_id = ?'),
  }
}

function settingsOf(kind: LinkKind, row: SettingRow | undefined, boardMadeAt: number): Omit<LinkSettings, 'people'> {
  return {
    kind,
    createdAt: row?.created_at ?? boardMadeAt,
    expiresAt: row?.expires_at ?? null,
    passcodeHash: row?.passcode_hash ?? null,
    needsApproval: row?.needs_approval === 1,
    codeExpiresAt: row?.code_expires_at ?? null,
  }
}

function removalOf(removed: string | null): Removal | null {
  return removed === 'removed' || removed === 'link-reset' ? removed : null
}

function seatOfRow(row: SeatRow): Seat {
  const role = roles.find((one) => one === row.role)
  if (!role) throw new Error(`The seat ${row.seat_id} has no role that is known.`)
  return { seatId: row.seat_id, boardId: row.board_id, role, name: row.name, personId: row.person_id }
}

function recordOf(row: SeatRow): SeatRecord {
  const seat = seatOfRow(row)
  const link = linkKinds.find((kind) => kind === row.link) ?? linkMaking(seat.role)
  return { ...seat, link, createdAt: row.created_at, seenAt: row.seen_at, removed: removalOf(row.removed) }
}
