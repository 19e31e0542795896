import * as Y from 'yjs'
import { addCards } from '../board/edit.ts'
import type { NewCard } from '../board/edit.ts'
import { CARD_SIZE } from '../board/geometry.ts'
import { isCardKind } from '../board/kinds.ts'
import type { CardKind } from '../board/kinds.ts'
import type { Board, BoardElement, Card, Connector, Session, Zone } from '../board/model.ts'
import { readSession } from '../board/read.ts'
import { applyTemplate } from '../templates/apply.ts'
import type { BoardDocs } from '../templates/apply.ts'
import { findTemplate } from '../templates/catalog.ts'
import type { Template } from '../templates/template.ts'

/** A day in the first month of a quarter, so that month, quarter and year end on different days. */
export const TODAY = '2026-04-15'

/** Values for tests: `boardWith(card('task', { id: 't', zoneId: 'tasks-1-month' }))`. What is not said is plain. */
export function card(kind: string, of: Partial<Omit<Card, 'type' | 'kind' | 'known'>> = {}): Card {
  return {
    type: 'card',
    kind,
    known: isCardKind(kind),
    id: kind,
    text: '',
    fields: {},
    zoneId: null,
    order: 'a0',
    geometry: { x: 0, y: 0, ...CARD_SIZE },
    createdAt: 0,
    createdBy: null,
    votes: 0,
    links: [],
    ...of,
  }
}

/** An arrow from one element to another. */
export function arrow(from: string | null, to: string | null): Connector {
  const geometry = { x: 0, y: 0, w: 0, h: 0 }
  const id = `${from} -> ${to}`
  return {
    type: 'connector',
    id,
    from,
    to,
    text: '',
    zoneId: null,
    order: 'a0',
    geometry,
    createdAt: 0,
    createdBy: null,
  }
}

export function boardWith(...elements: readonly BoardElement[]): Board {
  return { schemaVersion: 1, elements: new Map(elements.map((element) => [element.id, element])) }
}

export function zone(id: string, of: Partial<Omit<Zone, 'id'>> = {}): Zone {
  return {
    id,
    name: id,
    prompt: '',
    layout: 'grid',
    accepts: [],
    meaning: {},
    color: 'grey',
    order: 'a0',
    geometry: { x: 0, y: 0, w: 448, h: 352 },
    ...of,
  }
}

export function sessionWith(...zones: readonly Zone[]): Session {
  const meta = {
    title: '',
    templateId: 'T1',
    timezone: 'UTC',
    period: { start: '2026-04-01', end: '2026-12-31' },
    createdAt: 0,
  }
  return { schemaVersion: 1, meta, zones: new Map(zones.map((one) => [one.id, one])) }
}

/** What every T1 board begins with. */
export function t1Session(): Session {
  return readSession(newBoard().session).session
}

export function t1(): Template {
  const template = findTemplate('T1')
  if (!template) throw new Error('There is no T1.')
  return template
}

/** The documents of a new board, from T1 unless another template is given. */
export function newBoard(template: Template = t1(), columns?: number): BoardDocs {
  const docs = { board: new Y.Doc(), session: new Y.Doc() }
  const of = { title: 'A plan', timezone: 'UTC', today: TODAY, createdAt: 0, newId: counter() }
  applyTemplate(docs, template, columns === undefined ? of : { ...of, columns }, 'test')
  return docs
}

/** A new card for `addCards`. */
export function newCard(kind: CardKind, of: Partial<Omit<NewCard, 'kind'>> = {}): NewCard {
  return {
    id: kind,
    kind,
    text: '',
    zoneId: null,
    geometry: { x: 0, y: 0, ...CARD_SIZE },
    order: 'a0',
    createdAt: 0,
    createdBy: null,
    ...of,
  }
}

export function docWith(...cards: readonly NewCard[]): Y.Doc {
  const doc = new Y.Doc()
  addCards(doc, cards, 'test')
  return doc
}

/** Ids one after another: id-1, id-2 … */
export function counter(prefix = 'id'): () => string {
  let n = 0
  return () => `${prefix}-${++n}`
}

/** A replica that has everything the document has. */
export function replicaOf(doc: Y.Doc, clientId?: number): Y.Doc {
  const replica = new Y.Doc()
  if (clientId !== undefined) replica.clientID = clientId
  Y.applyUpdate(replica, Y.encodeStateAsUpdate(doc))
  return replica
}

/** Brings every replica all that any of them has. */
export function syncAll(...docs: readonly Y.Doc[]): void {
  for (const from of docs) {
    for (const to of docs) {
      if (from !== to) Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)), 'sync')
    }
  }
}
