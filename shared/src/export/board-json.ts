import { byOrder } from '../board/order.ts'
import { BOARD_FILE_FORMAT, BOARD_FILE_VERSION } from '../import/board-file.ts'
import type { BoardFile } from '../import/board-file.ts'
import type { PlanFormat, PlanSource } from './format.ts'

export const boardJson: PlanFormat = {
  id: 'board-json',
  name: 'Whole board, as JSON',
  use: 'keep',
  mediaType: 'application/json; charset=utf-8',
  extension: 'json',
  purpose:
    'To keep a board, or to move it to another server: cards, zones, prompts, arrows, shapes and drawings with every field. Importing it makes the same board again.',
  limits: [
    'Links, seats and the history of changes stay on the server: an imported board gets links of its own.',
    'Drafts that were not revealed and notes for facilitators are not in it.',
  ],
  readBack: true,
  render: (source: PlanSource) => `${JSON.stringify(boardFileOf(source), null, 1)}\n`,
}

function boardFileOf({ plan, board, session, rest }: PlanSource): BoardFile {
  const { boardId, exportedAt, generator } = plan.provenance
  return {
    format: BOARD_FILE_FORMAT,
    version: BOARD_FILE_VERSION,
    boardId,
    exportedAt,
    generator,
    session: {
      schemaVersion: session.schemaVersion,
      meta: session.meta,
      zones: [...session.zones.values()].toSorted(byOrder),
      ...(session.waivers ? { waivers: Object.fromEntries(session.waivers) } : {}),
    },
    board: {
      schemaVersion: board.schemaVersion,
      elements: [...board.elements.values()].toSorted(byOrder),
    },
    ...(rest ? { rest } : {}),
  }
}
