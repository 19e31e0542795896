import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cardKinds, isCardKind } from '../board/kinds.ts'
import type { BoardElement, Card } from '../board/model.ts'
import { anyLargeBoard } from '../testing/arbitraries.ts'
import { boardWith, card, t1Session } from '../testing/builders.ts'
import { diffPlans, isSame } from './diff.ts'
import type { PlanDiff } from './diff.ts'
import { extractPlan } from './extract.ts'
import { itemsOfPlan } from './plan-items.ts'
import type { Plan } from './plan.ts'

const wall = t1Session()
const context = { boardId: 'b', asOf: '2026-04-15', exportedAt: '2026-04-15T09:00:00Z', generator: 'test' }
const planOf = (...elements: BoardElement[]) => extractPlan(boardWith(...elements), wall, context)

const ana = card('person', { id: 'ana', text: 'Ana' })
const ben = card('person', { id: 'ben', text: 'Ben' })
const move = card('move', { id: 'm', text: 'Prove it', fields: { accountable: 'ana' } })
const task = (of: Partial<Card> & { fields?: Record<string, unknown> } = {}) =>
  card('task', {
    id: 't',
    text: 'Call',
    ...of,
    fields: { moveId: 'm', assignee: 'ana', due: '2026-05-01', ...of.fields },
  })
const before = planOf(ana, ben, move, task())
const nothing: PlanDiff = { plan: [], moved: [], changed: [], added: [], removed: [] }
const named = { section: 'tasks', kind: 'task', id: 't', cardId: 't', name: 'Call' }

const rows: [rule: string, after: Plan, diff: Partial<PlanDiff>][] = [
  ['the same plan is the same', planOf(ana, ben, move, task()), {}],
  [
    'dates and owners stand first, dates before owners',
    planOf(ana, ben, move, task({ fields: { assignee: 'ben', due: '2026-06-01', doneWhen: 'Yes' } })),
    {
      moved: [
        {
          ...named,
          section: 'tasks',
          kind: 'task',
          fields: [
            { field: 'due', about: 'date', before: '2026-05-01', after: '2026-06-01' },
            { field: 'assignee', about: 'owner', before: 'ana', after: 'ben' },
          ],
        },
      ],
      changed: [
        {
          ...named,
          section: 'tasks',
          kind: 'task',
          fields: [{ field: 'definitionOfDone', about: 'other', after: 'Yes' }],
        },
      ],
    },
  ],
  [
    'what was not set has no before, what was taken away no after',
    planOf(
      ana,
      ben,
      move,
      card('task', { id: 't', text: 'Call', fields: { moveId: 'm', assignee: 'ana', start: '2026-04-20' } }),
    ),
    {
      moved: [
        {
          ...named,
          section: 'tasks',
          kind: 'task',
          fields: [
            { field: 'start', about: 'date', after: '2026-04-20' },
            { field: 'due', about: 'date', before: '2026-05-01' },
          ],
        },
      ],
    },
  ],
  [
    'what came and what went is named',
    planOf(ana, ben, move, card('risk', { id: 'r', text: 'Ill' })),
    {
      added: [{ section: 'risks', kind: 'risk', id: 'r', cardId: 'r', name: 'Ill' }],
      removed: [{ ...named, section: 'tasks', kind: 'task' }],
    },
  ],
  [
    'a card that became another kind went and came',
    planOf(ana, ben, move, { ...task(), kind: 'decision', fields: {} }),
    {
      added: [{ section: 'decisions', kind: 'decision', id: 't', cardId: 't', name: 'Call' }],
      removed: [{ ...named, section: 'tasks', kind: 'task' }],
    },
  ],
  [
    'where a card lies, its votes and its author are no change',
    planOf(ana, ben, move, task({ votes: 3, createdBy: 'ben', geometry: null })),
    {},
  ],
  [
    'what the plan says as a whole is told by itself',
    { ...before, status: 'complete', revision: 2, period: { start: '2026-04-01', end: '2027-03-31' } },
    {
      plan: [
        { field: 'status', about: 'other', before: 'draft', after: 'complete' },
        {
          field: 'period',
          about: 'other',
          before: { start: '2026-04-01', end: '2026-12-31' },
          after: { start: '2026-04-01', end: '2027-03-31' },
        },
      ],
    },
  ],
]

describe('the difference between two plans', () => {
  it.each(rows)('%s', (_rule, after, diff) => {
    expect(diffPlans(before, after)).toEqual({ ...nothing, ...diff })
    expect(isSame(diffPlans(before, after))).toBe(Object.keys(diff).length === 0)
  })

  it('challenges are told apart from their assumption', () => {
    const belief = card('assumption', { id: 'a' })
    const doubt = (text: string) => card('challenge', { id: 'c', text, fields: { about: 'a' } })
    expect(diffPlans(planOf(belief, doubt('No')), planOf(belief, doubt('Why?')))).toMatchObject({
      changed: [{ section: 'challenges', id: 'c', fields: [{ field: 'text', before: 'No', after: 'Why?' }] }],
    })
  })
})

describe('always', () => {
  it('a plan differs in nothing from itself, and back is the reverse of there', () => {
    fc.assert(
      fc.property(anyLargeBoard(wall, 400), anyLargeBoard(wall, 400), (one, other) => {
        const [a, b] = [extractPlan(one, wall, context), extractPlan(other, wall, context)]
        expect(isSame(diffPlans(a, JSON.parse(JSON.stringify(a)) as Plan))).toBe(true)
        const [there, back] = [diffPlans(a, b), diffPlans(b, a)]
        expect(back.added.map(({ id }) => id)).toEqual(there.removed.map(({ id }) => id))
        const fields = ({ moved, changed }: PlanDiff) =>
          [...moved, ...changed].flatMap(({ id, fields: some }) => some.map(({ field }) => `${id} ${field}`)).toSorted()
        expect(fields(back)).toEqual(fields(there))
      }),
      { numRuns: 15 },
    )
  })

  it('[P3] ids stay the same from revision to revision: words, fields and places change no id', () => {
    fc.assert(
      fc.property(anyLargeBoard(wall, 400), (board) => {
        const edited = [...board.elements.values()].map((element): BoardElement => {
          if (element.type !== 'card' || !isCardKind(element.kind)) return element
          const own = cardKinds[element.kind].fields
          const fields = Object.fromEntries(
            Object.entries(element.fields).map(([name, value]) => [
              name,
              name in own && name === 'description' ? 'New' : value,
            ]),
          )
          return { ...element, fields, text: `${element.text}!`, votes: element.votes + 1, geometry: null }
        })
        const [a, b] = [extractPlan(board, wall, context), extractPlan(boardWith(...edited), wall, context)]
        const diff = diffPlans(a, b)
        expect([diff.added, diff.removed, diff.moved]).toEqual([[], [], []])
        expect(itemsOfPlan(b).map(({ id }) => id)).toEqual(itemsOfPlan(a).map(({ id }) => id))
      }),
      { numRuns: 15 },
    )
  })
})
