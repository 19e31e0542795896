import type { PlanFormat, RenderOptions } from '@planwall/shared/export/format'
import type { BoardAccess } from '../../sync/board-api.ts'

/**
 * The file the server makes of a plan: of the board as it is (`plan`) or of a finished one (`plans/3`). Undefined where it
 * cannot be reached or makes none. Never rejects.
 */
export async function fetchPlanFile(
  { apiUrl, boardId, seatToken }: BoardAccess,
  of: string,
  format: PlanFormat,
  { dates }: RenderOptions,
): Promise<ArrayBuffer | undefined> {
  const query = new URLSearchParams({ format: format.id, ...(dates ? { dates } : {}) })
  try {
    const answer = await fetch(`${apiUrl}/boards/${encodeURIComponent(boardId)}/${of}?${query}`, {
      headers: { authorization: `Bearer ${seatToken}` },
    })
    return answer.ok ? await answer.arrayBuffer() : undefined
  } catch {
    return undefined
  }
}
