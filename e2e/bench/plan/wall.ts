import { addCards } from '@planwall/shared/board/edit'
import type { NewCard } from '@planwall/shared/board/edit'
import type { CardKind } from '@planwall/shared/board/kinds'
import type { Board, Session } from '@planwall/shared/board/model'
import { readBoard, readSession } from '@planwall/shared/board/read'
import { newBoard, newCard } from '@planwall/shared/testing/builders'
import { createDice } from '@planwall/shared/testing/dice'
import type { Dice } from '@planwall/shared/testing/dice'

/** How a wall of 100 cards is made up. */
const parts: [kind: CardKind, of100: number][] = [
  ['move', 5],
  ['person', 8],
  ['task', 45],
  ['microTask', 8],
  ['kpi', 6],
  ['risk', 7],
  ['contingency', 2],
  ['assumption', 6],
  ['challenge', 4],
  ['note', 6],
  ['signoff', 1],
  ['decision', 1],
]

/**
 * A wall as a session leaves it: one goal, moves with tasks in their columns, people, risks with tasks against them. About a
 * third of the fields are not filled in, so that the checks have something to say. The same for the same size.
 */
export function planWall(size: number): { board: Board; session: Session } {
  const docs = newBoard()
  const dice = createDice(size)
  const counts = new Map(parts.map(([kind, of100]) => [kind, Math.max(1, Math.floor((of100 * size) / 100))]))
  const made = [...counts.values()].reduce((sum, count) => sum + count, 1)
  counts.set('task', (counts.get('task') ?? 0) + Math.max(0, size - made))
  const cards = [newCard('goal', { id: 'goal-0', text: 'Win three sites', zoneId: 'goal', fields: goalFields })]
  for (const [kind, count] of counts) {
    for (let i = 0; i < count; i++) cards.push(cardOf(kind, i, counts, dice))
  }
  addCards(docs.board, cards.slice(0, size), 'bench')
  return { board: readBoard(docs.board).board, session: readSession(docs.session).session }
}

const goalFields = {
  metric: 'sites signed',
  baseline: { value: 0, unit: 'site' },
  target: { value: 3, unit: 'site' },
  due: '2026-12-31',
  accountable: 'person-0',
}

function cardOf(kind: CardKind, i: number, counts: ReadonlyMap<CardKind, number>, dice: Dice): NewCard {
  const some = (of: CardKind) => `${of}-${dice.below(counts.get(of) ?? 1)}`
  const day = () => `2026-${String(4 + dice.below(9)).padStart(2, '0')}-${String(1 + dice.below(28)).padStart(2, '0')}`
  const all = fieldsOf(kind, some, day, dice)
  const fields = Object.fromEntries(Object.entries(all).filter(([name]) => needed.has(name) || dice.percent(67)))
  return newCard(kind, {
    id: `${kind}-${i}`,
    text: `Agree the pay-back model of step ${i} with them`,
    fields,
    zoneId: kind === 'task' ? `tasks-${1 + dice.below(5)}-month` : kind === 'move' ? `move-${1 + (i % 5)}` : null,
    order: `a${String(i).padStart(6, '0')}V`,
    createdBy: dice.percent(50) ? null : some('person'),
  })
}

/** What says where a card belongs. */
const needed = new Set(['moveId', 'taskId', 'about', 'subject', 'mitigates', 'supports'])

function fieldsOf(
  kind: CardKind,
  some: (of: CardKind) => string,
  day: () => string,
  dice: Dice,
): Record<string, unknown> {
  switch (kind) {
    case 'move':
      return {
        accountable: some('person'),
        sponsor: some('person'),
        description: 'Why and how',
        obvious: dice.percent(80),
      }
    case 'task':
      return {
        moveId: some('move'),
        assignee: some('person'),
        due: day(),
        doneWhen: 'They have said so in writing',
        purpose: 'delivery',
        estimateDays: dice.below(8),
        ...(dice.percent(30) ? { dependsOn: [some('task')] } : {}),
        ...(dice.percent(10) ? { mitigates: [some('risk')] } : {}),
      }
    case 'microTask':
      return { taskId: some('task'), assignee: some('person'), due: '2026-04-18', effortMinutes: 30 }
    case 'kpi':
      return {
        type: dice.pick(['leading', 'lagging']),
        unit: 'site',
        target: 3,
        owner: some('person'),
        measures: some('move'),
      }
    case 'risk':
      return {
        likelihood: 1 + dice.below(5),
        impact: 1 + dice.below(5),
        owner: some('person'),
        response: 'mitigate',
        sign: 'x',
      }
    case 'contingency':
      return {
        trigger: 'Budget withdrawn',
        owner: some('person'),
        riskId: some('risk'),
        steps: [{ summary: 'Call Hull' }],
      }
    case 'assumption':
      return {
        importance: 1 + dice.below(5),
        evidence: 1 + dice.below(5),
        owner: some('person'),
        supports: [some('move')],
      }
    case 'challenge':
      return { about: some('assumption') }
    case 'signoff':
      return { subject: some('move'), person: some('person'), state: 'signed' }
    case 'decision':
      return { driver: some('person'), approver: some('person') }
    default:
      return {}
  }
}
