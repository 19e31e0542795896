import { readBoard, readSession } from '@planwall/shared/board/read'
import { extractPlan } from '@planwall/shared/plan/extract'
import { todayIn } from '../../boards/today.ts'
import type { Act } from '../acts.ts'
import { sessionsOf } from './provenance.ts'

/** The plan as JSON, as of a day or of today where the board is. `now` is Unix ms. */
export const exportPlan: Act<
  { boardId: string; asOf: string | undefined; now: number; boardUrl: string; generator: string },
  string
> = {
  parts: ['board', 'session'],
  run(docs, { boardId, asOf, now, boardUrl, generator }) {
    const { board } = readBoard(docs.board)
    const { session } = readSession(docs.session)
    return JSON.stringify(
      extractPlan(board, session, {
        boardId,
        asOf: asOf ?? todayIn(session.meta.timezone, now),
        exportedAt: new Date(now).toISOString(),
        boardUrl,
        generator,
        ...sessionsOf(docs.session),
      }),
    )
  },
}
