import * as Y from 'yjs'
import { setLongText, setText } from '../board/edit.ts'
import { elementsOf, key, longTextIfAny } from '../board/doc.ts'
import type { ElementMap } from '../board/doc.ts'
import { cardKinds, isCardKind } from '../board/kinds.ts'
import type { Field } from '../board/fields.ts'

/** An element as it lies in a document, whoever wrote it: what this build does not understand is kept. */
export interface RawElement {
  /** All keys but the title. */
  entries: ReadonlyMap<string, unknown>
  /** The title, where the element has one. */
  text: string | null
  /** Long texts by field. */
  long: ReadonlyMap<string, string>
}

/** Undefined where there is no element of this id, or something that is none. */
export function rawElement(board: Y.Doc, id: string): RawElement | undefined {
  const map: unknown = elementsOf(board).get(id)
  if (!(map instanceof Y.Map)) return undefined
  const entries = new Map<string, unknown>()
  let text: string | null = null
  for (const [name, value] of map.entries()) {
    if (value instanceof Y.Text && name === key.text) text = value.toString()
    else if (!(value instanceof Y.AbstractType)) entries.set(name, value)
  }
  const long = new Map<string, string>()
  for (const field of longFields) {
    const found = longTextIfAny(board, id, field)?.toString()
    if (found) long.set(field, found)
  }
  return { entries, text, long }
}

/** Puts an element in a board under an id that is free, all at once. Only inside a transaction of the caller. */
export function insertRaw(board: Y.Doc, id: string, raw: RawElement, origin: unknown): void {
  const map: ElementMap = new Y.Map()
  for (const [name, value] of raw.entries) map.set(name, value)
  if (raw.text !== null) map.set(key.text, new Y.Text(raw.text))
  elementsOf(board).set(id, map)
  for (const [field, text] of raw.long) setLongText(board, id, field, text, origin)
}

/** Makes these parts of an element what they are in `raw` again: keys, `text`, or `/` and the name of a long text. */
export function putBack(board: Y.Doc, id: string, raw: RawElement, parts: readonly string[], origin: unknown): void {
  const map = elementsOf(board).get(id)
  if (!map) return
  for (const part of parts) {
    if (part.startsWith('/')) setLongText(board, id, part.slice(1), raw.long.get(part.slice(1)) ?? '', origin)
    else if (part === key.text) setText(board, id, raw.text ?? '', origin)
    else if (raw.entries.has(part)) map.set(part, raw.entries.get(part))
    else map.delete(part)
  }
}

/** Which parts differ, named as `putBack` takes them. */
export function partsChanged(before: RawElement, after: RawElement): string[] {
  const names = new Set([...before.entries.keys(), ...after.entries.keys()])
  const parts = [...names].filter(
    (name) => JSON.stringify(before.entries.get(name)) !== JSON.stringify(after.entries.get(name)),
  )
  if ((before.text ?? '') !== (after.text ?? '')) parts.push(key.text)
  for (const field of new Set([...before.long.keys(), ...after.long.keys()])) {
    if (before.long.get(field) !== after.long.get(field)) parts.push(`/${field}`)
  }
  return parts
}

/** Names of fields that are long texts, of whatever kind: a card keeps them when it becomes another kind. */
export const longFields: readonly string[] = [
  ...new Set(
    Object.keys(cardKinds).flatMap((kind) => {
      const fields: Record<string, Field> = isCardKind(kind) ? cardKinds[kind].fields : {}
      return Object.keys(fields).filter((name) => fields[name]?.control === 'long')
    }),
  ),
]
