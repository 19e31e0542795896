import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { restOf } from '../import/board-rest.ts'
import { readBoard, readSession } from '../board/read.ts'
import { newBoard } from '../testing/builders.ts'
import { readFinished, tellFinished, watchFinished } from './finished.ts'
import { rootsRefused, touchedBy } from './touched.ts'

const first = { revision: 1, at: 5, by: 'ana', name: 'Ana' }

it('the newest finished plan stands, and one that comes late changes nothing', () => {
  const session = new Y.Doc()
  const heard: number[] = []
  const stop = watchFinished(session, ({ revision }) => heard.push(revision))
  expect(readFinished(session)).toBeUndefined()
  tellFinished(session, { ...first, revision: 2 }, 'server')
  tellFinished(session, first, 'server')
  expect(readFinished(session)?.revision).toBe(2)
  stop()
  tellFinished(session, { ...first, revision: 3 }, 'server')
  expect(heard).toEqual([2])
})

it('[D2] nobody but the server tells of a finished plan', () => {
  const forger = new Y.Doc()
  tellFinished(forger, first, 'forger')
  const touched = touchedBy(new Y.Doc(), Y.encodeStateAsUpdate(forger))
  expect(rootsRefused(touched, 'session')).toEqual(['finished'])
})

it('what cannot be read is as good as not there', () => {
  const session = new Y.Doc()
  session.getMap('finished').set('latest', { revision: 'three' })
  expect(readFinished(session)).toBeUndefined()
})

it('a copy of a board does not claim that its plan was finished', () => {
  const docs = newBoard()
  const values = { board: readBoard(docs.board).board, session: readSession(docs.session).session }
  const before = restOf(docs, values)
  tellFinished(docs.session, first, 'server')
  expect(restOf(docs, values)).toEqual(before)
})
