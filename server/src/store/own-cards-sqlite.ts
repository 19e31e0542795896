import type { DatabaseSync } from 'node:sqlite'
import type { OwnCardStore } from './own-cards-port.ts'

/** Runs `write` as one transaction; `bytes` is about what it adds to the log. */
type Transaction = <T>(bytes: number, write: () => T) => Promise<T>

/** About what one proof takes in the log, bytes. */
const ROW_BYTES = 120

/** Keeps proofs in the board's database. What `transaction` removes must not stay in the file. */
export function createSqliteOwnCards(db: DatabaseSync, transaction: Transaction): OwnCardStore {
  const sql = {
    add: db.prepare('insert or ignore into own_card (board_id, element_id, step_n, proof) values (?, ?, ?, ?)'),
    list: db.prepare('select element_id, proof from own_card where board_id = ? and step_n = ? order by element_id'),
    any: db.prepare('select 1 from own_card where board_id = ? and step_n is not ? limit 1'),
    forget: db.prepare('delete from own_card where board_id = ? and step_n is not ?'),
  }
  return {
    add(boardId, step, proofs) {
      return transaction(proofs.length * ROW_BYTES, () => {
        for (const { elementId, proof } of proofs) sql.add.run(boardId, elementId, step, proof)
      })
    },
    async list(boardId, step) {
      const rows = sql.list.all(boardId, step) as unknown as { element_id: string; proof: string }[]
      return rows.map(({ element_id: elementId, proof }) => ({ elementId, proof }))
    },
    async forget(boardId, but) {
      if (sql.any.get(boardId, but ?? null) === undefined) return
      await transaction(0, () => sql.forget.run(boardId, but ?? null))
    },
  }
}
