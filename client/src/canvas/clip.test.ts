import { zone, arrow, boardWith, card } from '@planwall/shared/testing/builders'
import { anyBoard } from '@planwall/shared/testing/arbitraries'
import type { BoardElement } from '@planwall/shared/board/model'
import { sessionWith } from '@planwall/shared/testing/builders'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clipOf, readClip, unpack, wordsOf } from './clip.ts'
import type { Unpacking } from './clip.ts'

const ana = card('person', { id: 'ana', text: 'Ana', geometry: null })
const task = card('task', {
  id: 't',
  text: 'Call Bob',
  fields: { assignee: 'ana', moveId: 'm', dependsOn: ['u', 'gone'] },
})
const other = card('task', { id: 'u', text: 'Write the guide' })
const move = card('move', { id: 'm', text: 'Call everybody' })
const here = boardWith(ana, task, other, move).elements

function unpacked(
  clip: ReturnType<typeof clipOf>,
  elements: ReadonlyMap<string, BoardElement>,
  of: Partial<Unpacking> = {},
) {
  let count = 0
  return unpack(clip, {
    by: { x: 10, y: 20 },
    elements,
    zoneFor: () => null,
    top: null,
    now: 5,
    createdBy: 'me',
    newId: () => `n${++count}`,
    ...of,
  })
}

describe('copies', () => {
  it('of cards lie as far aside as asked, under new ids, as made now by the one who pastes', () => {
    const [copy] = unpacked(clipOf([move], here), here).cards
    expect(copy).toMatchObject({
      id: 'n1',
      text: 'Call everybody',
      geometry: { x: 10, y: 20 },
      createdAt: 5,
      createdBy: 'me',
    })
  })

  it('of two cards that refer to each other refer to each other; others are referred to where they are', () => {
    const copies = unpacked(clipOf([task, other], here), here).cards
    const copied = copies.find(({ text }) => text === 'Call Bob')
    const guide = copies.find(({ text }) => text === 'Write the guide')
    expect(copied?.fields).toEqual({ assignee: 'ana', moveId: 'm', dependsOn: [guide?.id] })
  })

  it('on another board find their people by name', () => {
    const there = boardWith(card('person', { id: 'ana-there', text: 'Ana', geometry: null })).elements
    expect(unpacked(clipOf([task], here), there).cards).toMatchObject([{ fields: { assignee: 'ana-there' } }])
  })

  it('on another board bring along people who are not there, and drop references to cards that are not', () => {
    const { cards } = unpacked(clipOf([task], here), new Map())
    const [person, copy] = cards
    expect(person).toMatchObject({ kind: 'person', text: 'Ana', geometry: null })
    expect(copy?.fields).toEqual({ assignee: person?.id })
  })

  it('of connectors join the copies; an end that was not copied is loose', () => {
    const [joined, loose] = [arrow('t', 'u'), arrow('t', 'm')]
    const { cards, connectors } = unpacked(clipOf([task, other, joined, loose], here), here)
    const idOf = (text: string) => cards.find((one) => one.text === text)?.id
    expect(connectors).toMatchObject([
      { from: idOf('Call Bob'), to: idOf('Write the guide') },
      { from: idOf('Call Bob'), to: null },
    ])
  })

  it('have no votes, and leave behind what this version does not know', () => {
    const unknown = card('from-the-future', { id: 'x' })
    expect(clipOf([unknown], here).cards).toEqual([])
    expect(JSON.stringify(clipOf([card('note', { votes: 7 })], here))).not.toContain('7')
  })

  it('of pictures are pictures of the same name, with their words, wherever they are put', () => {
    const common = { zoneId: 'z', order: 'a0', createdAt: 1, createdBy: 'ana' }
    const geometry = { x: 0, y: 0, w: 30, h: 20 }
    const picture = { id: 'p', asset: 'ab'.repeat(32), pixels: { w: 60, h: 40 }, text: 'A shop', isDecorative: false }
    const clip = readClip(JSON.stringify(clipOf([{ ...picture, ...common, type: 'picture', geometry }], here)))
    expect(clip && wordsOf(clip)).toBe('A shop')
    const [copy] = clip ? unpacked(clip, here).pictures : []
    expect(copy).toMatchObject({ ...picture, id: 'n1', zoneId: null, createdBy: 'me', geometry: { x: 10, y: 20 } })
    // What an older page copied has none.
    expect(unpacked(clipOf([task], here), here).pictures).toEqual([])
  })

  it('lie in the zone that takes them', () => {
    expect(unpacked(clipOf([move], here), here, { zoneFor: () => 'z' }).cards).toMatchObject([{ zoneId: 'z' }])
  })

  it('elsewhere are their words, a line each', () => {
    expect(wordsOf(clipOf([task, other, ana], here))).toBe('Call Bob\nWrite the guide')
  })

  it.each(['', 'Call Bob', '{}', '{"planwall":2}', '[1]'])('anything else is not a clip: %j', (text) => {
    expect(readClip(text)).toBeUndefined()
  })

  it('of any board survive the clipboard, and no card of a known kind is lost', () => {
    fc.assert(
      fc.property(anyBoard(sessionWith(zone('z'))), ({ elements }) => {
        const chosen = [...elements.values()]
        const clip = readClip(JSON.stringify(clipOf(chosen, elements)))
        if (!clip) throw new Error('A clip of ours was not read.')
        const known = chosen.filter((one) => one.type === 'card' && one.known && one.geometry)
        expect(unpacked(clip, elements).cards).toHaveLength(known.length)
      }),
    )
  })
})
