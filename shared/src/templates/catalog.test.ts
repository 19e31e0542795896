import Value from 'typebox/value'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { CARD_SIZE, freeSpot, GAP, overlaps } from '../board/geometry.ts'
import { isCardKind } from '../board/kinds.ts'
import { readBoard, readSession } from '../board/read.ts'
import { newBoard, replicaOf, sessionWith, syncAll, t1, TODAY } from '../testing/builders.ts'
import { addMoveColumn, applyTemplate, countColumns, moveColumn, periodFrom, zonesOfTemplate } from './apply.ts'
import { catalog, findTemplate } from './catalog.ts'
import { templateSchema } from './template.ts'

describe.each(catalog.map((template) => [template.id, template] as const))('template %s', (_id, template) => {
  const zones = zonesOfTemplate(template, template.columns?.max)

  it('is valid by the schema, and nothing in it is unknown to it', () => {
    expect(Value.Errors(templateSchema, template)).toEqual([])
    expect(Value.Clean(templateSchema, structuredCloneOf(template))).toEqual(template)
  })

  it('has zones with a name, a prompt and kinds that exist, none with the id of another', () => {
    for (const { name, prompt, accepts } of zones) {
      expect(name).not.toBe('')
      expect(prompt).not.toBe('')
      expect(accepts.filter((kind) => !isCardKind(kind))).toEqual([])
    }
    expect(new Set(zones.map(({ id }) => id)).size).toBe(zones.length)
  })

  it('has zones that do not overlap, in steps of one gap, large enough for a card', () => {
    const places = zones.map(({ geometry }) => geometry)
    expect(places.flatMap((a, i) => places.slice(i + 1).filter((b) => overlaps(a, b)))).toEqual([])
    for (const { x, y, w, h } of places) {
      expect([x % GAP, y % GAP, w % GAP, h % GAP]).toEqual([0, 0, 0, 0])
      const spot = freeSpot({ x, y, w, h }, [])
      expect(spot.x + CARD_SIZE.w).toBeLessThanOrEqual(x + w)
      expect(spot.y + CARD_SIZE.h).toBeLessThanOrEqual(y + h)
    }
  })

  it('means only zones it has, and an agenda that speaks of them and adds up', () => {
    const ids = new Set(zones.map(({ id }) => id))
    const named = zones.flatMap(({ meaning, parentId }) => [meaning.partOf, parentId]).filter((id) => id !== undefined)
    const steps = template.agenda.flatMap(({ zoneIds }) => zoneIds.map((id) => id.replaceAll('{n}', '1')))
    expect([...named, ...steps].filter((id) => !ids.has(id))).toEqual([])
    expect(template.agenda.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(template.minutes)
    const exits = template.agenda.flatMap(({ exit }) => exit)
    expect(exits.filter((code) => !template.checks.includes(code))).toEqual([])
  })
})

describe('the catalogue', () => {
  it('has T1, 40 minutes long, and a blank wall without zones', () => {
    expect(catalog.map(({ id }) => id)).toEqual(['T1', 'blank'])
    expect(t1().minutes).toBe(40)
    expect(zonesOfTemplate(t1()).filter(({ id }) => id.startsWith('move-'))).toHaveLength(5)
    expect(findTemplate('blank')?.zones).toEqual([])
    expect(findTemplate('T99')).toBeUndefined()
  })
})

describe('applying a template', () => {
  it('stamps both documents, says what the board is and adds the zones, in order', () => {
    const { board, session } = newBoard()
    expect(readBoard(board)).toMatchObject({ board: { schemaVersion: 1 }, problems: [] })
    const { session: read, problems } = readSession(session)
    expect(problems).toEqual([])
    expect(read.meta).toEqual({
      title: 'A plan',
      templateId: 'T1',
      timezone: 'UTC',
      period: { start: '2026-04-01', end: '2026-12-31' },
      createdAt: 0,
    })
    expect([...read.zones.values()].toSorted((a, b) => (a.order < b.order ? -1 : 1)).map(({ id }) => id)).toEqual([
      'goal',
      'ideas',
      ...[1, 2, 3, 4, 5].flatMap((n) => [
        `move-${n}`,
        `tasks-${n}-month`,
        `tasks-${n}-quarter`,
        `tasks-${n}-later`,
        `kpis-${n}`,
      ]),
      'parking',
    ])
    expect(read.zones.get('tasks-2-month')).toMatchObject({
      name: 'This month',
      parentId: 'move-2',
      meaning: { dueWindow: 'month', partOf: 'move-2', sets: { purpose: 'delivery' } },
    })
  })

  it('a blank board has no zones', () => {
    const { session } = newBoard(findTemplate('blank'))
    expect(readSession(session).session).toMatchObject({ meta: { templateId: 'blank' } })
    expect(readSession(session).session.zones.size).toBe(0)
  })

  it('is done under one origin, so that it can be told from what people do', () => {
    const docs = { board: new Y.Doc(), session: new Y.Doc() }
    const origins = new Set<unknown>()
    for (const doc of [docs.board, docs.session]) doc.on('update', (_update, origin) => origins.add(origin))
    const of = { title: '', timezone: 'UTC', today: TODAY, createdAt: 0, newId: () => 'x' }
    applyTemplate(docs, t1(), of, 'server')
    expect([...origins]).toEqual(['server'])
  })

  it.each([
    ['2026-01-31', '2026-01-01', '2026-12-31'],
    ['2026-09-01', '2026-09-01', '2026-12-31'],
    ['2026-10-01', '2026-10-01', '2027-09-30'],
    ['2027-12-31', '2027-12-01', '2028-11-30'],
    ['2027-03-01', '2027-03-01', '2027-12-31'],
  ])('the period of a board made on %s is %s to %s', (today, start, end) => {
    expect(periodFrom(today)).toEqual({ start, end })
  })
})

describe('adding a column', () => {
  it('puts it right of the last one and lists it before what follows the columns', () => {
    const { session } = newBoard()
    expect(countColumns(session, t1())).toBe(5)
    expect(addMoveColumn(session, t1(), 'test')).toBe(6)
    const { zones } = readSession(session).session
    expect(zones.get('move-1')?.geometry).toEqual(t1().columns?.zones[0]?.geometry)
    expect(zones.get('move-6')?.geometry.x).toBe((zones.get('move-5')?.geometry.x ?? 0) + 480)
    const listed = [...zones.values()].toSorted((a, b) => (a.order < b.order ? -1 : 1)).map(({ id }) => id)
    expect(listed.slice(-7)).toEqual([
      'kpis-5',
      'move-6',
      'tasks-6-month',
      'tasks-6-quarter',
      'tasks-6-later',
      'kpis-6',
      'parking',
    ])
  })

  it('by two facilitators at once makes one column', () => {
    const { session } = newBoard()
    const other = replicaOf(session)
    for (const doc of [session, other]) addMoveColumn(doc, t1(), 'test')
    syncAll(session, other)
    expect(countColumns(session, t1())).toBe(6)
    expect(readSession(session).session.zones).toEqual(readSession(other).session.zones)
  })

  it('goes on past the advised number, and starts where there is none', () => {
    const { session } = newBoard(t1(), 9)
    expect(addMoveColumn(session, t1(), 'test')).toBe(10)
    const { session: bare } = newBoard(t1(), 0)
    expect(addMoveColumn(bare, t1(), 'test')).toBe(1)
  })

  it('does nothing to a template without columns', () => {
    const { session } = newBoard(findTemplate('blank'))
    const blank = findTemplate('blank')
    expect(blank && addMoveColumn(session, blank, 'test')).toBeUndefined()
    expect(blank && moveColumn(blank, 1)).toEqual([])
    expect(readSession(session).session.zones).toEqual(sessionWith().zones)
  })
})

function structuredCloneOf<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}
