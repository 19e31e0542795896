/** All votes of one person in a round of voting, as they were cast. */
export interface StoredBallot {
  /** Person id, or the id of a seat that stands for nobody: one ballot for each. */
  voter: string
  /** JSON. */
  ballot: string
  /** Unix ms. */
  castAt: number
}

/** Ballots until their round is counted. They are nowhere else, and nothing of them stays once they are forgotten. */
export interface BallotStore {
  /** Puts a ballot in the place of the one this voter cast before. False, and nothing kept, where the round is closed. */
  cast(of: { boardId: string; roundId: string } & StoredBallot): Promise<boolean>
  get(boardId: string, roundId: string, voter: string): Promise<string | undefined>
  /** In order of voter. */
  list(boardId: string, roundId: string): Promise<StoredBallot[]>
  /** From now on no ballot of this round is taken; gives those that were. Closed again it gives the same. */
  close(boardId: string, roundId: string): Promise<StoredBallot[]>
  /** Removes the ballots of a round that is closed; it stays closed. */
  forget(boardId: string, roundId: string): Promise<void>
}
