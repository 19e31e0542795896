import type { DatabaseSync } from 'node:sqlite'

/** Runs `write` as one transaction; what it removes must not stay in the file. */
type SecretTransaction = <T>(bytes: number, write: () => T) => Promise<T>

/** So many free pages are written over at once; others write in between. */
const PAGES_AT_ONCE = 2048

/**
 * Removes every row of a board from every table that knows boards or rooms, those that were added later too. Pages that
 * were free already may hold what was removed from this board before: they are written over as well. What is still in the
 * write-ahead log afterwards is for the caller.
 */
export async function removeBoard(db: DatabaseSync, boardId: string, transaction: SecretTransaction): Promise<void> {
  await transaction(0, () => {
    for (const { name, columns } of tablesOf(db)) {
      if (columns.has('room')) {
        db.prepare(`delete from "${name}" where room = ? or (room > ? and room < ?)`).run(
          boardId,
          `${boardId}/`,
          // The character after a slash.
          `${boardId}0`,
        )
      }
      if (columns.has('board_id') && name !== 'board')
        db.prepare(`delete from "${name}" where board_id = ?`).run(boardId)
    }
    // What was found damaged is named by its room, among other words; ids of boards are found in no other.
    db.prepare('delete from damaged_row where instr(row_key, ?1) > 0 or instr(content, cast(?1 as blob)) > 0').run(
      boardId,
    )
    db.prepare('delete from board where board_id = ?').run(boardId)
  })
  await overwriteFreePages(db, transaction)
}

/** Takes all free pages into use, filled with nothing, and gives them back. */
export async function overwriteFreePages(db: DatabaseSync, transaction: SecretTransaction): Promise<void> {
  const { page_size: pageBytes } = db.prepare('pragma page_size').get() as { page_size: number }
  const free = () => (db.prepare('pragma freelist_count').get() as { freelist_count: number }).freelist_count
  await transaction(0, () => db.exec('create table if not exists free_page (bytes blob)'))
  const fill = db.prepare('insert into free_page (bytes) values (zeroblob(?))')
  for (let pages = free(); pages > 0; pages = free()) {
    const taken = Math.min(pages, PAGES_AT_ONCE)
    // One page holds the row, the others what does not fit in it; each begins with the number of the next.
    await transaction(taken * pageBytes, () => fill.run(Math.max(1, taken - 1) * (pageBytes - 4)))
  }
  await transaction(0, () => db.exec('drop table free_page'))
}

function tablesOf(db: DatabaseSync): { name: string; columns: Set<string> }[] {
  const tables = db.prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'").all()
  return (tables as unknown as { name: string }[]).map(({ name }) => {
    const columns = db.prepare('select name from pragma_table_info(?)').all(name) as unknown as { name: string }[]
    return { name, columns: new Set(columns.map((column) => column.name)) }
  })
}
