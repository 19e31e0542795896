import * as Y from 'yjs'
import type { BoardStore } from '../store/board-store.ts'

/** A document made of everything that is stored of a room. */
export async function roomDoc(store: BoardStore, room: string): Promise<Y.Doc> {
  const { snapshot, updates } = await store.loadRoom(room)
  const doc = new Y.Doc()
  for (const update of [...(snapshot?.chunks ?? []), ...updates]) Y.applyUpdate(doc, update)
  return doc
}

/** Changes a room in the store, which nobody may have open. */
export async function changeStored(store: BoardStore, room: string, change: (doc: Y.Doc) => void): Promise<void> {
  const doc = await roomDoc(store, room)
  const before = Y.encodeStateVector(doc)
  change(doc)
  await store.appendUpdates(room, [Y.encodeStateAsUpdate(doc, before)])
}
