import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { addCards, addConnector, setField, setText } from '../board/edit.ts'
import { elementsOf } from '../board/doc.ts'
import { overlaps } from '../board/geometry.ts'
import type { BoardElement, Card } from '../board/model.ts'
import { readBoard } from '../board/read.ts'
import { hostileText } from '../testing/arbitraries.ts'
import { counter, newCard, sessionWith, zone } from '../testing/builders.ts'
import { dice, during } from '../testing/session-builders.ts'
import type { Facilitation } from './facilitation.ts'
import { countSeats, revealCards } from './reveal.ts'
import type { Seat } from './reveal.ts'

const zones = sessionWith(
  zone('ideas', { accepts: ['note'], order: 'a1' }),
  zone('tasks', { accepts: ['task', 'microTask'], order: 'a2', geometry: { x: 1000, y: 0, w: 448, h: 352 } }),
).zones
const hidden = (anonymous: boolean, kinds = ['note', 'task', 'microTask']): Facilitation =>
  during({ mayAdd: kinds, private: true, anonymous }, { zoneIds: ['ideas', 'tasks'], zones })

function seat(name: string, ...cards: Parameters<typeof newCard>[]): Seat {
  const doc = new Y.Doc()
  addCards(
    doc,
    cards.map(([kind, of]) => newCard(kind, { zoneId: 'ideas', createdBy: name, ...of })),
    name,
  )
  return { seatId: `seat-${name}`, personId: name, doc }
}

function cardsIn(board: Y.Doc): Card[] {
  return [...readBoard(board).board.elements.values()].filter((one: BoardElement): one is Card => one.type === 'card')
}

const how = (of: Partial<Parameters<typeof revealCards>[3]> = {}) => ({
  anonymous: false,
  now: 90_000,
  random: dice(7),
  newId: counter('new'),
  ...of,
})

describe('the reveal', () => {
  it('[P8] beyond a step’s limit the last written stays out, however many seats one person has', () => {
    const board = new Y.Doc()
    const limited = during({ mayAdd: ['note'], private: true, maxOwn: 2 }, { zoneIds: ['ideas'], zones })
    const phone = { ...seat('ann', ['note', { id: 'c', text: 'Third', createdAt: 3 }]), seatId: 'phone' }
    const seats = [
      seat(
        'ann',
        ['note', { id: 'b', text: 'Second', createdAt: 2 }],
        ['note', { id: 'a', text: 'First', createdAt: 1 }],
      ),
      phone,
      seat('ben', ['note', { id: 'a', text: 'Ben', createdAt: 9 }]),
    ]
    expect(revealCards(seats, board, limited, how(), 'server')).toEqual({
      cards: 3,
      writers: 2,
      leftOut: [{ seatId: 'phone', ids: ['c'] }],
    })
    expect(
      cardsIn(board)
        .map(({ text }) => text)
        .toSorted(),
    ).toEqual(['Ben', 'First', 'Second'])
    expect(elementsOf(phone.doc).size).toBe(0)
  })

  it('[P5] moves every card of every seat to the board, in one transaction, and empties the seats', () => {
    const board = new Y.Doc()
    const seats = [
      seat('ann', ['note', { id: 'x', text: 'One' }]),
      seat('ben', ['note', { id: 'x', text: 'Two' }], ['note', { id: 'y', text: 'Three' }]),
      seat('cid'),
    ]
    let updates = 0
    board.on('update', () => updates++)
    expect(revealCards(seats, board, hidden(false), how(), 'server')).toEqual({ cards: 3, writers: 2, leftOut: [] })
    expect(updates).toBe(1)
    expect(
      cardsIn(board)
        .map(({ text, createdBy }) => `${text} ${createdBy}`)
        .toSorted(),
    ).toEqual(['One ann', 'Three ben', 'Two ben'])
    expect(countSeats(seats).map(({ cards }) => cards)).toEqual([0, 0, 0])
    expect(revealCards(seats, board, hidden(false), how(), 'server')).toEqual({ cards: 0, writers: 0, leftOut: [] })
    expect(cardsIn(board)).toHaveLength(3)
  })

  it('[P3] the seat says who wrote a card, never the card', () => {
    const board = new Y.Doc()
    revealCards([seat('ann', ['note', { createdBy: 'ben' }])], board, hidden(false), how(), 'server')
    expect(cardsIn(board)[0]?.createdBy).toBe('ann')
  })

  it('[P5] anonymous: neither name, nor old id, nor time of writing is in what others receive', () => {
    const board = new Y.Doc()
    const seats = ['ann-long-name', 'ben-long-name'].map((name) =>
      seat(name, ['task', { id: `secret-id-${name}`, text: 'Late', createdAt: 77_777_000, zoneId: 'tasks' }]),
    )
    revealCards(seats, board, hidden(true), how(), 'server')
    expect(cardsIn(board)).toHaveLength(2)
    for (const card of cardsIn(board)) expect(card).toMatchObject({ createdBy: null, createdAt: 90_000, text: 'Late' })
    const bytes = Buffer.from(Y.encodeStateAsUpdate(board)).toString('latin1')
    for (const secret of ['ann-long-name', 'ben-long-name', 'secret-id']) expect(bytes).not.toContain(secret)
    for (const { doc } of seats)
      for (const client of doc.store.clients.keys()) expect(board.store.clients.has(client)).toBe(false)
  })

  it('[P2] what was promised when it was written holds, whatever the reveal is asked for', () => {
    const board = new Y.Doc()
    const promised = hidden(false)
    const run = { ...promised.run, writing: { stepIds: ['s'], anonymous: true, since: 0 } }
    revealCards([seat('ann', ['note', {}])], board, { ...promised, run }, how(), 'server')
    expect(cardsIn(board)[0]?.createdBy).toBeNull()
    const other = new Y.Doc()
    revealCards([seat('ann', ['note', {}])], other, promised, how({ anonymous: true }), 'server')
    expect(cardsIn(other)[0]?.createdBy).toBeNull()
  })

  it('[P5] the order is drawn by lot: it does not tell whose cards are whose', () => {
    const orderWith = (seed: number) => {
      const board = new Y.Doc()
      const seats = ['ann', 'ben'].map((name) =>
        seat(
          name,
          ...Array.from({ length: 5 }, (_, i): Parameters<typeof newCard> => [
            'note',
            { id: `${name}${i}`, text: `${name}${i}` },
          ]),
        ),
      )
      revealCards(seats, board, hidden(true), how({ random: dice(seed) }), 'server')
      return cardsIn(board)
        .toSorted((a, b) => (a.order < b.order ? -1 : 1))
        .map(({ text }) => text)
        .join()
    }
    const orders = new Set(Array.from({ length: 20 }, (_, seed) => orderWith(seed)))
    expect(orders.size).toBe(20)
    expect(orderWith(3)).toBe(orderWith(3))
  })

  it('[P5] votes a card claims to have are dropped, and a card on the wall is never written over', () => {
    const board = new Y.Doc()
    addCards(board, [newCard('note', { id: 'goal', text: 'On the wall', zoneId: 'ideas' })], 'test')
    const ann = seat('ann', ['note', { id: 'goal', text: 'Mine' }])
    elementsOf(ann.doc).get('goal')?.set('v', 99)
    revealCards([ann], board, hidden(false), how(), 'server')
    expect(
      cardsIn(board)
        .map(({ text, votes }) => `${text} ${votes}`)
        .toSorted(),
    ).toEqual(['Mine 0', 'On the wall 0'])
  })

  it('[P7] cards lie in their zone, on no other card; without one, in the first that takes them', () => {
    const board = new Y.Doc()
    addCards(
      board,
      [newCard('note', { id: 'there', zoneId: 'ideas', geometry: { x: 16, y: 72, w: 200, h: 120 } })],
      'test',
    )
    const many = Array.from({ length: 9 }, (_, i): Parameters<typeof newCard> => ['note', { id: `n${i}` }])
    const seats = [
      seat('ann', ...many),
      seat(
        'ben',
        ['task', { zoneId: 'ideas' }],
        ['note', { id: 'q', zoneId: 'gone' }],
        ['note', { id: 'r', zoneId: null }],
      ),
    ]
    revealCards(seats, board, hidden(false), how(), 'server')
    const cards = cardsIn(board)
    expect(cards.map(({ kind, zoneId }) => `${kind} ${zoneId}`).toSorted()).toEqual([
      ...Array.from({ length: 12 }, () => 'note ideas'),
      'task tasks',
    ])
    const places = cards.flatMap(({ geometry }) => geometry ?? [])
    expect(places).toHaveLength(13)
    expect(places.flatMap((a, i) => places.slice(i + 1).filter((b) => overlaps(a, b)))).toEqual([])
  })

  it('[P7] a kind the step does not take becomes the first it takes, with its text', () => {
    const board = new Y.Doc()
    revealCards(
      [seat('ann', ['goal', { text: 'Sneak', fields: { metric: 'power' } }])],
      board,
      hidden(false, ['note']),
      how(),
      'server',
    )
    expect(cardsIn(board)).toMatchObject([{ kind: 'note', text: 'Sneak', fields: {}, zoneId: 'ideas' }])
  })

  it('[P1, P7] what was changed since it was made comes as it is now; references among one’s cards hold', () => {
    const board = new Y.Doc()
    const ann = seat(
      'ann',
      ['task', { id: 't', text: 'Old', zoneId: 'tasks' }],
      ['microTask', { id: 'm', text: 'Call', zoneId: 'tasks', fields: { taskId: 't', effortMinutes: 5 } }],
      ['task', { id: 'u', zoneId: 'tasks', fields: { dependsOn: ['t', 'wall'] } }],
    )
    setText(ann.doc, 't', 'New', 'ann')
    setField(ann.doc, 't', 'description', 'Long words', 'ann')
    setField(ann.doc, 't', 'doneWhen', 'It rings', 'ann')
    addConnector(
      ann.doc,
      {
        id: 'c',
        from: 'm',
        to: 't',
        geometry: { x: 0, y: 0, w: 0, h: 0 },
        order: 'a0',
        createdAt: 0,
        createdBy: 'ann',
      },
      'ann',
    )
    revealCards([ann], board, hidden(false), how(), 'server')
    const { elements } = readBoard(board).board
    const task = cardsIn(board).find(({ text }) => text === 'New')
    const micro = cardsIn(board).find(({ kind }) => kind === 'microTask')
    expect(task?.fields).toMatchObject({ description: 'Long words', doneWhen: 'It rings' })
    expect(micro?.fields).toMatchObject({ taskId: task?.id, effortMinutes: 5 })
    expect(cardsIn(board).find(({ fields }) => fields.dependsOn)?.fields.dependsOn).toEqual([task?.id, 'wall'])
    expect([...elements.values()].find(({ type }) => type === 'connector')).toMatchObject({
      from: micro?.id,
      to: task?.id,
    })
  })

  it('[P4] what facilitators are told before is how many, nothing else', () => {
    expect(countSeats([seat('ann', ['note', { text: 'secret' }]), seat('ben')])).toEqual([
      { seatId: 'seat-ann', personId: 'ann', cards: 1 },
      { seatId: 'seat-ben', personId: 'ben', cards: 0 },
    ])
  })

  const written = fc.array(
    fc.record({
      kind: fc.constantFrom('note', 'task', 'goal'),
      text: hostileText,
      zoneId: fc.constantFrom('ideas', 'tasks', 'gone', null),
    }),
    { maxLength: 6 },
  )

  it('[P5] loses nothing and doubles nothing, whatever was written', () => {
    fc.assert(
      fc.property(fc.array(written, { maxLength: 5 }), fc.boolean(), fc.nat(), (people, anonymous, seed) => {
        const board = new Y.Doc()
        addCards(board, [newCard('note', { id: 'c0', text: 'there', zoneId: 'ideas' })], 'test')
        const seats = people.map((cards, p) =>
          seat(
            `p${p}`,
            ...cards.map(({ kind, ...of }, i): Parameters<typeof newCard> => [kind as 'note', { id: `c${i}`, ...of }]),
          ),
        )
        const before = seats.flatMap(({ doc, personId }) =>
          cardsIn(doc).map(({ text }) => [text, anonymous ? null : personId]),
        )
        revealCards(seats, board, hidden(anonymous), how({ random: dice(seed) }), 'server')
        revealCards(seats, board, hidden(anonymous), how({ random: dice(seed), newId: counter('again') }), 'server')
        const after = cardsIn(board).map(({ text, createdBy }) => [text, createdBy])
        const sorted = (list: unknown[]) => list.map((one) => JSON.stringify(one)).toSorted()
        expect(sorted(after)).toEqual(sorted([...before, ['there', null]]))
      }),
      { numRuns: 60 },
    )
  })
})
