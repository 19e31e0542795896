import { goOnFrom } from '@planwall/shared/session/restored'
import { newBoard } from '@planwall/shared/testing/builders'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { rememberRestored, restoredSince } from './restored.ts'
import { boardHandle } from './testing/board-handle.ts'

function handleRestored(at: number | undefined) {
  const docs = newBoard()
  if (at !== undefined) goOnFrom(docs.session, new Y.Doc(), { at, by: null, name: 'Fay', of: 1 }, 'server')
  return boardHandle(docs)
}

it('a restoration this page has not seen is news; one it knew before the board became another one is not', () => {
  expect(restoredSince(handleRestored(undefined))).toBeUndefined()
  expect(restoredSince(handleRestored(5))?.name).toBe('Fay')
  rememberRestored('b', handleRestored(5).session)
  expect(restoredSince(handleRestored(5))).toBeUndefined()
  expect(restoredSince(handleRestored(9))?.at).toBe(9)
})
