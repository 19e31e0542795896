import type { DatabaseSync } from 'node:sqlite'
import type { BallotStore, StoredBallot } from './ballots-port.ts'

/** Runs `write` as one transaction; `bytes` is about what it adds to the log. */
type Transaction = <T>(bytes: number, write: () => T) => Promise<T>

/** Keeps ballots in the board's database. What `transaction` removes or replaces must not stay in the file. */
export function createSqliteBallots(db: DatabaseSync, transaction: Transaction): BallotStore {
  const sql = prepare(db)
  const list = (boardId: string, roundId: string): StoredBallot[] =>
    (sql.list.all(boardId, roundId) as unknown as BallotRow[]).map(({ voter, ballot, cast_at: castAt }) => ({
      voter,
      ballot,
      castAt,
    }))
  const isClosed = (boardId: string, roundId: string) => sql.isClosed.get(boardId, roundId) !== undefined

  return {
    cast({ boardId, roundId, voter, ballot, castAt }) {
      return transaction(ballot.length, () => {
        if (isClosed(boardId, roundId)) return false
        sql.cast.run(boardId, roundId, voter, ballot, castAt)
        return true
      })
    },
    async get(boardId, roundId, voter) {
      return (sql.get.get(boardId, roundId, voter) as { ballot: string } | undefined)?.ballot
    },
    async list(boardId, roundId) {
      return list(boardId, roundId)
    },
    close(boardId, roundId) {
      return transaction(0, () => {
        sql.close.run(boardId, roundId)
        return list(boardId, roundId)
      })
    },
    async forget(boardId, roundId) {
      await transaction(0, () => {
        if (isClosed(boardId, roundId)) sql.forget.run(boardId, roundId)
      })
    },
  }
}

interface BallotRow {
  voter: string
  ballot: string
  cast_at: number
}

function prepare(db: DatabaseSync) {
  return {
    cast: db.prepare(
      `insert into ballot (board_id, round_id, voter, ballot, cast_at) values (?, ?, ?, ?, ?)
       on conflict (board_id, round_id, voter) do update set ballot = excluded.ballot, cast_at = excluded.cast_at`,
    ),
    get: db.prepare('select ballot from ballot where board_id = ? and round_id = ? and voter = ?'),
    list: db.prepare('select voter, ballot, cast_at from ballot where board_id = ? and round_id = ? order by voter'),
    isClosed: db.prepare('select 1 from closed_round where board_id = ? and round_id = ?'),
    close: db.prepare('insert or ignore into closed_round (board_id, round_id) values (?, ?)'),
    forget: db.prepare('delete from ballot where board_id = ? and round_id = ?'),
  }
}
