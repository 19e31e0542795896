import type { PlanFormat, PlanSource, RenderOptions } from '@planwall/shared/export/format'
import { fileNameOf } from '@planwall/shared/export/file-name'
import { renderPlan } from '@planwall/shared/export/formats'
import { restOf } from '@planwall/shared/import/board-rest'
import { extractPlan } from '@planwall/shared/plan/extract'
import type { BoardHandle } from '../../sync/open-board.ts'
import { todayIn } from '../../sync/today.ts'
import { fetchPlanFile } from './fetch-plan-file.ts'
import { saveFile } from './save-file.ts'

/**
 * Saves the plan as a file: as the server makes it, or as this page can where the server cannot be reached. Gives where it
 * came from.
 */
export async function downloadFormat(
  handle: BoardHandle,
  format: PlanFormat,
  options: RenderOptions,
): Promise<'server' | 'page'> {
  const own = sourceHere(handle)
  const bytes = await fetchPlanFile({ ...handle.seat, apiUrl: handle.apiUrl }, 'plan', format, options)
  const name = fileNameOf(own.plan, format.id, format.extension)
  saveFile(bytes ?? renderPlan(format, own, options).text, name, format.mediaType)
  return bytes === undefined ? 'page' : 'server'
}

/** The plan as this page knows it; what is not sent yet is in it. */
export function sourceHere({ seat, view, board: doc, session: sessionDoc }: BoardHandle): PlanSource {
  const { elements, session } = view.getState()
  const board = { schemaVersion: session.schemaVersion, elements }
  const plan = extractPlan(board, session, {
    boardId: seat.boardId,
    asOf: todayIn(session.meta.timezone),
    exportedAt: new Date().toISOString(),
    generator: 'planwall',
  })
  const rest = restOf({ board: doc, session: sessionDoc }, { board, session })
  return { plan, board, session, ...(rest ? { rest } : {}) }
}
