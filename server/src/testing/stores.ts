import type { BoardStore } from '../store/board-store.ts'

/** A store whose disk is slow: `durable()` waits until the test says that the disk is done. */
export function withSlowDisk(store: BoardStore): BoardStore & { flush: () => void; waiting: () => number } {
  const waiting: (() => void)[] = []
  return {
    ...store,
    durable: () => new Promise((resolve) => waiting.push(resolve)),
    flush: () => {
      for (const resolve of waiting.splice(0)) resolve()
    },
    waiting: () => waiting.length,
  }
}

/** A store that writes down which updates were appended to which room. */
export function withRecord(store: BoardStore): BoardStore & { appended: Map<string, Uint8Array[]> } {
  const appended = new Map<string, Uint8Array[]>()
  return {
    ...store,
    appended,
    appendUpdates(room, updates) {
      appended.set(room, [...(appended.get(room) ?? []), ...updates])
      return store.appendUpdates(room, updates)
    },
  }
}
