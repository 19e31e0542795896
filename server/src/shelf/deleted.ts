import { AppError } from '@planwall/shared/errors'
import type { BoardStore } from '../store/board-store.ts'

/** Refuses whatever is asked of a board that is in the bin, saying until when it can be brought back. Throws `deleted`. */
export async function assertNotDeleted(store: Pick<BoardStore, 'shelf'>, boardId: string): Promise<void> {
  const entry = await store.shelf.binned(boardId)
  if (entry) throw new AppError('deleted', deletedWords(entry.until))
}

/** Short enough for the end of a socket. */
export function deletedWords(until: number): string {
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(until)
  return `This board was deleted. It can be brought back until ${day}.`
}
