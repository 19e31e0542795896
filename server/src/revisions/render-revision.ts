import { readBoard, readSession } from '@planwall/shared/board/read'
import type { PlanFormat, RenderOptions } from '@planwall/shared/export/format'
import { renderPlan } from '@planwall/shared/export/formats'
import type { RenderedPlan } from '@planwall/shared/export/formats'
import { restOf } from '@planwall/shared/import/board-rest'
import type { Plan } from '@planwall/shared/plan/plan'
import * as Y from 'yjs'
import type { BoardSnapshot } from '../store/revisions-port.ts'

/** A finished plan as a file, made of what was stored with it. */
export function renderRevision(
  format: PlanFormat,
  { plan, snapshot }: { plan: Plan; snapshot: BoardSnapshot },
  options: RenderOptions,
): RenderedPlan {
  const docs = { board: docOf(snapshot.board), session: docOf(snapshot.session) }
  try {
    const { board } = readBoard(docs.board)
    const { session } = readSession(docs.session)
    const rest = restOf(docs, { board, session })
    return renderPlan(format, { plan, board, session, ...(rest ? { rest } : {}) }, options)
  } finally {
    docs.board.destroy()
    docs.session.destroy()
  }
}

function docOf(update: Uint8Array): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  return doc
}
