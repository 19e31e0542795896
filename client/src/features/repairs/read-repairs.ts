const READ_REPAIRS = 'planwall/read-repairs'
/** Ids are short, and repairs are rare. */
const MOST = 200

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>

/** What somebody at this browser has said to have read. */
export function readRepairs(storage: Storage): string[] {
  try {
    const value: unknown = JSON.parse(storage.getItem(READ_REPAIRS) ?? '[]')
    return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}

/** Where this browser keeps nothing, it is shown again next time. */
export function markRead(storage: Storage, ids: readonly string[]): void {
  try {
    const all = [...ids, ...readRepairs(storage).filter((id) => !ids.includes(id))]
    storage.setItem(READ_REPAIRS, JSON.stringify(all.slice(0, MOST)))
  } catch {
    // Private windows may refuse.
  }
}
