import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { vi } from 'vitest'

/** What the sync code needs of a browser: events of the page, and databases, which are empty again. */
export function newBrowser(): { window: EventTarget; document: EventTarget & { visibilityState: string } } {
  const window = new EventTarget()
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  vi.stubGlobal('window', window)
  vi.stubGlobal('document', document)
  vi.stubGlobal('indexedDB', new IDBFactory())
  return { window, document }
}
