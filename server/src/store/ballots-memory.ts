import type { BallotStore, StoredBallot } from './ballots-port.ts'

/** Keeps ballots as long as the process lives. */
export function createMemoryBallots(hasBoard: (boardId: string) => boolean): BallotStore {
  const rounds = new Map<string, Map<string, StoredBallot>>()
  const closed = new Set<string>()
  const nameOf = (boardId: string, roundId: string) => `${boardId}/${roundId}`
  const list = (name: string) =>
    [...(rounds.get(name)?.values() ?? [])].toSorted((a, b) => (a.voter < b.voter ? -1 : 1))

  return {
    async cast({ boardId, roundId, ...ballot }) {
      if (!hasBoard(boardId)) throw new Error(`There is no board ${boardId}.`)
      const name = nameOf(boardId, roundId)
      if (closed.has(name)) return false
      rounds.set(name, new Map(rounds.get(name)).set(ballot.voter, ballot))
      return true
    },
    async get(boardId, roundId, voter) {
      return rounds.get(nameOf(boardId, roundId))?.get(voter)?.ballot
    },
    async list(boardId, roundId) {
      return list(nameOf(boardId, roundId))
    },
    async close(boardId, roundId) {
      closed.add(nameOf(boardId, roundId))
      return list(nameOf(boardId, roundId))
    },
    async forget(boardId, roundId) {
      if (closed.has(nameOf(boardId, roundId))) rounds.delete(nameOf(boardId, roundId))
    },
  }
}
