import * as Y from 'yjs'

export interface Inspection {
  /** It says nothing at all; stock clients send such updates to servers they have nothing new for. */
  isEmpty: boolean
  /** It needs something that neither the document nor the update itself has. */
  hasGap: boolean
  /** Whether it holds something the document does not have. Looks at every deletion, so it is only asked where needed. */
  hasNews(): boolean
}

/** Looks at an update without applying it. Throws on bytes that are no update. */
export function inspectUpdate(doc: Y.Doc, update: Uint8Array): Inspection {
  const { structs, ds } = Y.decodeUpdate(update)
  const reach = new Map<number, number>()
  const reachOf = (client: number) => reach.get(client) ?? Y.getState(doc.store, client)
  let adds = false
  let hasGap = false
  for (const struct of structs) {
    const { client, clock } = struct.id
    const end = clock + struct.length
    if (struct instanceof Y.Skip || end <= reachOf(client)) continue
    adds = true
    if (clock > reachOf(client)) hasGap = true
    else reach.set(client, end)
  }
  const isMissing = (id: Y.ID) => id.clock >= reachOf(id.client)
  hasGap ||= structs.some((struct) => struct instanceof Y.Item && needs(struct).some(isMissing))
  const deletions = [...ds.clients].flatMap(([client, ranges]) =>
    ranges.map(({ clock, len }) => ({ client, from: clock, to: clock + len })),
  )
  hasGap ||= deletions.some(({ client, to }) => to > reachOf(client))
  return {
    isEmpty: structs.length === 0 && deletions.length === 0,
    hasGap,
    hasNews: () => adds || hasGap || !deletions.every((range) => isDeleted(doc, range)),
  }
}

/** The ids an item is placed by. Until it is in a document, its parent is an id, a root's name, or left to its neighbours. */
function needs(item: Y.Item): Y.ID[] {
  const parent: unknown = item.parent
  return [item.origin, item.rightOrigin, parent instanceof Y.ID ? parent : null].filter((id) => id !== null)
}

function isDeleted(doc: Y.Doc, { client, from, to }: { client: number; from: number; to: number }): boolean {
  const structs = doc.store.clients.get(client)
  if (!structs || to > Y.getState(doc.store, client)) return false
  for (let i = Y.findIndexSS(structs, from); i < structs.length; i++) {
    const struct = structs[i] as Y.Item | Y.GC
    if (struct.id.clock >= to) break
    if (!struct.deleted) return false
  }
  return true
}
