import type { StoredBoard } from './board-store.ts'
import type { BoardShelf, ShelvedBoard } from './shelf-port.ts'

export interface MemoryShelfNeeds {
  board: (boardId: string) => StoredBoard | undefined
  setTitle: (boardId: string, title: string) => void
  boards: () => string[]
  /** Forgets the board, its links, seats and rooms. */
  remove: (boardId: string) => void
}

type Kept = Pick<ShelvedBoard, 'changedAt' | 'ownerId' | 'ownerPersonId' | 'warnedAt' | 'bin'>

/** Keeps what becomes of boards as long as the process lives. */
export function createMemoryShelf({ board, boards, setTitle, remove }: MemoryShelfNeeds): BoardShelf {
  const kept = new Map<string, Kept>()

  const get = (boardId: string): ShelvedBoard | undefined => {
    const stored = board(boardId)
    if (!stored) return undefined
    const { title, createdAt } = stored
    return { boardId, title, createdAt, ...(kept.get(boardId) ?? untouched(createdAt)) }
  }
  const change = (boardId: string, by: Partial<Kept>): boolean => {
    const before = get(boardId)
    if (!before) return false
    const { changedAt, ownerId, ownerPersonId, warnedAt, bin } = before
    kept.set(boardId, { changedAt, ownerId, ownerPersonId, warnedAt, bin, ...by })
    return true
  }
  const all = () => boards().flatMap((boardId) => get(boardId) ?? [])

  return {
    get: async (boardId) => get(boardId),
    binned: async (boardId) => get(boardId)?.bin,
    async ownedBy(accountId) {
      return all()
        .filter(({ ownerId }) => ownerId === accountId)
        .toSorted((a, b) => b.changedAt - a.changedAt)
    },
    async setOwner(boardId, accountId) {
      const owner = get(boardId)?.ownerId ?? null
      return (owner === null || owner === accountId) && change(boardId, { ownerId: accountId })
    },
    async setOwnerPerson(boardId, personId) {
      change(boardId, { ownerPersonId: personId })
    },
    async setTitle(boardId, title) {
      setTitle(boardId, title)
    },
    async touch(boardId, at) {
      change(boardId, { changedAt: at, warnedAt: null })
    },
    async warn(boardId, at) {
      change(boardId, { warnedAt: at })
    },
    async untouchedSince(at) {
      return all()
        .filter(({ bin, changedAt }) => !bin && changedAt <= at)
        .toSorted((a, b) => a.changedAt - b.changedAt)
    },
    async putInBin(boardId, entry) {
      return !get(boardId)?.bin && change(boardId, { bin: entry })
    },
    async takeOut(boardId, at) {
      return Boolean(get(boardId)?.bin) && change(boardId, { bin: undefined, changedAt: at, warnedAt: null })
    },
    async overdue(now) {
      return all().flatMap(({ boardId, bin }) => (bin && bin.until <= now ? boardId : []))
    },
    async purge(boardId) {
      if (!get(boardId)?.bin) return
      kept.delete(boardId)
      remove(boardId)
    },
  }
}

function untouched(changedAt: number): Kept {
  return { changedAt, ownerId: null, ownerPersonId: null, warnedAt: null, bin: undefined }
}
