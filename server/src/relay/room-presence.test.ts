import { EventEmitter } from 'node:events'
import { limits, messageType } from '@planwall/shared/protocol'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Connection } from './connection.ts'
import type { Wire } from './connection.ts'
import { presenceEntry, presenceMessage } from './messages.ts'
import { createRelayStats } from './relay-stats.ts'
import { RoomPresence } from './room-presence.ts'
import { socketFrame } from './socket-frames.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** The newest of what is told with a tick, in a room of so few, ms. */
const TICK_MS = 16
const news = socketFrame(Uint8Array.of(messageType.sync, 2, 1, 7))

describe('people are told of each other', () => {
  it('with the next tick, in one write, the state before the pointer', () => {
    const { ada, bob, presence } = room()
    ada.says({ name: 'Ada' })
    vi.advanceTimersByTime(TICK_MS)
    ada.says({ name: 'Ada', picks: 'a card' })
    ada.points()
    expect(bob.writes()).toEqual([['awareness']])
    vi.advanceTimersByTime(TICK_MS)
    expect(bob.writes()).toEqual([['awareness'], ['awareness', 'cursor']])
    presence.destroy()
  })

  it('sooner and in the same write, where an update is told anyway', () => {
    const { ada, bob, all } = roomWithAda()
    ada.points()
    expect(all.takeAlong()).toBeUndefined()
    vi.advanceTimersByTime(TICK_MS - 3)
    const told = all.takeAlong()
    if (!told) throw new Error('Nothing is new of people.')
    all.tell(bob.connection, told, news)
    expect(bob.writes()).toEqual([['update', 'cursor']])
    expect(vi.getTimerCount()).toBe(0)
    expect(all.takeAlong()).toBeUndefined()
  })

  it('not while they read slowly, though updates are; and all at once when they can read again', () => {
    const { ada, bob, all } = roomWithAda()
    ada.points()
    vi.advanceTimersByTime(TICK_MS - 3)
    bob.stream.writableLength = limits.slowReaderBytes + 1
    const told = all.takeAlong()
    if (!told) throw new Error('Nothing is new of people.')
    all.tell(bob.connection, told, news)
    expect(bob.writes()).toEqual([['update']])
    bob.stream.writableLength = 0
    ada.points()
    vi.advanceTimersByTime(2 * TICK_MS)
    expect(bob.writes()).toEqual([['update'], ['awareness'], ['cursor']])
  })

  it('but of no pointers, where they would not understand them', () => {
    const { ada, all, presence } = roomWithAda()
    const old = someone(presence, 3, { isOurs: false })
    ada.points()
    vi.advanceTimersByTime(TICK_MS - 3)
    const told = all.takeAlong()
    if (!told) throw new Error('Nothing is new of people.')
    all.tell(old.connection, told, news)
    expect(old.writes().at(-1)).toEqual(['update'])
  })
})

function room() {
  const connections = new Set<Connection>()
  const presence = new RoomPresence(connections, { stats: createRelayStats(), now: Date.now })
  const enter = (number: number) => {
    const one = someone(presence, number)
    connections.add(one.connection)
    return one
  }
  return { presence, all: presence, ada: enter(1), bob: enter(2) }
}

/** A room in which everybody knows Ada, just now. */
function roomWithAda() {
  const open = room()
  open.ada.says({ name: 'Ada' })
  vi.advanceTimersByTime(1)
  open.bob.forget()
  return open
}

/** Somebody whose line takes everything at once; `number` is their client id too. */
function someone(presence: RoomPresence, number: number, { isOurs = true } = {}) {
  let written: Uint8Array[] = []
  let clock = 0
  const stream = Object.assign(new EventEmitter(), {
    writableLength: 0,
    writableNeedDrain: false,
    cork: () => undefined,
    uncork: () => undefined,
    write: (frame: Uint8Array) => written.push(frame) > 0,
  })
  const socket = Object.assign(new EventEmitter(), { readyState: 1 })
  const connection = new Connection({ socket, stream, takesDeflated: false } as unknown as Wire, {
    seatId: `seat${number}`,
    number,
    mayWrite: true,
    isOurs,
    since: undefined,
    now: Date.now,
    stats: createRelayStats(),
  })
  presence.enter(connection)
  return {
    connection,
    stream,
    says: (state: object) => {
      const entry = presenceEntry(number, ++clock, JSON.stringify(state))
      presence.hear(connection, bodyOf(presenceMessage([entry])))
    },
    points: () => presence.hearCursor(connection, Uint8Array.of(number * 2, 1, 1)),
    writes: () => written.map(messagesIn),
    forget: () => (written = []),
  }
}

/** An awareness message without its type and length, both of one byte. */
function bodyOf(message: Uint8Array): Uint8Array {
  return message.subarray(2)
}

/** Messages in frames of less than 126 bytes each. */
function messagesIn(bytes: Uint8Array): string[] {
  const types: string[] = []
  for (let at = 0; at < bytes.length; at += 2 + (bytes[at + 1] ?? 0)) types.push(names[bytes[at + 2] ?? 0] ?? 'other')
  return types
}

const names: Record<number, string> = {
  [messageType.sync]: 'update',
  [messageType.awareness]: 'awareness',
  [messageType.cursor]: 'cursor',
}
