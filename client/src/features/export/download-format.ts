import type { PlanFormat, PlanSource, RenderOptions } from '@planwall/shared/export/format'
import { fileNameOf } from '@planwall/shared/export/file-name'
import { renderPlan } from '@planwall/shared/export/formats'
import { restOf } from '@planwall/shared/import/board-rest'
import { extractPlan } from '@planwall/shared/plan/extract'
import type { BoardHandle } from '../../sync/open-board.ts'
import { todayIn } from '../../sync/today.ts'

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
  const bytes = await fetchFormat(handle, format, options)
  const name = fileNameOf(own.plan, format.id, format.extension)
  save(bytes ?? renderPlan(format, own, options).text, name, format.mediaType)
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

async function fetchFormat(
  { apiUrl, seat }: BoardHandle,
  format: PlanFormat,
  { dates }: RenderOptions,
): Promise<ArrayBuffer | undefined> {
  const query = new URLSearchParams({ format: format.id, ...(dates ? { dates } : {}) })
  try {
    const answer = await fetch(`${apiUrl}/boards/${encodeURIComponent(seat.boardId)}/plan?${query}`, {
      headers: { authorization: `Bearer ${seat.seatToken}` },
    })
    return answer.ok ? await answer.arrayBuffer() : undefined
  } catch {
    return undefined
  }
}

function save(content: ArrayBuffer | string, name: string, mediaType: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: mediaType }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Some browsers read the address only after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
