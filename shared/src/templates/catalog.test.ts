import Value from 'typebox/value'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { CARD_SIZE, freeSpot, freeSpots, GAP, overlaps } from '../board/geometry.ts'
import { addCards } from '../board/edit.ts'
import { fieldOf, isCardKind } from '../board/kinds.ts'
import { checkSettingsOf, defaultThresholds } from '../plan/check-settings.ts'
import { checkPlan } from '../plan/checks.ts'
import { extractPlan } from '../plan/extract.ts'
import { isZoneMeant } from '../session/step.ts'
import { readBoard, readSession } from '../board/read.ts'
import { newBoard, newCard, replicaOf, sessionWith, syncAll, t1, TODAY } from '../testing/builders.ts'
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

  it('[W5] has an agenda that adds up, speaks of zones it has, and says something in every step', () => {
    const ids = new Set(zones.map(({ id }) => id))
    const named = zones.flatMap(({ meaning, parentId }) => [meaning.partOf, parentId]).filter((id) => id !== undefined)
    expect(named.filter((id) => !ids.has(id))).toEqual([])
    expect(template.agenda.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(template.minutes)
    for (const { title, say, notes, zoneIds, exit } of template.agenda) {
      for (const text of [title, say, notes]) expect(text.trim()).not.toBe('')
      expect(say.length).toBeLessThanOrEqual(240)
      expect(zoneIds.length).toBeGreaterThan(0)
      for (const id of zoneIds) expect(zones.some((zone) => isZoneMeant([id], zone.id))).toBe(true)
      expect(exit.filter((code) => !template.checks.includes(code))).toEqual([])
    }
  })

  it('[W5] lets people add only what a zone of the step takes, and votes on what can lie there', () => {
    for (const { rules, vote, zoneIds } of template.agenda) {
      const kinds = zones.filter(({ id }) => isZoneMeant(zoneIds, id)).flatMap(({ accepts }) => accepts)
      for (const kind of [...rules.mayAdd, ...(rules.editKinds ?? []), ...(vote?.kinds ?? [])])
        expect(kinds).toContain(kind)
      for (const { field } of vote?.axes ?? [])
        for (const kind of vote?.kinds ?? []) expect(fieldOf(kind, field)).toBeDefined()
      if (vote?.field) for (const kind of vote.kinds) expect(fieldOf(kind, vote.field)).toBeDefined()
    }
  })

  it('[W5] has room in every zone for the cards it is for, and those that lie there from the start', () => {
    for (const { id, geometry, maxCards } of zones) {
      const starting = (template.cards ?? []).filter(({ zoneId }) => isZoneMeant([zoneId], id)).length
      const needed = Math.max(1, starting, Math.min(maxCards ?? 1, 4))
      for (const spot of freeSpots(geometry, [], needed)) {
        expect(spot.x + CARD_SIZE.w).toBeLessThanOrEqual(geometry.x + geometry.w)
        expect(spot.y + CARD_SIZE.h).toBeLessThanOrEqual(geometry.y + geometry.h)
      }
    }
  })

  it('[W5] sets fields that some card it takes has, and limits that somebody knows', () => {
    for (const { accepts, meaning } of zones) {
      for (const name of Object.keys(meaning.sets ?? {})) {
        const setting = accepts.filter((kind) => fieldOf(kind, name))
        expect(setting).not.toEqual([])
        const value = meaning.sets?.[name]
        for (const kind of setting) expect(Value.Check(fieldOf(kind, name)?.schema as never, value)).toBe(true)
      }
    }
    const known = [...Object.keys(defaultThresholds), 'scoreSpreadWide']
    expect(Object.keys(template.settings.thresholds).filter((name) => !known.includes(name))).toEqual([])
  })
})

describe('the catalogue', () => {
  it.each([
    ['T1', 40, ['GOL-01', 'MOV-04', 'TSK-05', 'CAS-01', 'OVR-01']],
    ['S90', 90, ['GOL-01', 'RSK-07', 'MOV-03', 'PRK-01', 'MIC-03']],
    ['T5', 40, ['RSK-01', 'RSK-02', 'RSK-03', 'RSK-04', 'RSK-05', 'RSK-06', 'RSK-07']],
    ['T8', 15, ['MOV-03', 'DEC-01', 'DEC-02', 'PRK-01']],
    ['T9', 15, ['CAD-01', 'CAD-02', 'CAD-03', 'CAD-04', 'CAD-05', 'CAD-06', 'CAD-07']],
    ['T10', 10, ['MIC-01', 'MIC-02', 'MIC-03']],
    ['blank', 0, []],
  ])('has %s, %s minutes long, with its checks', (id, minutes, checks) => {
    const template = findTemplate(id)
    expect(template?.minutes).toBe(minutes)
    expect(template?.checks.filter((code) => checks.includes(code)).toSorted()).toEqual(checks.toSorted())
  })

  it('has no others, and T1 has five columns', () => {
    expect(catalog.map(({ id }) => id)).toEqual(['T1', 'S90', 'T5', 'T8', 'T9', 'T10', 'blank'])
    expect(zonesOfTemplate(t1()).filter(({ id }) => id.startsWith('move-'))).toHaveLength(5)
    expect(findTemplate('blank')?.zones).toEqual([])
    expect(findTemplate('T99')).toBeUndefined()
  })

  it('[W5] the 90 minutes have every step of their parts, in order', () => {
    const parts = ['T1', 'T5', 'T8', 'T10'].flatMap((id) => findTemplate(id)?.agenda.map((step) => step.id) ?? [])
    expect(findTemplate('S90')?.agenda.map(({ id }) => id)).toEqual([...parts, 'close'])
  })

  it('[CAS-01] in the 90 minutes a theme of failure threatens the goal, so that its cure is no orphan', () => {
    const docs = newBoard(findTemplate('S90'))
    const cards = [
      newCard('goal', { id: 'g', zoneId: 'goal' }),
      newCard('risk', { id: 'r', zoneId: 'theme-2' }),
      newCard('task', { id: 'cure', zoneId: 'cures-2' }),
      newCard('task', { id: 'lost', zoneId: null }),
    ]
    addCards(docs.board, cards, 'test')
    const { session } = readSession(docs.session)
    const of = { boardId: 'b', asOf: TODAY, exportedAt: `${TODAY}T09:00:00Z`, generator: 'test' }
    const plan = extractPlan(readBoard(docs.board).board, session, of)
    expect(plan.risks).toMatchObject([{ id: 'r', threatens: ['g'], mitigationTaskIds: ['cure'] }])
    const orphans = checkPlan(plan, checkSettingsOf(session)).findings.filter(({ code }) => code === 'CAS-01')
    expect(orphans.map(({ subject }) => subject?.cardId)).toEqual(['lost'])
  })

  it('[W5] a pre-mortem is written in private, without names and without cursors', () => {
    for (const id of ['T5', 'S90']) {
      const step = findTemplate(id)?.agenda.find((one) => one.id === '5.2')
      expect(step?.rules).toMatchObject({ private: true, anonymous: true, cursors: false, mayAdd: ['failure'] })
    }
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
