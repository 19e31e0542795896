import type { DatabaseSync } from 'node:sqlite'
import type { BallotStore, StoredBallot } from './ballots-port.ts'

/** Runs `write` as one transaction; `bytes` is about what it adds to the log. */
type Transaction = <T>(bytes: number, write: () => T) => Promise<T>

interface Casting extends StoredBallot {
  boardId: string
  roundId: string
  done: (isTaken: boolean) => void
  failed: (error: unknown) => void
}

/**
 * Keeps ballots in the board's database. What `transaction` removes or replaces must not stay in the file. A room casts
 * its ballots within a few seconds: those that come in one turn of the event loop are one transaction.
 */
export function createSqliteBallots(db: DatabaseSync, transaction: Transaction): BallotStore {
  const sql = prepare(db)
  let waiting: Casting[] = []
  let writing: Promise<void> | undefined
  const list = (boardId: string, roundId: string): StoredBallot[] =>
    (sql.list.all(boardId, roundId) as unknown as BallotRow[]).map(({ voter, ballot, cast_at: castAt }) => ({
      voter,
      ballot,
      castAt,
    }))
  const isClosed = (boardId: string, roundId: string) => sql.isClosed.get(boardId, roundId) !== undefined
  const write = ({ boardId, roundId, voter, ballot, castAt }: Casting) => {
    if (isClosed(boardId, roundId)) return false
    sql.cast.run(boardId, roundId, voter, ballot, castAt)
    return true
  }

  async function writeAll(castings: readonly Casting[]): Promise<void> {
    const bytes = castings.reduce((sum, { ballot }) => sum + ballot.length, 0)
    try {
      const taken = await transaction(bytes, () => castings.map(write))
      for (const [i, { done }] of castings.entries()) done(taken[i] === true)
    } catch (error) {
      const [only, ...more] = castings
      // One that cannot be written is not to take the others with it.
      if (more.length > 0) for (const casting of castings) await writeAll([casting])
      else only?.failed(error)
    }
  }

  /** Resolves once all that waited is written or refused. */
  function writeWaiting(): Promise<void> {
    writing ??= Promise.resolve().then(async () => {
      while (waiting.length > 0) await writeAll(waiting.splice(0))
      writing = undefined
    })
    return writing
  }

  return {
    cast(of) {
      return new Promise<boolean>((done, failed) => {
        waiting.push({ ...of, done, failed })
        if (waiting.length === 1 && !writing) setImmediate(() => void writeWaiting())
      })
    },
    async get(boardId, roundId, voter) {
      return (sql.get.get(boardId, roundId, voter) as { ballot: string } | undefined)?.ballot
    },
    async list(boardId, roundId) {
      return list(boardId, roundId)
    },
    async close(boardId, roundId) {
      // Whoever was heard before the close is counted.
      await writeWaiting()
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
