import type { Point } from '@planwall/shared/board/model'
import { addPerson, addTexts } from '../../sync/add-cards.ts'
import { peopleOf } from '../../sync/board-view.ts'
import type { BoardHandle } from '../../sync/open-board.ts'
import { plain } from '../../sync/plain-text.ts'
import { cardsFrom } from './parse-block.ts'
import type { BlockRow, BlockSettings } from './parse-block.ts'

/** Adds the rows as cards, and the people they name, as one step of undo. Gives the ids of the cards. */
export function addBlock(
  handle: BoardHandle,
  rows: readonly BlockRow[],
  settings: BlockSettings,
  { zoneId, at }: { zoneId: string | null; at?: Point | undefined },
): string[] {
  const known = new Map(peopleOf(handle.view.getState().elements).map(({ id, text }) => [plain(text), id]))
  const personId = (name: string) => {
    const id = known.get(plain(name)) ?? addPerson(handle, name)
    known.set(plain(name), id)
    return id
  }
  handle.undo.boundary()
  return handle.board.transact(() => {
    const texts = cardsFrom(rows, settings, personId)
    return addTexts(handle, { texts, kind: settings.kind, zoneId, at })
  }, handle.origin)
}
