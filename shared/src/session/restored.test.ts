import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { readSession } from '../board/read.ts'
import { newBoard, replicaOf } from '../testing/builders.ts'
import { facilitationIn, hand, sessionDoc, step } from '../testing/session-builders.ts'
import { endSession, startStep } from './conduct.ts'
import { setMeta } from './edit-session.ts'
import { readFinished, tellFinished } from './finished.ts'
import { goOnFrom, readRestored } from './restored.ts'
import { openRound } from './voting.ts'
import { rootsRefused, touchedBy } from './touched.ts'

const restored = { at: 900, by: 'fay', name: 'Fay', of: 100 }

it('[H3] what people set goes back; what carries a stamp goes on, and who restored it is told', () => {
  const now = sessionDoc(step('a'), step('b'))
  setMeta(now, { title: 'Then' }, 'fay')
  startStep(now, 'a', hand(10), 'server')
  const then = replicaOf(now)
  setMeta(now, { title: 'Now' }, 'fay')
  startStep(now, 'b', hand(50), 'server')
  const round = {
    id: 'r',
    title: 'Vote',
    stepId: 'b',
    vote: { kinds: [], perPerson: 3, maxPerCard: 3 },
    cardIds: ['x'],
  }
  expect(openRound(now, round, { now: 60, by: null }, 'server')).toBe(true)
  tellFinished(now, { revision: 2, at: 70, by: null, name: 'Ana' }, 'server')
  goOnFrom(then, now, restored, 'server')
  expect(readSession(then).session.meta.title).toBe('Then')
  const [before, after] = [facilitationIn(now), facilitationIn(then)]
  expect(after.run).toEqual(before.run)
  expect(after.record).toEqual(before.record)
  expect([...after.rounds]).toEqual([...before.rounds])
  expect(readFinished(then)?.revision).toBe(2)
  expect(readRestored(then)).toEqual(restored)
})

it('[H3] what ran then and is over now is over', () => {
  const now = sessionDoc(step('a'))
  startStep(now, 'a', hand(10), 'server')
  const then = replicaOf(now)
  endSession(now, hand(20), 'server')
  goOnFrom(then, now, restored, 'server')
  expect(facilitationIn(then).run).toEqual(facilitationIn(now).run)
  expect(facilitationIn(then).run.step).toBeNull()
})

it('[D2] nobody but the server says who restored a board; what cannot be read is as good as not there', () => {
  const forger = new Y.Doc()
  goOnFrom(forger, new Y.Doc(), restored, 'forger')
  expect(rootsRefused(touchedBy(new Y.Doc(), Y.encodeStateAsUpdate(forger)), 'session')).toEqual(['restored'])
  expect(readRestored(newBoard().session)).toBeUndefined()
  forger.getMap('restored').set('latest', { at: 'yesterday' })
  expect(readRestored(forger)).toBeUndefined()
})
