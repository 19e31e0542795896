import type { OwnCardProof, OwnCardStore } from './own-cards-port.ts'

/** Keeps proofs as long as the process lives. */
export function createMemoryOwnCards(hasBoard: (boardId: string) => boolean): OwnCardStore {
  const boards = new Map<string, Map<string, OwnCardProof & { step: number }>>()
  return {
    async add(boardId, step, proofs) {
      if (!hasBoard(boardId)) throw new Error(`There is no board ${boardId}.`)
      const cards = boards.get(boardId) ?? new Map<string, OwnCardProof & { step: number }>()
      boards.set(boardId, cards)
      for (const { elementId, proof } of proofs) {
        if (!cards.has(elementId)) cards.set(elementId, { elementId, proof, step })
      }
    },
    async list(boardId, step) {
      const own = [...(boards.get(boardId)?.values() ?? [])].filter((one) => one.step === step)
      return own
        .toSorted((a, b) => (a.elementId < b.elementId ? -1 : 1))
        .map(({ elementId, proof }) => ({ elementId, proof }))
    },
    async forget(boardId, but) {
      const cards = boards.get(boardId)
      for (const [elementId, { step }] of cards ?? []) if (step !== but) cards?.delete(elementId)
    },
  }
}
