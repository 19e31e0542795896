import { readBoard, readSession } from '@planwall/shared/board/read'
import type { RenderOptions } from '@planwall/shared/export/format'
import { findFormat, renderPlan as render } from '@planwall/shared/export/formats'
import type { RenderedPlan } from '@planwall/shared/export/formats'
import { restOf } from '@planwall/shared/import/board-rest'
import type { Plan } from '@planwall/shared/plan/plan'
import type { Act } from '../acts.ts'

/** A finished plan as a file: the rooms are what was kept with it, `plan` is its JSON, the format a known one. */
export const renderRevision: Act<{ plan: string; formatId: string; options: RenderOptions }, RenderedPlan> = {
  parts: ['board', 'session'],
  run(docs, { plan, formatId, options }) {
    const format = findFormat(formatId)
    if (!format) throw new Error(`There is no format ${formatId}.`)
    const { board } = readBoard(docs.board)
    const { session } = readSession(docs.session)
    const rest = restOf(docs, { board, session })
    return render(format, { plan: JSON.parse(plan) as Plan, board, session, ...(rest ? { rest } : {}) }, options)
  },
}
