import { readBoard, readSession } from '@planwall/shared/board/read'
import type { RenderOptions } from '@planwall/shared/export/format'
import { findFormat, renderPlan as render } from '@planwall/shared/export/formats'
import type { RenderedPlan } from '@planwall/shared/export/formats'
import { restOf } from '@planwall/shared/import/board-rest'
import { extractPlan } from '@planwall/shared/plan/extract'
import { todayIn } from '../../boards/today.ts'
import type { Act } from '../acts.ts'
import { sessionsOf } from './provenance.ts'

interface Wish {
  /** Of a known format. */
  formatId: string
  options: RenderOptions
  boardId: string
  asOf: string | undefined
  /** Unix ms. */
  now: number
  boardUrl: string
  generator: string
}

/** The board as a file of one of the formats, as of a day or of today where the board is. */
export const renderPlan: Act<Wish, RenderedPlan> = {
  parts: ['board', 'session'],
  run(docs, { formatId, options, boardId, asOf, now, boardUrl, generator }) {
    const format = findFormat(formatId)
    if (!format) throw new Error(`There is no format ${formatId}.`)
    const { board } = readBoard(docs.board)
    const { session } = readSession(docs.session)
    const plan = extractPlan(board, session, {
      boardId,
      asOf: asOf ?? todayIn(session.meta.timezone, now),
      exportedAt: new Date(now).toISOString(),
      boardUrl,
      generator,
      ...sessionsOf(docs.session),
    })
    const rest = restOf(docs, { board, session })
    return render(format, { plan, board, session, ...(rest ? { rest } : {}) }, options)
  },
}
