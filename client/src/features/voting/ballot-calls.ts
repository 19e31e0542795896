import type { Ballot } from '@planwall/shared/session/voting'
import { callBoard } from '../../sync/board-api.ts'
import type { BoardHandle } from '../../sync/open-board.ts'
import type { BallotCalls } from './ballot-box.ts'

/** This person's own ballot of a round, at the server. Nobody else's can be asked for. */
export function ballotCalls({ apiUrl, seat }: Pick<BoardHandle, 'apiUrl' | 'seat'>, roundId: string): BallotCalls {
  const path = `/rounds/${encodeURIComponent(roundId)}/ballot`
  return {
    load: async () => {
      const { value, failure } = await callBoard<{ ballot: Ballot | null }>({ apiUrl, ...seat }, 'GET', path)
      return failure ? { failure } : { value: value.ballot }
    },
    send: (ballot) => callBoard({ apiUrl, ...seat }, 'PUT', path, ballot),
  }
}
