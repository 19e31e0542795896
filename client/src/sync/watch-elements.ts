import { elementsOf, zonesOf } from '@planwall/shared/board/doc'
import * as Y from 'yjs'

/** Ids that a transaction touched, with the transaction itself (its origin tells whose change it was). */
export type OnChange = (ids: ReadonlySet<string>, transaction: Y.Transaction) => void

/** Reports which elements of a board document every transaction changed, long texts included. Returns its stop. */
export function watchElements(board: Y.Doc, onChange: OnChange): () => void {
  return watch(board, elementsOf(board), onChange)
}

/** The same for the zones of a session document. */
export function watchZones(session: Y.Doc, onChange: OnChange): () => void {
  return watch(session, zonesOf(session), onChange)
}

type AnyType = Parameters<typeof Y.findRootTypeKey>[0]

function watch(doc: Y.Doc, root: AnyType, onChange: OnChange): () => void {
  const after = (transaction: Y.Transaction) => {
    const ids = changedIds(root, transaction)
    if (ids.size > 0) onChange(ids, transaction)
  }
  doc.on('afterTransaction', after)
  return () => doc.off('afterTransaction', after)
}

function changedIds(root: AnyType, transaction: Y.Transaction): Set<string> {
  const ids = new Set<string>()
  for (const [type, keys] of transaction.changed) {
    if (type === root) {
      for (const key of keys) if (key !== null) ids.add(key)
      continue
    }
    const id = elementIdOf(type, root)
    if (id !== undefined) ids.add(id)
  }
  return ids
}

function elementIdOf(type: AnyType, root: AnyType): string | undefined {
  let inner: AnyType | null = type
  while (inner?._item) {
    if (inner.parent === root) return inner._item.parentSub ?? undefined
    inner = inner.parent
  }
  // A root of its own: a long text named `<element>/<field>`.
  const name = inner && inner !== root ? Y.findRootTypeKey(inner) : ''
  const slash = name.indexOf('/')
  return slash > 0 ? name.slice(0, slash) : undefined
}
