import { readBoard, readSession } from '@planwall/shared/board/read'
import { isCardOf } from '@planwall/shared/board/model'
import { readFacilitation } from '@planwall/shared/session/facilitation'
import { summarise } from '@planwall/shared/session/record'
import type { SessionEvent, SessionSummary } from '@planwall/shared/session/record'
import { compareRounds } from '@planwall/shared/session/tally'
import type { Comparison } from '@planwall/shared/session/tally'
import type { Round } from '@planwall/shared/session/voting'
import type { Act } from '../acts.ts'

export interface ReadRecord {
  title: string
  summary: SessionSummary
  events: SessionEvent[]
  rounds: Round[]
  /** Rounds of votes that asked the same, side by side. */
  comparison: Comparison[]
  /** Names of the people in the record, by person id. */
  names: Record<string, string>
}

/** [E3] What happened in the sessions of a board. `now` is Unix ms. */
export const readRecord: Act<{ now: number }, ReadRecord> = {
  parts: ['board', 'session'],
  run({ board, session }, { now }) {
    const { record, rounds } = readFacilitation(session).facilitation
    const { elements } = readBoard(board).board
    const summary = summarise(record, now)
    const named = [...summary.people, ...record.flatMap(({ by }) => by ?? [])]
    const names = named.flatMap((id) => {
      const person = elements.get(id)
      return person && isCardOf(person, 'person') ? [[id, person.text] as const] : []
    })
    return {
      title: readSession(session).session.meta.title,
      summary,
      events: [...record],
      rounds: [...rounds.values()],
      comparison: compareRounds([...rounds.values()]),
      names: Object.fromEntries(names),
    }
  },
}
