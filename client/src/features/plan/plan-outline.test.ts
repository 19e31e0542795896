import type { BoardElement } from '@planwall/shared/board/model'
import { extractPlan } from '@planwall/shared/plan/extract'
import type { Plan } from '@planwall/shared/plan/plan'
import { boardWith, card, t1Session } from '@planwall/shared/testing/builders'
import { describe, expect, it } from 'vitest'
import { panelPlanOf } from './plan-outline.ts'
import type { PanelPlan } from './plan-outline.ts'

const context = { boardId: 'b', asOf: '2026-04-15', exportedAt: '2026-04-15T08:00:00Z', generator: 'test' }

function planOf(...elements: BoardElement[]): Plan {
  return extractPlan(boardWith(...elements), t1Session(), context)
}

const cards = [
  card('goal', { zoneId: 'goal', text: 'Twelve new accounts' }),
  card('kpi', { id: 'lag', zoneId: 'goal' }),
  card('move', { id: 'm1', zoneId: 'move-1' }),
  card('move', { id: 'm2', zoneId: 'move-2' }),
  card('task', { id: 't1', zoneId: 'tasks-1-month', fields: { assignee: 'ana' } }),
  card('task', { id: 't2', zoneId: 'tasks-2-later', fields: { assignee: 'ana', status: 'COMPLETED' } }),
  card('task', { id: 'lost' }),
  card('kpi', { id: 'lead', zoneId: 'kpis-1' }),
  card('kpi', { id: 'free' }),
  card('risk', { id: 'r' }),
  card('task', { id: 'cure', fields: { mitigates: ['r'] } }),
  card('assumption', { id: 'as' }),
  card('challenge', { id: 'ch', fields: { about: 'as' } }),
  card('choice', { id: 'out', fields: { question: 'whereOut' } }),
  card('note', { id: 'idea', zoneId: 'ideas' }),
  card('parking', { id: 'p', zoneId: 'parking' }),
  card('person', { id: 'ana', geometry: null, text: 'Ana' }),
]

describe('the plan as the panel lists it', () => {
  const panel = panelPlanOf(planOf(...cards))

  it('tasks and indicators stand under their moves', () => {
    expect(panel.moves.map(({ cardId, tasks, indicators }) => [cardId, ids(tasks), ids(indicators)])).toEqual([
      ['m1', ['t1'], ['lead']],
      ['m2', ['t2'], []],
    ])
  })

  it('what serves the goal, or nothing, stands apart', () => {
    expect([ids(panel.goalIndicators), ids(panel.looseTasks), ids(panel.looseIndicators)]).toEqual([
      ['lag'],
      ['cure'],
      ['free'],
    ])
  })

  it('people come with the number of tasks they still have', () => {
    expect(panel.people).toMatchObject([{ cardId: 'ana', tasks: 1 }])
  })

  it('what is not in the plan comes with its reason', () => {
    expect(panel.omitted).toEqual([
      { reason: 'idea', cardIds: ['idea'] },
      { reason: 'no-move', cardIds: ['lost'] },
    ])
  })

  it('every card of the board is listed once', () => {
    expect(allIds(panel).toSorted()).toEqual(cards.map(({ id }) => id).toSorted())
  })

  it('an empty board has an empty plan', () => {
    expect(panelPlanOf(planOf())).toEqual({
      goal: undefined,
      goalIndicators: [],
      moves: [],
      looseTasks: [],
      looseIndicators: [],
      others: [],
      people: [],
      parking: [],
      omitted: [],
    })
  })
})

function ids(items: readonly { cardId: string }[]): string[] {
  return items.map(({ cardId }) => cardId)
}

function allIds(panel: PanelPlan): string[] {
  const { goal, goalIndicators, moves, looseTasks, looseIndicators, others, people, parking, omitted } = panel
  return [
    ...(goal ? [goal.cardId] : []),
    ...ids([...goalIndicators, ...moves, ...looseTasks, ...looseIndicators, ...people, ...parking]),
    ...moves.flatMap(({ tasks, indicators }) => ids([...tasks, ...indicators])),
    ...others.flatMap(({ items }) => ids(items)),
    ...omitted.flatMap(({ cardIds }) => cardIds),
  ]
}
