/**
 * That a card without a name is somebody's, in a form that says so to nobody but them: only with the secret of their seat,
 * which is kept nowhere here, can a proof be made again and be compared.
 */
export interface OwnCardProof {
  elementId: string
  proof: string
}

/** Proofs for as long as the step runs in which the cards were written; nothing of them stays once they are forgotten. */
export interface OwnCardStore {
  /** `step`: its number, as `run.step.n`. A card that has a proof keeps it. */
  add(boardId: string, step: number, proofs: readonly OwnCardProof[]): Promise<void>
  /** In order of element id. */
  list(boardId: string, step: number): Promise<OwnCardProof[]>
  /** Removes those of all steps of a board but, where one is given, this one. */
  forget(boardId: string, but?: number): Promise<void>
}
