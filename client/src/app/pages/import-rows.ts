import { boardFileFromCards } from '@planwall/shared/import/board-from-cards'
import type { RowCard } from '@planwall/shared/import/board-from-cards'
import { cardsFrom } from '../../features/cards/parse-block.ts'
import type { Block } from '../../features/cards/use-block.ts'
import { newId } from '../../sync/new-id.ts'
import { plain } from '../../sync/plain-text.ts'
import { todayIn } from '../../sync/today.ts'
import { importBoard } from '../api.ts'
import type { NewBoard } from '../api.ts'
import { ownTimezone } from './own-timezone.ts'

/** More rows than this do not become a board at once. */
export const MAX_IMPORTED_ROWS = 2000

/** A column with more different values than this does not name moves. */
const MAX_MOVES = 40

/** Cards for what a column may name as moves. Only those that a row refers to in the end become cards. */
export function movesNamedIn(rows: readonly (readonly string[])[]): RowCard[] {
  const width = rows[0]?.length ?? 0
  const named = Array.from({ length: width }, (_, column) =>
    distinct(rows.slice(1).map((row) => row[column] ?? '')),
  ).filter((values) => values.length <= MAX_MOVES)
  return distinct(named.flat()).map((text) => ({ id: newId(), kind: 'move' as const, text, fields: {} }))
}

/** Makes a new board of the rows, as the dialog reads them. */
export async function importRows(title: string, block: Block, moves: readonly RowCard[]): Promise<NewBoard> {
  const timezone = ownTimezone()
  const { cards } = cardsOf(block, moves)
  const context = { timezone, today: todayIn(timezone), createdAt: Date.now(), newId }
  const json = boardFileFromCards(title, cards, context)
  return await importBoard(new File([json], `${title}.json`), timezone)
}

/** The cards of the rows, the people they name, and the moves they are part of, which come first. */
export function cardsOf(block: Pick<Block, 'rows' | 'settings'>, moves: readonly RowCard[]): { cards: RowCard[] } {
  const people = new Map<string, RowCard>()
  const personId = (name: string): string => {
    const person = people.get(plain(name)) ?? { id: newId(), kind: 'person' as const, text: name, fields: {} }
    people.set(plain(name), person)
    return person.id
  }
  const { kind } = block.settings
  const made = cardsFrom(block.rows, block.settings, personId).map((card): RowCard => ({ ...card, id: newId(), kind }))
  const referred = new Set(made.flatMap(({ fields }) => Object.values(fields).flat()))
  return { cards: [...people.values(), ...moves.filter(({ id }) => referred.has(id)), ...made] }
}

function distinct(values: readonly string[]): string[] {
  const seen = new Map<string, string>()
  for (const value of values) if (plain(value) !== '' && !seen.has(plain(value))) seen.set(plain(value), value)
  return [...seen.values()]
}
