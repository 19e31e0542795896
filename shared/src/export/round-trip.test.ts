import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { addConnector, addDrawing, addPicture, addShape, setDecorative, setKind, setVotes } from '../board/edit.ts'
import { elementsOf } from '../board/doc.ts'
import { readImport } from '../import/read-import.ts'
import { planSchema } from '../plan/plan.ts'
import type { Plan } from '../plan/plan.ts'
import { counter, docWith, newBoard, newCard, TODAY } from '../testing/builders.ts'
import { anyFullBoard, anyHostileBoard, docsOf, sourceOf } from '../testing/hostile-boards.ts'
import type { BoardDocs } from '../templates/apply.ts'
import type { PlanSource } from './format.ts'
import { boardJson } from './board-json.ts'
import { markdown } from './markdown.ts'
import { planJson } from './plan-json.ts'

const runs = { numRuns: 60 }

describe('export, import, export again', () => {
  it('board JSON is the same to the last byte', () => {
    fc.assert(
      fc.property(anyHostileBoard(), (board) => {
        const docs = docsOf(board)
        const before = boardJson.render(sourceOf(docs), {})
        expect(boardJson.render(sourceOf(imported(before)), {})).toBe(before)
      }),
      runs,
    )
  })

  it('plan JSON is the same, but for where the cards lie and when it was exported', () => {
    fc.assert(
      fc.property(anyHostileBoard(), (board) => {
        const docs = docsOf(board)
        const before = withoutUnknown(sourceOf(docs))
        const after = sourceOf(imported(planJson.render(before, {})))
        expect(comparable(after.plan)).toEqual(comparable(before.plan))
      }),
      runs,
    )
  })

  it('Markdown is the same to the last byte', () => {
    fc.assert(
      fc.property(anyHostileBoard(), (board) => {
        const docs = docsOf(board)
        const before = withoutOmitted(sourceOf(docs))
        const text = markdown.render(before, {})
        // Order among moves is said by the headings, so that the second writing is what counts.
        const once = withoutOmitted(sourceOf(imported(text)))
        expect(markdown.render(once, {})).toBe(text)
      }),
      runs,
    )
  })

  it('Markdown keeps every item of the plan under its id', () => {
    fc.assert(
      fc.property(anyHostileBoard(), (board) => {
        const docs = docsOf(board)
        const before = sourceOf(docs).plan
        const after = sourceOf(imported(markdown.render(sourceOf(docs), {}))).plan
        expect(idsIn(after)).toEqual(idsIn(before))
      }),
      runs,
    )
  })
})

it('a wall of 1,500 cards comes back from each of the three', () => {
  const once = { numRuns: 1, endOnFailure: true }
  fc.assert(
    fc.property(anyFullBoard(1500), (board) => {
      const source = sourceOf(docsOf(board))
      expect(source.board.elements.size).toBe(1650)
      const whole = boardJson.render(source, {})
      expect(boardJson.render(sourceOf(imported(whole)), {})).toBe(whole)
      const { plan } = sourceOf(imported(planJson.render(source, {})))
      expect(comparable(plan)).toEqual(comparable(withoutUnknown(source).plan))
      const text = markdown.render(withoutOmitted(source), {})
      expect(markdown.render(withoutOmitted(sourceOf(imported(text))), {})).toBe(text)
    }),
    once,
  )
})

const NAME = '0a'.repeat(32)
describe('the whole board', () => {
  it('arrows, shapes, drawings, pictures, votes, links and zones come back as they were', () => {
    const docs = newBoard()
    const at = { order: 'a1', createdAt: 5000, createdBy: 'p' }
    const g = { x: 1, y: 2, w: 3, h: 4 }
    fill(docs)
    addConnector(docs.board, { id: 'c', from: 'task', to: null, text: 'leads to', geometry: g, ...at }, 'test')
    addShape(
      docs.board,
      { id: 's', shape: 'ellipse', color: 'red', text: ']]>', zoneId: 'ideas', geometry: g, ...at },
      'test',
    )
    addDrawing(docs.board, { id: 'd', color: 'blue', points: [0, 0, 5, 5], zoneId: null, geometry: g, ...at }, 'test')
    const picture = { asset: NAME, pixels: { w: 30, h: 20 }, text: 'A shop', isDecorative: false, zoneId: null }
    addPicture(docs.board, { id: 'p', ...picture, geometry: g, ...at }, 'test')
    addPicture(docs.board, { id: 'q', ...picture, geometry: g, ...at }, 'test')
    setDecorative(docs.board, 'q', true, 'test')
    setVotes(docs.board, 'task', 4, 'test')
    const after = sourceOf(imported(boardJson.render(sourceOf(docs), {})))
    expect(after.board).toEqual(sourceOf(docs).board)
    expect(after.session).toEqual(sourceOf(docs).session)
  })

  it('what a newer version wrote is kept: unknown kinds, types, fields, and parts of the documents', () => {
    const docs = newBoard()
    fill(docs)
    elementsOf(docs.board).set(
      'new',
      new Y.Map<unknown>([
        ['b', { k: 'from-the-future', o: 'a0', at: 1, f: { x: [1] } }],
        ['t', new Y.Text('!')],
      ]),
    )
    elementsOf(docs.board).set(
      'odd',
      new Y.Map<unknown>([
        ['b', { t: 'hologram', o: 'a0', at: 1 }],
        ['.depth', 7],
      ]),
    )
    setKind(docs.board, 'move', 'note', 'test')
    docs.session.getMap('steps').set('now', new Y.Map<unknown>([['at', 3]]))
    docs.session.getMap('meta').set('mood', 'good')
    docs.session.getArray('log').push(['one', { $y: 'not ours' }])
    docs.board.getText('task/lyrics').insert(0, 'la la')
    const text = boardJson.render(sourceOf(docs), {})
    const again = imported(text)
    expect(boardJson.render(sourceOf(again), {})).toBe(text)
    for (const id of ['new', 'odd']) {
      expect(elementsOf(again.board).get(id)?.toJSON()).toEqual(elementsOf(docs.board).get(id)?.toJSON())
    }
    expect(again.session.getMap('steps').toJSON()).toEqual({ now: { at: 3 } })
    expect(again.session.getMap('meta').get('mood')).toBe('good')
    expect(again.session.getArray('log').toJSON()).toEqual(['one', { $y: 'not ours' }])
    expect(again.board.getText('task/lyrics').toString()).toBe('la la')
  })
})

describe('a plan of another program', () => {
  const example: Partial<Plan> & Record<string, unknown> = {
    schemaVersion: '1.0.0',
    id: 'plan-x',
    name: 'Joint plan',
    'x-theirs': { kept: true },
    moves: [{ id: 'm1', name: 'Prove it', performanceIndicatorIds: ['k1'] }],
    tasks: [{ id: 't1', summary: 'Agree', moveId: 'm1', parentTaskId: 't0', derivedFrom: [] }],
    performanceIndicators: [{ id: 'k1', name: 'Surveys' }],
    risks: [{ id: 'r1', event: 'Called back', mitigationTaskIds: ['t1'] }],
    provenance: { boardId: 'b', exportedAt: '2026-01-06T16:05:00Z', generator: 'theirs' },
  }

  it('is read where lists are missing, and what is said from one side only is understood', () => {
    const { plan } = sourceOf(imported(JSON.stringify(example)))
    expect(plan.performanceIndicators[0]).toMatchObject({ id: 'k1', measures: 'm1' })
    expect(plan.tasks[0]).toMatchObject({ id: 't1', moveId: 'm1', mitigates: ['r1'] })
    expect((plan as Record<string, unknown>)['x-theirs']).toEqual({ kept: true })
  })

  it('what a finished plan was finished in spite of is waived on the new board too', () => {
    const checks = [{ code: 'RSK-06', severity: 'error', message: 'x', waivedBy: 'p1', waiverReason: 'Run by HR' }]
    const people = [{ id: 'p1', displayName: 'Ana' }]
    const { session } = sourceOf(imported(JSON.stringify({ ...example, checks, people })))
    expect([...(session.waivers?.values() ?? [])]).toEqual([{ code: 'RSK-06', reason: 'Run by HR', by: 'p1', at: 0 }])
  })

  it('names what no card can hold', () => {
    const reading = readImport(JSON.stringify(example), counter('new'))
    if (!reading.ok) throw new Error(reading.message)
    const notKept = reading.apply({ board: new Y.Doc(), session: new Y.Doc() }, context(), 'test')
    expect(notKept).toEqual(['/tasks/0/parentTaskId'])
  })
})

function fill(docs: BoardDocs): void {
  const cards = [
    newCard('move', { text: 'Move', zoneId: 'move-1' }),
    newCard('task', { text: 'Task', zoneId: 'tasks-1-month', links: ['https://example.org'], createdBy: 'p' }),
  ]
  Y.applyUpdate(docs.board, Y.encodeStateAsUpdate(docWith(...cards)))
}

function context() {
  return { timezone: 'UTC', today: TODAY, createdAt: 0, newId: counter('new') }
}

function imported(text: string): BoardDocs {
  const reading = readImport(text, counter('new'))
  if (!reading.ok) throw new Error(`${reading.message} (${reading.path})`)
  const docs = { board: new Y.Doc(), session: new Y.Doc() }
  reading.apply(docs, context(), 'test')
  return { board: replica(docs.board), session: replica(docs.session) }
}

/** As it arrives from a server: parts of the document have no type yet. */
function replica(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

function withoutOmitted({ plan, ...rest }: PlanSource): PlanSource {
  return { ...rest, plan: { ...plan, omitted: [] } }
}

/** What a newer version made is named in a plan, and cannot be made of that. */
function withoutUnknown({ plan, ...rest }: PlanSource): PlanSource {
  return { ...rest, plan: { ...plan, omitted: plan.omitted.filter(({ reason }) => reason !== 'unknown-kind') } }
}

/** Lists go by moves after an import, and zones are the new board's; all else has to be the same. */
function comparable(whole: Plan): unknown {
  const { provenance: _, ...plan } = JSON.parse(JSON.stringify(whole)) as Plan
  const lists = Object.keys(planSchema.properties).filter((name) => name !== 'moves')
  const plain = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plain).toSorted((a, b) => compare(JSON.stringify(a), JSON.stringify(b)))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => name !== 'zoneId')
        .map(([name, inner]) => [name, plain(inner)]),
    )
  }
  const { moves } = plan
  return {
    ...(plain(Object.fromEntries(Object.entries(plan).filter(([name]) => lists.includes(name)))) as object),
    moves: moves.map(plain),
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function idsIn(plan: Plan): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(plan).flatMap(([name, items]) => {
      if (!Array.isArray(items) || name === 'omitted') return []
      const ids = items.flatMap((item) => ('id' in item ? [item.id ?? ''] : []))
      return [[name, ids.toSorted(compare)]]
    }),
  )
}
