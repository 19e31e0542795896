import type { RenderOptions } from '@planwall/shared/export/format'
import type { RenderedPlan } from '@planwall/shared/export/formats'
import type { Documents, RoomBytes } from '../docs/documents.ts'
import type { BoardSnapshot, StoredRevision } from '../store/revisions-port.ts'

/** A finished plan as a file of a known format, made of what was kept with it. It is made where documents are, not here. */
export async function renderRevision(
  documents: Documents,
  { boardId, revision, checksum, plan }: StoredRevision & { plan: string },
  snapshot: BoardSnapshot,
  of: { formatId: string; options: RenderOptions },
): Promise<RenderedPlan> {
  const kept = (part: 'board' | 'session'): RoomBytes => ({
    room: `${boardId}/plans/${revision}/${part}`,
    epoch: checksum,
    seq: 0,
    chunks: [snapshot[part]],
    updates: [],
  })
  const rooms = { board: kept('board'), session: kept('session') }
  return (await documents.act('render-revision', rooms, { plan, ...of })).result
}
