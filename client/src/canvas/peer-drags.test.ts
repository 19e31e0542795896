import { readTogether } from '@planwall/shared/session/awareness'
import { describe, expect, it } from 'vitest'
import type { Peer } from '../sync/presence.ts'
import { PeerDrags } from './peer-drags.ts'

const home = { x: 100, y: 100, w: 200, h: 120 }
const placeOf = () => home

function peers(drag: Peer['drag'], selection = ['a']): Map<number, Peer> {
  const me = { name: 'Ana', color: 1, role: 'participant' as const, personId: null, cursor: null, editing: null }
  const together = readTogether(undefined)
  return new Map([[7, { ...me, clientId: 7, selection, drag, together }]])
}

describe("other people's drags", () => {
  it('a card is shown as far from its place as somebody drags it', () => {
    const drags = new PeerDrags()
    expect([...drags.update(peers({ x: 30, y: -10 }), placeOf)]).toEqual(['a'])
    drags.advance(1)
    expect(drags.shownAt('a', home)).toEqual({ ...home, x: 130, y: 90 })
  })

  it('a card springs back when the one who drags it is gone', () => {
    const drags = new PeerDrags()
    drags.update(peers({ x: 30, y: 0 }), placeOf)
    drags.advance(1)
    expect([...drags.update(new Map(), placeOf)]).toEqual(['a'])
    expect(drags.shownAt('a', home)).toEqual(home)
  })

  it('a card that was dropped is shown where it was dropped, although the drag is not yet known to have ended', () => {
    const drags = new PeerDrags()
    drags.update(peers({ x: 30, y: 0 }), placeOf)
    drags.advance(1)
    const dropped = { ...home, x: 130 }
    expect(drags.shownAt('a', dropped)).toEqual(dropped)
    drags.update(peers({ x: 31, y: 0 }), () => dropped)
    expect(drags.shownAt('a', dropped)).toEqual(dropped)
  })

  it('the next drag of a dropped card counts again', () => {
    const drags = new PeerDrags()
    drags.update(peers({ x: 30, y: 0 }), placeOf)
    drags.advance(1)
    const dropped = { ...home, x: 130 }
    drags.shownAt('a', dropped)
    drags.update(peers(null), () => dropped)
    drags.update(peers({ x: 5, y: 5 }), () => dropped)
    drags.advance(1)
    expect(drags.shownAt('a', dropped)).toEqual({ ...dropped, x: 135, y: 105 })
  })

  it('only cards whose offset changed are drawn again', () => {
    const drags = new PeerDrags()
    drags.update(peers({ x: 1, y: 1 }, ['a', 'b']), placeOf)
    expect([...drags.update(peers({ x: 1, y: 1 }, ['a', 'b']), placeOf)]).toEqual([])
    expect([...drags.update(peers({ x: 1, y: 1 }, ['b']), placeOf)]).toEqual(['a'])
  })

  it('a card glides to where it is, and then rests', () => {
    const drags = new PeerDrags()
    drags.update(peers({ x: 100, y: 0 }), placeOf)
    expect(drags.advance(0.5)).toEqual(['a'])
    expect(drags.shownAt('a', home).x).toBe(150)
    for (let frame = 0; frame < 20; frame++) drags.advance(0.5)
    expect(drags.shownAt('a', home).x).toBe(200)
    expect(drags.advance(0.5)).toEqual([])
  })

  it('an element that is not on the wall has no offset', () => {
    const drags = new PeerDrags()
    expect([...drags.update(peers({ x: 1, y: 1 }), () => null)]).toEqual([])
  })
})
