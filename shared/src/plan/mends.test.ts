import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CardKind } from '../board/kinds.ts'
import { readBoard } from '../board/read.ts'
import { anyLargeBoard } from '../testing/arbitraries.ts'
import { docWith, newCard, t1Session } from '../testing/builders.ts'
import { findingsByPerson } from './checks-by-person.ts'
import { thresholdsFrom } from './check-settings.ts'
import { checkPlan } from './checks.ts'
import { rules } from './checks/rules.ts'
import { extractPlan } from './extract.ts'
import type { Board } from '../board/model.ts'
import { applyMend, mendsFor } from './mends.ts'
import type { Mend, MendAct } from './mends.ts'

const wall = t1Session()
const context = { boardId: 'b', asOf: '2026-04-15', exportedAt: '2026-04-15T09:00:00Z', generator: 'test' }
const settings = { codes: new Set(rules.map(({ code }) => code)), thresholds: thresholdsFrom({}), waivers: [] }

function look(board: Board, me?: string) {
  const plan = extractPlan(board, wall, context)
  const { findings } = checkPlan(plan, settings)
  return { plan, findings, mends: mendsFor(plan, findings, me) }
}

const two = (kind: CardKind, fields: Record<string, unknown> = {}) =>
  ['1', '2'].map((n) => newCard(kind, { id: `${kind}${n}`, text: 'Do it', fields }))
const ana = newCard('person', { id: 'ana', text: 'Ana' })
const goal = newCard('goal', { id: 'g', fields: { due: '2026-06-30', accountable: 'ana' } })
const move = newCard('move', { id: 'm', fields: { accountable: 'ana' } })
const tasks = two('task', { moveId: 'm' })

const rows: [act: MendAct, cards: ReturnType<typeof newCard>[], mend: Partial<Mend>, chosen?: unknown][] = [
  ['assign-mine', [ana, move, ...tasks], { field: 'assignee', value: 'ana', cardIds: ['task1', 'task2'] }],
  ['assign-column', [ana, move, ...tasks], { field: 'assignee', moveId: 'm', cardIds: ['task1', 'task2'] }, 'ana'],
  ['date-column', [move, ...tasks], { field: 'due', moveId: 'm' }, '2026-05-31'],
  [
    'due-with-goal',
    [goal, move, ...two('task', { moveId: 'm', due: '2026-07-01' })],
    { field: 'due', value: '2026-06-30' },
  ],
  ['own-all', [ana, ...two('kpi')], { field: 'owner', kind: 'kpi' }, 'ana'],
  [
    'threaten-goal',
    [
      goal,
      ...two('risk'),
      ...['1', '2'].map((n) => newCard('task', { id: `t${n}`, fields: { mitigates: [`risk${n}`] } })),
    ],
    { kind: 'risk', field: 'threatens', value: ['g'], cardIds: ['risk1', 'risk2'] },
  ],
  [
    'support-goal',
    [
      goal,
      ...two('assumption'),
      ...['1', '2'].map((n) => newCard('task', { id: `t${n}`, fields: { tests: [`assumption${n}`] } })),
    ],
    { kind: 'assumption', field: 'supports', value: ['g'] },
  ],
  ['review-all', two('assumption'), { field: 'reviewDate' }, '2026-06-01'],
  ['reviewed-today', two('contingency'), { field: 'lastReviewed', value: '2026-04-15' }],
  ['keep-for-review', two('failure'), { field: 'keptForReview', value: true }],
  ['park-all', two('parking'), { field: 'disposition', value: 'next-session' }],
]

describe('[C10] one act that mends many', () => {
  it.each(rows)('%s: it is offered, mends what it says, and is not offered again', (act, cards, expected, chosen) => {
    const doc = docWith(...cards)
    const { mends } = look(readBoard(doc).board, 'ana')
    const mend = mends.find((one) => one.act === act)
    expect(mend).toMatchObject(expected)
    expect(mend && applyMend(doc, mend, chosen, 'test')).toBe(true)
    const after = look(readBoard(doc).board, 'ana')
    const left = new Set(after.findings.map(({ id }) => id))
    expect(mend?.findingIds.filter((id) => left.has(id))).toEqual([])
    expect(after.mends.some((one) => one.act === act)).toBe(false)
  })

  it('one card is mended by itself', () => {
    expect(look(readBoard(docWith(move, ...tasks.slice(0, 1))).board).mends).toEqual([])
  })

  it('without a value nothing is done, and what the field does not take is refused', () => {
    const doc = docWith(move, ...tasks)
    const mend = look(readBoard(doc).board).mends.find(({ act }) => act === 'date-column')
    expect(mend && applyMend(doc, mend, undefined, 'test')).toBe(false)
    expect(mend && applyMend(doc, mend, 'soon', 'test')).toBe(false)
    expect(readBoard(doc).board.elements.get('task1')).not.toHaveProperty('fields.due')
  })

  it('what is waived is not offered', () => {
    const plan = extractPlan(readBoard(docWith(...two('parking'))).board, wall, context)
    const waivers = [{ code: 'PRK-01', cardId: 'parking1', reason: 'x', by: 'fay', at: 0 }]
    const mendsWith = (some: typeof waivers) =>
      mendsFor(plan, checkPlan(plan, { ...settings, waivers: some }).findings).map(({ act }) => act)
    expect(mendsWith([])).toContain('park-all')
    expect(mendsWith(waivers)).not.toContain('park-all')
  })

  it('is one step for undo', () => {
    const doc = docWith(ana, move, ...tasks)
    const [mend] = look(readBoard(doc).board, 'ana').mends
    let transactions = 0
    doc.on('afterTransaction', () => transactions++)
    if (mend) applyMend(doc, mend, undefined, 'test')
    expect(transactions).toBe(1)
  })

  it('tasks of other people’s moves are not mine', () => {
    const ben = newCard('person', { id: 'ben', text: 'Ben' })
    const { mends } = look(readBoard(docWith(ana, ben, move, ...tasks)).board, 'ben')
    expect(mends.map(({ act }) => act)).not.toContain('assign-mine')
  })
})

describe('findings by the person who can mend them', () => {
  it('every open finding is with one person or with the facilitators, and none is doubled', () => {
    fc.assert(
      fc.property(anyLargeBoard(wall, 500), (board) => {
        const { plan, findings } = look(board)
        const groups = findingsByPerson(findings, plan)
        expect(groups.flatMap((group) => group.findings.map(({ id }) => id)).toSorted()).toEqual(
          findings.map(({ id }) => id).toSorted(),
        )
        for (const { personId, findings: own } of groups) {
          if (personId !== undefined)
            expect(new Set(own.map((finding) => finding.personId))).toEqual(new Set([personId]))
        }
      }),
      { numRuns: 15 },
    )
  })

  it('who has the most errors comes first, facilitators last, and what is waived is left out', () => {
    const ben = newCard('person', { id: 'ben', text: 'Ben' })
    const doc = docWith(
      ana,
      ben,
      newCard('move', { id: 'm', fields: { accountable: 'ana' } }),
      newCard('move', { id: 'n', fields: { accountable: 'ben' } }),
      newCard('task', { id: 't', fields: { moveId: 'm' } }),
      ...['u', 'v'].map((id) => newCard('task', { id, fields: { moveId: 'n' } })),
      newCard('task', { id: 'w', fields: { mitigates: ['r'] } }),
      newCard('risk', { id: 'r' }),
    )
    const plan = extractPlan(readBoard(doc).board, wall, context)
    const waivers = [{ code: 'TSK-01', cardId: 't', reason: 'x', by: 'fay', at: 0 }]
    const of = (some: typeof waivers) => {
      const { findings } = checkPlan(plan, { ...settings, codes: new Set(['TSK-01']), waivers: some })
      return findingsByPerson(findings, plan).map(({ name, errors }) => [name, errors])
    }
    expect(of([])).toEqual([
      ['Ben', 4],
      ['Ana', 2],
      [undefined, 2],
    ])
    expect(of(waivers)).toEqual([
      ['Ben', 4],
      [undefined, 2],
    ])
  })
})
