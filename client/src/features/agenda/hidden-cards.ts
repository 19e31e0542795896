import type { PersonNow } from '../../sync/use-people-now.ts'

/** [P4] What facilitators may know of what was written in private: how much, by how many, and who still writes. */
export function hiddenCards(people: readonly Pick<PersonNow, 'privateCards' | 'isWriting'>[]): {
  cards: number
  writers: number
  typing: number
} {
  return {
    cards: people.reduce((sum, { privateCards }) => sum + privateCards, 0),
    writers: people.filter(({ privateCards }) => privateCards > 0).length,
    typing: people.filter(({ isWriting }) => isWriting).length,
  }
}
