import { limits } from '@planwall/shared/protocol'
import { describe, expect, it } from 'vitest'
import { Presence } from './presence.ts'
import type { PresenceOwner } from './presence.ts'

const at = (clientId: number, clock: number, state = '{"x":1}') => ({ clientId, clock, state })

describe('presence', () => {
  it('tells everybody else who is here', () => {
    const { presence, ada, bob } = room()
    expect(presence.hear(ada, [at(1, 0)])).toEqual([1])
    expect(presence.othersThan(bob)).toEqual([at(1, 0)])
    expect(presence.othersThan(ada)).toEqual([])
  })

  it('takes no word for an id from anybody but its owner', () => {
    const { presence, ada, bob } = room()
    presence.hear(ada, [at(1, 0)])
    expect(presence.hear(bob, [at(1, 5, '{"x":2}'), at(1, 6, 'null'), at(2, 0)])).toEqual([2])
    expect(presence.entriesOf([1])).toEqual([at(1, 0)])
  })

  it('says of those who leave that they are gone', () => {
    const { presence, ada } = room()
    presence.hear(ada, [at(1, 4), at(2, 0)])
    expect(presence.leave(ada)).toEqual([1, 2])
    expect(presence.entriesOf([1, 2])).toEqual([at(1, 4, 'null'), at(2, 0, 'null')])
  })

  it('does not let a late echo bring back somebody who left', () => {
    const { presence, ada, bob } = room()
    presence.hear(ada, [at(1, 4)])
    presence.leave(ada)
    expect(presence.hear(bob, [at(1, 4), at(1, 9)])).toEqual([])
    const sameSeat = owner(ada.seatId, bob.number)
    expect(presence.hear(sameSeat, [at(1, 4)])).toEqual([])
  })

  it('shows somebody who comes back with an old clock at once, with a newer one', () => {
    const { presence, ada, bob } = room()
    presence.hear(ada, [at(1, 4)])
    presence.leave(ada)
    const again = owner(ada.seatId, bob.number + 1)
    presence.enter(again)
    expect(presence.hear(again, [at(1, 4)])).toEqual([1])
    expect(presence.entriesOf([1])).toEqual([at(1, 5)])
  })

  it("gives an id to its seat's next socket when that speaks later words", () => {
    const { presence, ada, bob } = room()
    presence.hear(ada, [at(1, 4)])
    const again = owner(ada.seatId, bob.number + 1)
    presence.enter(again)
    expect(presence.hear(again, [at(1, 4)])).toEqual([])
    expect(presence.hear(again, [at(1, 5)])).toEqual([1])
    expect(presence.leave(ada)).toEqual([])
    expect(presence.entriesOf([1])).toEqual([at(1, 5)])
  })

  it('lets one socket speak for a few ids only', () => {
    const { presence, ada } = room()
    const many = Array.from({ length: 50 }, (_, id) => at(id, 0))
    expect(presence.hear(ada, many)).toHaveLength(limits.maxClientsPerConnection)
  })

  it.each([
    ['no JSON', '{'],
    ['no object', '"hello"'],
    ['too large', JSON.stringify({ text: 'x'.repeat(limits.maxAwarenessBytes) })],
  ])('refuses a state that is %s', (_rule, state) => {
    const { presence, ada } = room()
    expect(() => presence.hear(ada, [at(1, 0, state)])).toThrow()
    expect(presence.entriesOf([1])).toEqual([])
  })

  it('does not remember for ever who left', () => {
    const { presence } = room()
    for (let id = 0; id < 1500; id++) {
      const one = owner(`seat${id}`, id)
      presence.hear(one, [at(id, 0)])
      presence.leave(one)
    }
    expect(presence.entriesOf([0])).toEqual([])
    expect(presence.entriesOf([1499])).toHaveLength(1)
  })
})

function room() {
  const presence = new Presence()
  const ada = owner('seat-ada', 1)
  const bob = owner('seat-bob', 2)
  presence.enter(ada)
  presence.enter(bob)
  return { presence, ada, bob }
}

function owner(seatId: string, number: number): PresenceOwner {
  return { seatId, number }
}
