import { messageType } from '@planwall/shared/protocol'
import * as decoding from 'lib0/decoding'
import { describe, expect, it } from 'vitest'
import { hocuspocus, yWebsocket } from './dialect.ts'
import { eachPresence, presenceBody } from './presence-body.ts'

const update = new Uint8Array([0, 0])

describe.each([
  ['y-websocket', yWebsocket],
  ['hocuspocus', hocuspocus],
])('the words of %s', (_name, dialect) => {
  it('an update is read as what was said', () => {
    expect(dialect.read(dialect.update('room', 'update', update))).toEqual({ type: 'update', update })
    expect(dialect.read(dialect.update('room', 'step2', update))).toEqual({ type: 'step2', update })
  })

  it('a question is a question', () => {
    expect(dialect.read(dialect.step1('room'))).toEqual({ type: 'step1' })
  })

  it('presence is told at a glance, and nothing else is', () => {
    const body = presenceBody(7, 3, '{"c":[1,2]}')
    const message = dialect.presence('room', body)
    expect(dialect.read(message)).toEqual({ type: 'presence', body })
    expect(dialect.isPresence(message)).toBe(true)
    expect(dialect.isPresence(dialect.update('room', 'update', update))).toBe(false)
  })
})

it('our word for what is on disk carries its count', () => {
  expect(yWebsocket.read(new Uint8Array([messageType.durable, 5]))).toEqual({ type: 'acked', count: 5 })
})

it('a message that is not known says nothing', () => {
  expect(yWebsocket.read(new Uint8Array([messageType.position, 1, 97, 3]))).toEqual({ type: 'other' })
})

it('Hocuspocus is given the name of the document and a token first', () => {
  const [hello = new Uint8Array()] = hocuspocus.hello('room')
  const decoder = decoding.createDecoder(hello)
  expect(decoding.readVarString(decoder)).toBe('room')
  expect(decoding.readVarUint(decoder)).toBe(2)
})

it('goes through presences without reading the states', () => {
  const heard: [number, number][] = []
  expect(eachPresence(presenceBody(7, 3, '{"name":"Zoë"}'), (id, clock) => heard.push([id, clock]))).toBe(1)
  expect(heard).toEqual([[7, 3]])
})
