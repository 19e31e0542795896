import * as Y from 'yjs'

/**
 * Names of what a transaction changed, one for each thing a person would count: an element with its texts, a zone, a
 * value of the board.
 */
export function touchedThings(transaction: Y.Transaction): Set<string> {
  const things = new Set<string>()
  for (const [type, keys] of transaction.changed) {
    if (type._item) things.add(thingAround(type))
    else for (const key of keys) things.add(thingOf(nameOf(type), key))
  }
  return things
}

type AnyType = Parameters<typeof Y.findRootTypeKey>[0]

function thingAround(type: AnyType): string {
  let key: string | null = null
  let inner: AnyType = type
  while (inner._item) {
    key = inner._item.parentSub
    inner = inner._item.parent as AnyType
  }
  return thingOf(nameOf(inner), key)
}

/** A long text is a root of its own, named `<element>/<field>`: it belongs to its element. */
function thingOf(root: string, key: string | null): string {
  const slash = root.indexOf('/')
  return slash > 0 ? `elements ${root.slice(0, slash)}` : `${root} ${key ?? ''}`
}

function nameOf(root: AnyType): string {
  return Y.findRootTypeKey(root)
}
