import { addCards } from '@planwall/shared/board/edit'
import type { NewCard } from '@planwall/shared/board/edit'
import { overlaps } from '@planwall/shared/board/geometry'
import type { Card } from '@planwall/shared/board/model'
import { newBoard, newCard } from '@planwall/shared/testing/builders'
import { describe, expect, it } from 'vitest'
import { addPerson, addTexts } from './add-cards.ts'
import {
  cardsAmong,
  cardsOfZone,
  changeField,
  changeFieldOfAll,
  changeKind,
  connect,
  deleteAll,
  dueFieldOf,
  duplicate,
  moveInList,
  moveToZone,
  ownerFieldOf,
  takesAll,
  tidyCards,
  tidyZone,
} from './card-acts.ts'
import type { BoardHandle } from './open-board.ts'
import { boardHandle, settled } from './testing/board-handle.ts'

async function handleWith(...cards: NewCard[]): Promise<BoardHandle> {
  const docs = newBoard()
  const handle = boardHandle(docs)
  addCards(docs.board, cards, 'somebody else')
  await settled()
  return handle
}

function task(id: string, of: Partial<NewCard> = {}): NewCard {
  return newCard('task', { id, text: id, zoneId: 'tasks-1-month', ...of })
}

function theCard(handle: BoardHandle, id: string): Card {
  const [card] = cardsAmong(handle, [id])
  if (!card) throw new Error(`No card ${id}`)
  return card
}

describe('adding texts as cards', () => {
  it('they take the kind and the meaning of their zone, do not lie on one another, and are one step of undo', async () => {
    const handle = await handleWith()
    const ids = addTexts(handle, { texts: [{ text: 'one' }, { text: 'two' }], zoneId: 'tasks-1-month' })
    await settled()
    const [one, two] = cardsOfZone(handle, 'tasks-1-month')
    expect([one?.id, two?.id]).toEqual(ids)
    expect(one).toMatchObject({ kind: 'task', text: 'one', createdBy: 'tess', fields: { purpose: 'delivery' } })
    expect(one?.fields.due).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(one?.geometry && two?.geometry && overlaps(one.geometry, two.geometry)).toBe(false)
    handle.undo.undo()
    await settled()
    expect(handle.view.getState().elements.size).toBe(0)
  })

  it('a person who is only named is not on the wall', async () => {
    const handle = await handleWith()
    const id = addPerson(handle, ' Ana ')
    await settled()
    expect(theCard(handle, id)).toMatchObject({ kind: 'person', text: 'Ana', geometry: null })
  })
})

describe('who carries a card and by when', () => {
  it('is said by the first such field the plan needs of its kind', () => {
    expect(['goal', 'move', 'task', 'kpi', 'decision', 'signoff', 'note', 'hologram'].map(ownerFieldOf)).toEqual([
      'accountable',
      'accountable',
      'assignee',
      'owner',
      'driver',
      'person',
      undefined,
      undefined,
    ])
    expect(['goal', 'task', 'kpi', 'risk', 'move'].map(dueFieldOf)).toEqual([
      'due',
      'due',
      'targetDate',
      undefined,
      undefined,
    ])
  })

  it('is set on all cards at once, each in its own field, as one step', async () => {
    const handle = await handleWith(
      task('t'),
      newCard('goal', { id: 'g', zoneId: 'goal' }),
      newCard('note', { id: 'n' }),
    )
    changeFieldOfAll(handle, ['t', 'g', 'n'], ownerFieldOf, 'ana')
    await settled()
    expect(['t', 'g', 'n'].map((id) => theCard(handle, id).fields)).toEqual([
      { assignee: 'ana' },
      { accountable: 'ana' },
      {},
    ])
    handle.undo.undo()
    await settled()
    expect(['t', 'g'].map((id) => theCard(handle, id).fields)).toEqual([{}, {}])
  })

  it('a value that is none is refused', async () => {
    const handle = await handleWith(task('t'))
    expect(changeField(handle, 't', 'due', 'soon')).toBe(false)
  })
})

describe('moving cards to a zone', () => {
  it('puts them in free places behind those it has, with the meaning of the zone', async () => {
    const handle = await handleWith(
      task('a', { zoneId: 'tasks-2-later' }),
      task('b', { order: 'a1' }),
      task('c', { order: 'a2' }),
    )
    moveToZone(handle, ['c', 'b'], 'tasks-2-later')
    await settled()
    const cards = cardsOfZone(handle, 'tasks-2-later')
    expect(cards.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect(cards[1]?.fields).toMatchObject({ purpose: 'delivery' })
    const [, b, c] = cards.map(({ geometry }) => geometry)
    expect(b && c && overlaps(b, c)).toBe(false)
  })

  it('out of every zone lies beside the zones, where none of them is', async () => {
    const handle = await handleWith(task('a'))
    moveToZone(handle, ['a'], null)
    await settled()
    const { geometry, zoneId } = theCard(handle, 'a')
    const zones = [...handle.view.getState().session.zones.values()]
    expect(zoneId).toBeNull()
    expect(zones.some((zone) => geometry && overlaps(zone.geometry, geometry))).toBe(false)
  })

  it('a zone that is gone changes nothing', async () => {
    const handle = await handleWith(task('a'))
    moveToZone(handle, ['a'], 'nowhere')
    await settled()
    expect(theCard(handle, 'a').zoneId).toBe('tasks-1-month')
  })

  it('a zone takes what it accepts while it has room; what lies in it already has its place', async () => {
    const handle = await handleWith(
      newCard('move', { id: 'm', zoneId: 'move-1' }),
      newCard('move', { id: 'm2' }),
      task('t'),
    )
    const zone = handle.view.getState().session.zones.get('move-1')
    if (!zone) throw new Error('T1 has a zone move-1')
    const takes = (...ids: string[]) => takesAll(zone, cardsAmong(handle, ids), 1)
    expect([takes('m'), takes('m2'), takes('t')]).toEqual([true, false, false])
  })
})

describe('order in lists', () => {
  const three = [task('a', { order: 'a1' }), task('b', { order: 'a2' }), task('c', { order: 'a3' })]

  it.each([
    ['b', -1, 'bac'],
    ['b', 1, 'acb'],
    ['a', -1, 'abc'],
    ['c', 1, 'abc'],
    ['nothing', 1, 'abc'],
  ] as const)('moving %s by %i gives %s', async (id, by, expected) => {
    const handle = await handleWith(...three)
    moveInList(handle, id, cardsOfZone(handle, 'tasks-1-month'), by)
    await settled()
    expect(
      cardsOfZone(handle, 'tasks-1-month')
        .map((card) => card.id)
        .join(''),
    ).toBe(expected)
  })
})

describe('tidying', () => {
  it('a zone has its cards in rows, in the order of the list', async () => {
    const handle = await handleWith(task('b', { order: 'a2' }), task('a', { order: 'a1' }))
    tidyZone(handle, 'tasks-1-month', 'grid')
    await settled()
    const [a, b] = cardsOfZone(handle, 'tasks-1-month').map(({ geometry }) => geometry)
    expect(a && b && a.y === b.y && a.x < b.x).toBe(true)
  })

  it('cards in no zone stay around where they were, none on another', async () => {
    const loose = Array.from({ length: 5 }, (_, i) =>
      newCard('note', { id: `n${i}`, geometry: { x: 5000, y: 5000, w: 200, h: 120 } }),
    )
    const handle = await handleWith(...loose)
    tidyCards(
      handle,
      loose.map(({ id }) => id),
    )
    await settled()
    const places = loose.map(({ id }) => theCard(handle, id).geometry)
    expect(places[0]).toMatchObject({ x: 5000, y: 5000 })
    for (const [i, a] of places.entries()) {
      for (const b of places.slice(i + 1)) expect(a && b && overlaps(a, b)).toBe(false)
    }
  })
})

describe('copies and lines', () => {
  it('a copy has every field, long texts and links too, and belongs to the same zone', async () => {
    const of = { fields: { due: '2026-12-31', description: 'Long words' }, links: ['https://example.org/'] }
    const handle = await handleWith(task('a', of))
    const [copy] = duplicate(handle, ['a'])
    await settled()
    const { fields, links, zoneId, text } = theCard(handle, copy ?? '')
    expect({ fields, links, zoneId, text }).toEqual({ ...of, zoneId: 'tasks-1-month', text: 'a' })
  })

  it('a line between two copied cards joins the copies', async () => {
    const handle = await handleWith(task('a'), task('b', { order: 'a1' }))
    const line = connect(handle, 'a', 'b') ?? ''
    await settled()
    const [a, b, copyOfLine] = duplicate(handle, ['a', 'b', line])
    await settled()
    expect(handle.view.getState().elements.get(copyOfLine ?? '')).toMatchObject({ type: 'connector', from: a, to: b })
  })

  it('there is one line from one card to another, and none to itself', async () => {
    const handle = await handleWith(task('a'), task('b'))
    const line = connect(handle, 'a', 'b')
    await settled()
    expect([connect(handle, 'a', 'b'), connect(handle, 'a', 'a'), connect(handle, 'a', 'gone')]).toEqual([
      line,
      undefined,
      undefined,
    ])
  })

  it('deleting and turning into another kind are one step each', async () => {
    const handle = await handleWith(newCard('note', { id: 'n', text: 'idea' }), newCard('note', { id: 'm' }))
    changeKind(handle, ['n', 'm'], 'task')
    deleteAll(handle, ['n', 'm'])
    await settled()
    expect(handle.view.getState().elements.size).toBe(0)
    handle.undo.undo()
    await settled()
    expect(theCard(handle, 'n')).toMatchObject({ kind: 'task', text: 'idea' })
    handle.undo.undo()
    await settled()
    expect([theCard(handle, 'n').kind, theCard(handle, 'm').kind]).toEqual(['note', 'note'])
  })
})
