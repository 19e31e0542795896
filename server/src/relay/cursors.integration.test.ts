import { cursorMessage, eachCursor } from '@planwall/shared/cursor-message'
import { errorTable } from '@planwall/shared/errors'
import { messageType } from '@planwall/shared/protocol'
import { expect, it } from 'vitest'
import { createMemoryStore } from '../store/memory.ts'
import { openRawSocket } from '../testing/raw-socket.ts'
import { startTestApp } from '../testing/test-app.ts'
import { until } from '../testing/until.ts'
import { presenceEntry, presenceMessage } from './messages.ts'

it('a pointer that moves is told to our clients alone, without the rest of its person', async () => {
  const { come } = await room()
  const [ada, bob, stock] = [await come(1), await come(2), await come(3, {})]
  ada.send(cursorMessage(1, { x: 10, y: -20 }))
  await until(() => bob.pointers().get(1)?.x === 10)
  expect(bob.pointers()).toEqual(new Map([[1, { x: 10, y: -20 }]]))
  stock.send(presenceMessage([presenceEntry(3, 2, '{"moved":true}')]))
  await until(() => bob.states() > 3)
  expect(stock.pointers().size).toBe(0)
  expect(bob.frames.filter((frame) => frame[0] === messageType.cursor).every(({ length }) => length < 10)).toBe(true)
})

it('movements of one moment are told as one, the last of each', async () => {
  const { come } = await room()
  const [ada, bob, cid] = [await come(1), await come(2), await come(3)]
  for (let x = 0; x < 50; x++)
    for (const [id, { send }] of [ada, bob].entries()) send(cursorMessage(id + 1, { x, y: id }))
  await until(() => [1, 2].every((id) => cid.pointers().get(id)?.x === 49))
  expect(cid.frames.filter((frame) => frame[0] === messageType.cursor).length).toBeLessThan(20)
})

it('who comes later is told where pointers are, and that one has left the wall', async () => {
  const { come } = await room()
  const [ada, bob] = [await come(1), await come(2)]
  ada.send(cursorMessage(1, { x: 5, y: 6 }))
  bob.send(cursorMessage(2, null))
  await until(() => ada.pointers().has(2) && bob.pointers().has(1))
  const late = await come(3)
  await until(() => late.pointers().size === 2)
  expect(late.pointers()).toEqual(
    new Map([
      [1, { x: 5, y: 6 }],
      [2, null],
    ]),
  )
})

it('who has gone has no pointer any more', async () => {
  const { come } = await room()
  const [ada, bob] = [await come(1), await come(2)]
  for (const [id, one] of [ada, bob].entries()) one.send(cursorMessage(id + 1, { x: 5, y: 6 }))
  await until(() => bob.pointers().size === 2)
  ada.socket.close()
  await ada.closed
  const before = bob.states()
  await until(() => bob.states() > before)
  const late = await come(3)
  await until(() => late.pointers().has(2))
  expect(late.pointers().has(1)).toBe(false)
})

it('nobody moves the pointer of somebody else, or of nobody', async () => {
  const { come } = await room()
  const [ada, bob, mallory] = [await come(1), await come(2), await come(3)]
  for (const id of [1, 2, 77]) mallory.send(cursorMessage(id, { x: 666, y: 666 }))
  mallory.send(cursorMessage(3, { x: 3, y: 3 }))
  await until(() => ada.pointers().has(3) && bob.pointers().has(3))
  expect([...ada.pointers().keys(), ...bob.pointers().keys()]).toEqual([3, 3])
})

it.each([
  ['breaks off', [2, 9]],
  ['says more than a pointer', [2, 9, 9, 9]],
  ['is empty', []],
  ['says where it is after it has gone', [3, 9, 9]],
])('a pointer that %s closes its connection, and others notice nothing', async (_rule, body) => {
  const { come } = await room()
  const [ada, mallory] = [await come(1), await come(2)]
  mallory.send(Uint8Array.from([messageType.cursor, ...body]))
  expect((await mallory.closed).code).toBe(errorTable['bad-update'].close)
  const bob = await come(3)
  bob.send(cursorMessage(3, { x: 1, y: 1 }))
  await until(() => ada.pointers().has(3))
})

/** A board, and people who come to it with a state of their own; with `v=1` unless they are stock clients. */
async function room() {
  const server = await startTestApp({ store: createMemoryStore() })
  const board = await server.createBoard()
  const come = async (id: number, version: Record<string, string> = { v: '1' }) => {
    const { seatToken: token } = await server.takeSeat(board, 'participate', `Person ${id}`)
    const socket = await openRawSocket(server.url, board.boardId, { token, ...version })
    const countOf = (type: number) => socket.frames.filter((frame) => frame[0] === type).length
    socket.send(presenceMessage([presenceEntry(id, 1, `{"person":${id}}`)]))
    await until(() => countOf(messageType.awareness) > 0)
    const pointers = () => {
      const heard = new Map<number, { x: number; y: number } | null>()
      for (const frame of socket.frames) {
        if (frame[0] === messageType.cursor) eachCursor(frame.subarray(1), (who, at) => heard.set(who, at))
      }
      return heard
    }
    return { ...socket, pointers, states: () => countOf(messageType.awareness) }
  }
  return { come }
}
