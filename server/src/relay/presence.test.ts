import { assert, array, integer, json, property, record, uint8Array } from 'fast-check'
import * as decoding from 'lib0/decoding'
import { limits } from '@planwall/shared/protocol'
import { describe, expect, it } from 'vitest'
import { Awareness, applyAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { presenceEntry, presenceMessage } from './messages.ts'
import { Presence } from './presence.ts'
import type { PresenceOwner } from './presence.ts'

interface Entry {
  clientId: number
  clock: number
  state: string
}

const at = (clientId: number, clock: number, state = '{"x":1}'): Entry => ({ clientId, clock, state })

describe('presence', () => {
  it('tells everybody else who is here', () => {
    const { presence, ada, bob, say } = room()
    expect(say(ada, at(1, 0))).toEqual([1])
    expect(presence.othersThan(bob).map(read)).toEqual([at(1, 0)])
    expect(presence.othersThan(ada)).toEqual([])
  })

  it('passes on states as the bytes they came in', () => {
    const { ada, say, told } = room()
    const state = ' {"name" : "Zoë \\u00e9", "at":[1.50, -2e3]} '
    say(ada, at(300, 70_000, state))
    expect(told(300)).toEqual(at(300, 70_000, state))
  })

  it('takes no word for an id from anybody but its owner', () => {
    const { ada, bob, say, told } = room()
    say(ada, at(1, 0))
    expect(say(bob, at(1, 5, '{"x":2}'), at(1, 6, 'null'), at(2, 0))).toEqual([2])
    expect(told(1)).toEqual(at(1, 0))
  })

  it('does not tell again what was said again', () => {
    const { ada, say } = room()
    say(ada, at(1, 3))
    expect(say(ada, at(1, 3), at(1, 2))).toEqual([])
    expect(say(ada, at(1, 4))).toEqual([1])
  })

  it('says of those who leave that they are gone', () => {
    const { presence, ada, say, told } = room()
    say(ada, at(1, 4), at(2, 0))
    const changed = new Set<number>()
    presence.leave(ada, changed)
    expect([...changed]).toEqual([1, 2])
    expect([told(1), told(2)]).toEqual([at(1, 4, 'null'), at(2, 0, 'null')])
    expect(say(ada, at(3, 0), at(4, 0), at(5, 0), at(6, 0))).toHaveLength(4)
  })

  it('says of those who say that they are gone, with the clock they said it with', () => {
    const { ada, say, told } = room()
    say(ada, at(1, 4))
    expect(say(ada, at(1, 5, 'null'))).toEqual([1])
    expect(told(1)).toEqual(at(1, 5, 'null'))
  })

  it('does not let a late echo bring back somebody who left', () => {
    const { presence, ada, bob, say } = room()
    say(ada, at(1, 4))
    presence.leave(ada, new Set())
    expect(say(bob, at(1, 4), at(1, 9))).toEqual([])
    const sameSeat = owner(ada.seatId, bob.number)
    expect(say(sameSeat, at(1, 4))).toEqual([])
  })

  it('finds out those who come back with an old clock, and a stock client says a later one when it hears that it is gone', () => {
    const { presence, ada, bob, say, told } = room()
    const client = new Awareness(new Y.Doc())
    const id = client.clientID
    client.setLocalState({ x: 1 })
    say(ada, at(id, 1))
    presence.leave(ada, new Set())
    const again = owner(ada.seatId, bob.number + 1)
    presence.enter(again)
    expect(late(presence, again, at(id, 1))).toEqual([id])
    applyAwarenessUpdate(client, bodyOf([at(id, told(id)?.clock ?? 0, 'null')]), 'server')
    expect(client.getLocalState()).toEqual({ x: 1 })
    expect(client.meta.get(id)?.clock).toBe(2)
    expect(say(again, at(id, 2))).toEqual([id])
    client.destroy()
  })

  it("gives an id to its seat's next socket when that speaks later words", () => {
    const { presence, ada, bob, say, told } = room()
    say(ada, at(1, 4))
    const again = owner(ada.seatId, bob.number + 1)
    presence.enter(again)
    expect(say(again, at(1, 4))).toEqual([])
    expect(say(again, at(1, 5))).toEqual([1])
    const changed = new Set<number>()
    presence.leave(ada, changed)
    expect([...changed]).toEqual([])
    expect(told(1)).toEqual(at(1, 5))
  })

  it('lets one socket speak for a few ids only', () => {
    const { ada, say } = room()
    expect(say(ada, ...Array.from({ length: 50 }, (_, id) => at(id, 0)))).toHaveLength(limits.maxClientsPerConnection)
  })

  it.each([
    ['no JSON', '{'],
    ['no object', '"hello"'],
    ['a list', '[]'],
    ['too large', JSON.stringify({ text: 'x'.repeat(limits.maxAwarenessBytes) })],
  ])('refuses a state that is %s', (_rule, state) => {
    const { ada, say, told } = room()
    expect(() => say(ada, at(1, 0, state))).toThrow()
    expect(told(1)).toBeUndefined()
  })

  it('refuses a state that is no UTF-8', () => {
    const { presence, ada } = room()
    const body = Uint8Array.from([1, 1, 1, 9, ...Buffer.from('{"a":"'), 0xc3, ...Buffer.from('"}')])
    expect(() => presence.hear(ada, body, new Set())).toThrow(/object/)
  })

  it('whatever bytes come, what is passed on can be read by all', () => {
    const entry = record({ clientId: integer({ min: 0, max: 5 }), clock: integer({ min: 0, max: 9 }), state: json() })
    assert(
      property(array(entry), uint8Array({ maxLength: 40 }), integer({ min: 0, max: 500 }), (entries, noise, cut) => {
        const { presence, ada } = room()
        const good = bodyOf(entries)
        const changed = new Set<number>()
        try {
          presence.hear(ada, Buffer.concat([good.subarray(0, cut), noise, good.subarray(cut)]), changed)
        } catch {
          // What came before the mistake may be told.
        }
        const told = [...changed].flatMap((id) => presence.entryOf(id) ?? [])
        const client = new Awareness(new Y.Doc())
        applyAwarenessUpdate(client, presenceBody(told), 'server')
        client.destroy()
      }),
    )
  })

  it('does not remember for ever who left', () => {
    const { presence, say, told } = room()
    for (let id = 0; id < 1500; id++) {
      const one = owner(`seat${id}`, id)
      say(one, at(id, 0))
      presence.leave(one, new Set())
    }
    expect(told(0)).toBeUndefined()
    expect(told(1499)).toEqual(at(1499, 0, 'null'))
  })
})

function room() {
  const presence = new Presence()
  const ada = owner('seat-ada', 1)
  const bob = owner('seat-bob', 2)
  presence.enter(ada)
  presence.enter(bob)
  const say = (who: PresenceOwner, ...entries: Entry[]): number[] => {
    const changed = new Set<number>()
    presence.hear(who, bodyOf(entries), changed)
    return [...changed]
  }
  const told = (id: number): Entry | undefined => {
    const entry = presence.entryOf(id)
    return entry && read(entry)
  }
  return { presence, ada, bob, say, told }
}

function late(presence: Presence, who: PresenceOwner, ...entries: Entry[]): number[] {
  return presence.hear(who, bodyOf(entries), new Set())
}

function bodyOf(entries: readonly Entry[]): Uint8Array {
  return presenceBody(entries.map(({ clientId, clock, state }) => presenceEntry(clientId, clock, state)))
}

function presenceBody(entries: readonly Uint8Array[]): Uint8Array {
  const decoder = decoding.createDecoder(presenceMessage(entries))
  decoding.readVarUint(decoder)
  return decoding.readVarUint8Array(decoder)
}

function read(entry: Uint8Array): Entry {
  const decoder = decoding.createDecoder(entry)
  const clientId = decoding.readVarUint(decoder)
  const clock = decoding.readVarUint(decoder)
  return { clientId, clock, state: decoding.readVarString(decoder) }
}

function owner(seatId: string, number: number): PresenceOwner {
  return { seatId, number }
}
