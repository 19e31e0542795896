import type * as Y from 'yjs'
import { metaOf, SCHEMA_VERSION, schemaVersionOf } from './doc.ts'

/**
 * Brings an older document forward, step by step, in one transaction. A step writes only what it changes, and the same
 * values on every client, so that two clients may run it at once. A document of this version, or a newer one, is left alone.
 */
export function migrate(doc: Y.Doc, origin: unknown, steps: readonly Migration[] = migrations): void {
  const from = schemaVersionOf(doc)
  const pending = steps.filter((step) => step.to > from && step.to <= SCHEMA_VERSION)
  if (pending.length === 0) return
  doc.transact(() => {
    for (const step of pending) {
      step.run(doc)
      metaOf(doc).set('schemaVersion', step.to)
    }
  }, origin)
}

export interface Migration {
  /** The schema version the document has afterwards. */
  to: number
  run(doc: Y.Doc): void
}

/** In order of `to`. Version 1 is the first: it only stamps a document that was never written. */
export const migrations: readonly Migration[] = [{ to: 1, run: () => undefined }]
