import * as Y from 'yjs'
import { NOTES_ROOT } from './notes.ts'
import { longFields } from './raw-element.ts'
import type { BoardRoom } from './room-rules.ts'
import { serverRoots } from './session-doc.ts'

/**
 * [D2] What an update touches, told without applying it: for every root of the document, the keys of it that something
 * is written or deleted under (an element's id, a zone's …); an empty key stands for the root itself, such as a long
 * text. `unresolved` when it hangs on something that neither the document nor the update has.
 */
export interface Touched {
  roots: ReadonlyMap<string, ReadonlySet<string>>
  unresolved: boolean
}

/** Throws on bytes that are no update. */
export function touchedBy(doc: Y.Doc, update: Uint8Array): Touched {
  const { structs, ds } = Y.decodeUpdate(update)
  const incoming = new Map<number, Struct[]>()
  for (const struct of structs) {
    const of = incoming.get(struct.id.client)
    if (of) of.push(struct)
    else incoming.set(struct.id.client, [struct])
  }
  const finder = createFinder(doc, incoming)
  const roots = new Map<string, Set<string>>()
  let unresolved = false
  const add = (place: Place | undefined) => {
    if (!place) unresolved = true
    else if (place.root !== '') roots.set(place.root, (roots.get(place.root) ?? new Set()).add(place.key))
  }
  for (const struct of structs) {
    const { client, clock } = struct.id
    if (!(struct instanceof Y.Item) || clock + struct.length <= Y.getState(doc.store, client)) continue
    add(finder.placeOf(struct))
  }
  for (const [client, ranges] of ds.clients) {
    for (const { clock, len } of ranges) {
      for (const struct of structsBetween(doc, client, clock, clock + len)) {
        if (struct instanceof Y.Item && !struct.deleted) add(placeIn(doc, struct))
      }
    }
  }
  return { roots, unresolved }
}

/** Ids of the elements of a board that an update touches, their long texts included. */
export function elementsTouched({ roots }: Touched): Set<string> {
  const ids = new Set(roots.get('elements'))
  for (const root of roots.keys()) {
    const slash = root.lastIndexOf('/')
    if (slash > 0) ids.add(root.slice(0, slash))
  }
  return ids
}

/**
 * [D2] Roots that nobody but the server writes in a document of this part, as far as the update touches them: stamped ones
 * in a session, and on a wall or in a seat everything but elements and their long texts (its version, for one).
 */
export function rootsRefused({ roots }: Touched, part: BoardRoom['part']): string[] {
  const names = [...roots.keys()]
  if (part === 'session') return names.filter((root) => serverRoots.includes(root))
  if (part === 'facilitate') return names.filter((root) => root !== NOTES_ROOT)
  return names.filter((root) => root !== 'elements' && !isLongText(root))
}

function isLongText(root: string): boolean {
  const slash = root.lastIndexOf('/')
  return slash > 0 && longFields.includes(root.slice(slash + 1))
}

type Struct = Y.Item | Y.GC | Y.Skip

/** An empty root stands for what is gone already: nobody sees it. */
interface Place {
  root: string
  key: string
}

function createFinder(doc: Y.Doc, incoming: ReadonlyMap<number, Struct[]>) {
  const known = new Map<Y.Item, Place | undefined>()
  const find = (id: Y.ID): Struct | undefined => {
    if (id.clock < Y.getState(doc.store, id.client)) return at(doc.store.clients.get(id.client), id.clock)
    return at(incoming.get(id.client), id.clock)
  }
  /** Follows an item that is not in the document yet to one that says where it is; long texts make long chains. */
  const placeOf = (item: Y.Item): Place | undefined => {
    const chain: Y.Item[] = []
    let place: Place | undefined
    let next: Y.Item | undefined = item
    while (next) {
      if (known.has(next)) {
        place = known.get(next)
        break
      }
      if (isIntegrated(next)) {
        place = placeIn(doc, next)
        break
      }
      chain.push(next)
      const parent: unknown = next.parent
      if (typeof parent === 'string') {
        place = { root: parent, key: next.parentSub ?? '' }
        break
      }
      const id: Y.ID | null = parent instanceof Y.ID ? parent : (next.origin ?? next.rightOrigin)
      const struct: Struct | undefined = id ? find(id) : undefined
      if (struct instanceof Y.GC) place = { root: '', key: '' }
      next = struct instanceof Y.Item ? struct : undefined
    }
    for (const one of chain) known.set(one, place)
    return place
  }
  return { placeOf }
}

/** Items of a document have their parent as a type; items that were only decoded have a name, an id, or nothing. */
function isIntegrated(item: Y.Item): boolean {
  return item.parent instanceof Y.AbstractType
}

function placeIn(doc: Y.Doc, item: Y.Item): Place | undefined {
  let key = item.parentSub
  let parent: unknown = item.parent
  while (parent instanceof Y.AbstractType && parent._item) {
    key = parent._item.parentSub
    parent = parent._item.parent
  }
  if (!(parent instanceof Y.AbstractType)) return undefined
  for (const [name, type] of doc.share) if (type === parent) return { root: name, key: key ?? '' }
  return undefined
}

function at(structs: readonly Struct[] | undefined, clock: number): Struct | undefined {
  const [first] = structs ?? []
  const last = structs?.at(-1)
  if (!structs || !first || !last || clock < first.id.clock || clock >= last.id.clock + last.length) return undefined
  return structs[Y.findIndexSS(structs as Y.Item[], clock)]
}

function structsBetween(doc: Y.Doc, client: number, from: number, to: number): Struct[] {
  const structs = doc.store.clients.get(client)
  const end = Math.min(to, Y.getState(doc.store, client))
  if (!structs || from >= end) return []
  const found: Struct[] = []
  for (let i = Y.findIndexSS(structs, from); i < structs.length; i++) {
    const struct = structs[i] as Y.Item | Y.GC
    if (struct.id.clock >= end) break
    found.push(struct)
  }
  return found
}
