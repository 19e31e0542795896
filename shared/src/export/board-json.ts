import { byOrder } from '../board/order.ts'
import { BOARD_FILE_FORMAT, BOARD_FILE_VERSION } from '../import/board-file.ts'
import type { BoardFile } from '../import/board-file.ts'
import type { CarriedPicture, PlanFormat, PlanSource } from './format.ts'

export const boardJson: PlanFormat = {
  id: 'board-json',
  name: 'Whole board, as JSON',
  use: 'keep',
  mediaType: 'application/json; charset=utf-8',
  extension: 'json',
  purpose:
    'To keep a board, or to move it to another server: cards, zones, prompts, arrows, shapes, drawings and pictures with every field. Importing it makes the same board again.',
  limits: [
    'Links, seats and the history of changes stay on the server: an imported board gets links of its own.',
    'Drafts that were not revealed and notes for facilitators are not in it.',
    'Pictures are in it where the server made the file; saved without a connection it names them and has none. A file of more than 64 MB is not taken back.',
  ],
  readBack: true,
  carrier: { pieces: withPictures },
  render: (source: PlanSource) => `${JSON.stringify(boardFileOf(source), null, 1)}\n`,
}

/** The same JSON with one more key at its end. */
async function* withPictures(
  text: string,
  pictures: readonly string[],
  read: (name: string) => Promise<CarriedPicture | undefined>,
): AsyncGenerator<string> {
  yield text.slice(0, text.lastIndexOf('}')).trimEnd()
  let separator = ',\n "pictures": {\n'
  for (const name of pictures) {
    const picture = await read(name)
    if (!picture) continue
    const { mediaType, base64 } = picture
    yield `${separator}  ${JSON.stringify(name)}: ${JSON.stringify({ mediaType, data: base64 })}`
    separator = ',\n'
  }
  yield separator === ',\n' ? '\n }\n}\n' : '\n}\n'
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
