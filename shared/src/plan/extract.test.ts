import fc from 'fast-check'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import type { Field } from '../board/fields.ts'
import { cardKinds, kindNames } from '../board/kinds.ts'
import type { Board, BoardElement, Card, Session } from '../board/model.ts'
import { anyBoard, anyLargeBoard } from '../testing/arbitraries.ts'
import { arrow, boardWith, card, sessionWith, t1Session, zone } from '../testing/builders.ts'
import { extractPlan } from './extract.ts'
import { itemsOfPlan } from './plan-items.ts'
import { planSchema } from './plan.ts'
import type { Plan } from './plan.ts'

const context = {
  boardId: 'board-1',
  asOf: '2026-04-15',
  exportedAt: '2026-04-15T09:00:00Z',
  generator: 'planwall 0.0.0',
}
const wall = t1Session()
const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
const isValid = ajv.compile(planSchema)

const goal = card('goal', { id: 'g', text: 'Grow', zoneId: 'goal' })
const move1 = card('move', { id: 'm1', text: 'First', zoneId: 'move-1' })
const move2 = card('move', { id: 'm2', text: 'Second', zoneId: 'move-2' })
const task = (id: string, of: Partial<Card> = {}) => card('task', { id, ...of })
const in1 = { zoneId: 'tasks-1-month' }

describe('what a task belongs to', () => {
  const rows: [rule: string, wall: BoardElement[], moveOfTask: string | undefined][] = [
    ['[P6] the zone: a task in a column belongs to the move at its head', [move1, move2, task('t', in1)], 'm1'],
    ['[P6] a field beats the zone', [move1, move2, task('t', { ...in1, fields: { moveId: 'm2' } })], 'm2'],
    ['[P6] an arrow beats the zone', [move1, move2, task('t', in1), arrow('t', 'm2')], 'm2'],
    [
      '[P6] an arrow beats a field',
      [move1, move2, task('t', { ...in1, fields: { moveId: 'm1' } }), arrow('t', 'm2')],
      'm2',
    ],
    [
      '[P6] a field that refers to no move leaves the word to the zone',
      [move1, goal, task('t', { ...in1, fields: { moveId: 'g' } })],
      'm1',
    ],
    ['[P6] a column without a move gives none', [move2, task('t', in1)], undefined],
    ['[P6] a card in no zone belongs to nothing, wherever it lies', [move1, task('t')], undefined],
    ['[P6] a zone that is gone says nothing', [move1, task('t', { zoneId: 'gone' })], undefined],
    [
      '[P7] of two moves at the head of a column the first in plan order counts',
      [
        card('move', { id: 'm0', zoneId: 'move-1', order: 'a2' }),
        card('move', { id: 'm9', zoneId: 'move-1', order: 'a1' }),
        task('t', in1),
      ],
      'm9',
    ],
    [
      '[P7] of two arrows the one to the first move in plan order counts',
      [move2, move1, task('t'), arrow('t', 'm2'), arrow('m1', 't')],
      'm1',
    ],
    ['[P8] an arrow means the same from the move to the task', [move1, move2, task('t', in1), arrow('m2', 't')], 'm2'],
    ['[P8] an arrow with a loose end means nothing', [move1, move2, task('t', in1), arrow('t', null)], 'm1'],
    [
      '[P9] a parked move is passed over',
      [{ ...move2, zoneId: 'parking' }, move1, task('t', { ...in1, fields: { moveId: 'm2' } })],
      'm1',
    ],
  ]
  it.each(rows)('%s', (_rule, elements, moveOfTask) => {
    const plan = planOf(elements)
    expect(plan.tasks.map(({ moveId }) => moveId)).toEqual(moveOfTask === undefined ? [] : [moveOfTask])
    expect(reasonsIn(plan).filter(({ cardId }) => cardId === 't')).toEqual(
      moveOfTask === undefined ? [{ cardId: 't', reason: 'no-move' }] : [],
    )
  })
})

describe('what is left out, and why', () => {
  const rows: [rule: string, wall: BoardElement[], omitted: Record<string, string>][] = [
    [
      '[P10] there is one goal: the first in plan order',
      [card('goal', { id: 'z', zoneId: 'goal', order: 'a9' }), goal],
      { z: 'second-goal' },
    ],
    ['[P10] a goal in a zone comes before one in none', [card('goal', { id: 'a' }), goal], { a: 'second-goal' }],
    ['[P12] a task without a move is left out', [goal, task('t')], { t: 'no-move' }],
    [
      '[P12] a task that mitigates a risk needs no move',
      [card('risk', { id: 'r' }), task('t', { fields: { mitigates: ['r'] } })],
      {},
    ],
    [
      '[P12] a task that tests an assumption needs no move',
      [card('assumption', { id: 'a' }), task('t'), arrow('t', 'a')],
      {},
    ],
    [
      '[P12] a task that closes a capability gap needs no move',
      [card('capabilityGap', { id: 'c', fields: { task: 't' } }), task('t')],
      {},
    ],
    [
      '[P12] what it mitigates must be in the plan',
      [card('failure', { id: 'f' }), task('t', { fields: { mitigates: ['f'] } })],
      { f: 'no-risk', t: 'no-move' },
    ],
    ['[P13] a micro-task without a task is left out', [card('microTask', { id: 'u' })], { u: 'no-subject' }],
    [
      '[P13] a micro-task of a task that is left out is left out',
      [task('t'), card('microTask', { id: 'u', fields: { taskId: 't' } })],
      { t: 'no-move', u: 'no-subject' },
    ],
    ['[P14] a KPI needs nothing to belong to', [card('kpi', { id: 'k' })], {}],
    ['[P17] a challenge about nothing is left out', [card('challenge', { id: 'c' })], { c: 'no-subject' }],
    ['[P19] a choice without a question is left out', [card('choice', { id: 'c' })], { c: 'no-subject' }],
    ['[P20] a sign-off without a move is left out', [card('signoff', { id: 's' })], { s: 'no-subject' }],
    [
      '[P22] notes are ideas, in the parking zone too',
      [card('note', { id: 'n' }), card('note', { id: 'o', zoneId: 'parking' })],
      { o: 'idea', n: 'idea' },
    ],
    [
      '[P23] a series about nothing and a reason that is part of no risk are left out',
      [card('series', { id: 's' }), card('failure', { id: 'f' })],
      { f: 'no-risk', s: 'no-subject' },
    ],
    [
      '[P23] a reason for failure may be kept for the review',
      [card('failure', { id: 'f', fields: { keptForReview: true } })],
      { f: 'kept-for-review' },
    ],
    [
      '[P24] a kind from the future is not lost',
      [card('hologram', { id: 'h', zoneId: 'parking' })],
      { h: 'unknown-kind' },
    ],
    [
      '[P9] what lies in the parking zone is parked',
      [{ ...goal, zoneId: 'parking' }, task('t', { zoneId: 'parking', fields: { moveId: 'm1' } }), move1],
      { g: 'parked', t: 'parked' },
    ],
    [
      '[P9] people and parking cards are at home there',
      [card('person', { id: 'p', zoneId: 'parking' }), card('parking', { id: 'q', zoneId: 'parking' })],
      {},
    ],
    ['[P4] arrows, shapes and drawings are not cards', [arrow('a', 'b'), shape('s')], {}],
  ]
  it.each(rows)('%s', (_rule, elements, omitted) => {
    expect(reasonsIn(planOf(elements))).toEqual(Object.entries(omitted).map(([cardId, reason]) => ({ cardId, reason })))
  })
})

describe('what is in the plan', () => {
  it('[P2, P11] moves are numbered by zone, then order, then id', () => {
    const plan = planOf([
      card('move', { id: 'loose' }),
      move2,
      card('move', { id: 'b', zoneId: 'move-3', order: 'a1' }),
      card('move', { id: 'a', zoneId: 'move-3', order: 'a1' }),
      card('move', { id: 'c', zoneId: 'move-3', order: 'a0' }),
      move1,
    ])
    expect(plan.moves.map(({ id, sequenceIndicator }) => `${sequenceIndicator} ${id}`)).toEqual([
      '1 m1',
      '2 m2',
      '3 c',
      '4 a',
      '5 b',
      '6 loose',
    ])
  })

  it('[P10, P15, P25] the goal carries its fields, its owner and where it came from', () => {
    const fields = {
      description: 'More of it',
      metric: 'sites',
      baseline: { value: 1, unit: 'site' },
      target: { value: 3, unit: 'site' },
      due: '2026-12-31',
      accountable: 'p',
      contributesTo: ['up', 'gone'],
    }
    const person = card('person', {
      id: 'p',
      text: 'Ana',
      fields: { email: 'ana@example.com', role: 'sponsor' },
      geometry: null,
    })
    const plan = planOf([
      { ...goal, fields, votes: 3, createdBy: 'p' },
      person,
      card('parentGoal', { id: 'up', text: 'Company', fields: { level: 'corporate' } }),
      card('kpi', { id: 'k', text: 'Signed', zoneId: 'goal', fields: { type: 'lagging' } }),
    ])
    expect(plan.goal).toEqual({
      id: 'g',
      name: 'Grow',
      description: 'More of it',
      metric: 'sites',
      baseline: { value: 1, unit: 'site' },
      target: { value: 3, unit: 'site' },
      due: '2026-12-31',
      accountable: 'p',
      contributesTo: ['up'],
      performanceIndicatorIds: ['k'],
      derivedFrom: [
        { boardId: 'board-1', cardId: 'g', zoneId: 'goal', textAtExport: 'Grow', votes: 3, attributedTo: 'p' },
      ],
    })
    expect(plan.people).toMatchObject([{ id: 'p', displayName: 'Ana', email: 'ana@example.com' }])
    expect(plan.roles).toEqual([{ personId: 'p', role: 'sponsor' }])
  })

  it('[P12] a task carries its fields; what nobody set is absent, but its status', () => {
    const plan = planOf([
      move1,
      task('t', {
        ...in1,
        text: 'Call them',
        fields: { due: '2026-04-30', doneWhen: 'They said yes', purpose: 'delivery' },
      }),
    ])
    expect(plan.tasks).toEqual([
      {
        id: 't',
        summary: 'Call them',
        moveId: 'm1',
        purpose: 'delivery',
        due: '2026-04-30',
        definitionOfDone: 'They said yes',
        status: 'NEEDS-ACTION',
        derivedFrom: [
          {
            boardId: 'board-1',
            cardId: 't',
            zoneId: 'tasks-1-month',
            textAtExport: 'Call them',
            attributedTo: 'anonymous',
          },
        ],
      },
    ])
  })

  it('[P8, P12] the task at the head of an arrow waits for the one at its tail, and fields add to arrows', () => {
    const plan = planOf([
      move1,
      task('a', in1),
      task('b', { ...in1, fields: { dependsOn: ['c', 'a', 'nobody', 'b'] } }),
      task('c', in1),
      arrow('a', 'b'),
      arrow('b', 'c'),
    ])
    expect(plan.tasks.map(({ id, dependsOn }) => [id, dependsOn])).toEqual([
      ['a', undefined],
      ['b', ['a', 'c']],
      ['c', ['b']],
    ])
  })

  it('[P13, P14, P17, P18, P20] what belongs to a move, a task, a risk or an assumption says so on both sides', () => {
    const plan = planOf([
      goal,
      move1,
      task('t', in1),
      card('microTask', { id: 'u', fields: { taskId: 't' } }),
      card('kpi', { id: 'k', zoneId: 'kpis-1' }),
      card('kpi', { id: 'l', zoneId: 'kpis-1', fields: { measures: 'g' } }),
      arrow('k', 'l'),
      card('assumption', { id: 'a', fields: { supports: ['m1', 'g'], tripwireKpi: 'k', tripwireOperator: '<' } }),
      card('challenge', { id: 'c', text: 'No', fields: { about: 'a' } }),
      card('risk', { id: 'r' }),
      arrow('r', 'm1'),
      arrow('t', 'r'),
      card('contingency', { id: 'o', fields: { riskId: 'r', steps: [{ summary: 'Call', dueOffsetDays: 2 }] } }),
      card('signoff', { id: 's', fields: { subject: 'm1', state: 'signed' } }),
    ])
    expect(plan.moves[0]).toMatchObject({
      goalId: 'g',
      performanceIndicatorIds: ['k'],
      assumptionIds: ['a'],
      signOffId: 's',
    })
    expect(plan.goal?.performanceIndicatorIds).toEqual(['l'])
    expect(plan.microTasks).toMatchObject([{ id: 'u', taskId: 't' }])
    expect(plan.performanceIndicators).toMatchObject([
      { id: 'k', measures: 'm1', predicts: ['l'] },
      { id: 'l', measures: 'g' },
    ])
    expect(plan.assumptions).toMatchObject([
      {
        id: 'a',
        supports: ['g', 'm1'],
        tripwire: { indicatorId: 'k', operator: '<' },
        challenges: [{ id: 'c', text: 'No', by: 'anonymous' }],
      },
    ])
    expect(plan.risks).toMatchObject([
      { id: 'r', responseStrategy: 'undecided', threatens: ['m1'], mitigationTaskIds: ['t'], contingencyId: 'o' },
    ])
    expect(plan.tasks).toMatchObject([{ id: 't', moveId: 'm1', mitigates: ['r'] }])
    expect(plan.omitted).toEqual([])
  })

  it('[P7] where a card can belong to several, arrows and fields add up and the zone counts only where both are silent', () => {
    const column = zone('column', { meaning: { partOf: 'heads' }, order: 'a1' })
    const heads = zone('heads', { order: 'a0' })
    const moves = ['a', 'b', 'c'].map((id) => card('move', { id, zoneId: id === 'a' ? 'heads' : null }))
    const silent = card('risk', { id: 'silent', zoneId: 'column' })
    const said = card('risk', { id: 'said', zoneId: 'column', fields: { threatens: ['c'] } })
    const board = boardWith(...moves, silent, said, arrow('said', 'b'))
    const { risks } = extractPlan(board, sessionWith(heads, column), context)
    expect(risks.map(({ id, threatens }) => [id, threatens])).toEqual([
      ['said', ['b', 'c']],
      ['silent', ['a']],
    ])
  })

  it('[P7] a KPI with arrows to the goal and to a move measures the move', () => {
    const plan = planOf([goal, move1, card('kpi', { id: 'k' }), arrow('k', 'g'), arrow('m1', 'k')])
    expect(plan.performanceIndicators).toMatchObject([{ measures: 'm1' }])
  })

  it('[P19] choices make one strategy, and each is told by itself', () => {
    const choice = (id: string, question: string, text: string) => card('choice', { id, text, fields: { question } })
    const plan = planOf([
      choice('a', 'aspiration', 'Be first'),
      choice('b', 'whereIn', 'Here'),
      choice('c', 'whereOut', 'Not there'),
      choice('d', 'howToWin', 'Prove it'),
      choice('e', 'howToWin', 'Then ask'),
      choice('f', 'capability', 'Surveys'),
    ])
    expect(plan.strategy).toMatchObject({
      winningAspiration: 'Be first',
      whereToPlay: { in: ['Here'], out: ['Not there'] },
      howToWin: 'Prove it\nThen ask',
      capabilities: ['Surveys'],
    })
    expect(plan.strategy?.choices?.map(({ id, question, text }) => [id, question, text])).toEqual([
      ['a', 'aspiration', 'Be first'],
      ['b', 'whereIn', 'Here'],
      ['c', 'whereOut', 'Not there'],
      ['d', 'howToWin', 'Prove it'],
      ['e', 'howToWin', 'Then ask'],
      ['f', 'capability', 'Surveys'],
    ])
  })

  it('[P5] dates that are not in the calendar, people who are gone and empty texts are absent', () => {
    const fields = { due: '2026-02-30', assignee: 'gone', description: '', doneWhen: '' }
    const [only] = planOf([move1, task('t', { ...in1, fields, createdBy: 'gone' })]).tasks
    expect(Object.keys(only ?? {})).toEqual(['id', 'summary', 'moveId', 'status', 'derivedFrom'])
    expect(only?.derivedFrom?.[0]).not.toHaveProperty('attributedTo')
  })

  it('[P26] an identifier that could not be the card id is named as a reference', () => {
    const [only] = planOf([move1, task('t', { ...in1, fields: { sourceId: '_17' } })]).tasks
    expect(only?.externalRefs).toEqual([{ system: 'stratml', key: '_17' }])
  })

  it('[P16] a parking card without a word is open', () => {
    expect(planOf([card('parking', { id: 'q', text: 'Prices', createdBy: null })]).parkingLot).toMatchObject([
      { id: 'q', text: 'Prices', raisedBy: 'anonymous', disposition: 'open' },
    ])
  })

  it('[P27] the plan has the board’s title, period and place in time, and is valid while it is empty', () => {
    const session = { ...wall, meta: { ...wall.meta, title: 'Spring', timezone: 'Europe/London' } }
    const plan = extractPlan(boardWith(), session, { ...context, boardUrl: 'https://example.com/b/board-1' })
    expect(plan).toMatchObject({
      schemaVersion: '1.0.0',
      id: 'board-1',
      name: 'Spring',
      timezone: 'Europe/London',
      period: { start: '2026-04-01', end: '2026-12-31' },
      provenance: { boardId: 'board-1', templateIds: ['T1'], asOf: '2026-04-15' },
    })
    expectValid(plan)
  })
})

describe('every field of every kind of card', () => {
  /** Ideas are not in plans; an indicator has its own unit; the gap shows what `total` is for. */
  const notInPlans = new Set(['note.theme', 'series.unit', 'series.total'])
  /** What would hide what the field says. */
  const hides = new Set(['keptForReview', 'wholePlan'])
  const targets = kindNames.map((kind) => card(kind, { id: `the-${kind}`, text: kind, fields: placed[kind] ?? {} }))
  const fields = kindNames.flatMap((kind) =>
    Object.entries<Field>(cardKinds[kind].fields).flatMap(([name, field]) =>
      name === cardKinds[kind].title || notInPlans.has(`${kind}.${name}`) ? [] : [{ kind, name, field }],
    ),
  )
  it.each(fields)('[P5] $kind, $name: said by the plan', ({ kind, name, field }) => {
    const value = example(field)
    const without = { ...(hides.has(name) ? {} : needs[kind]), [name]: undefined }
    const one = (of: Record<string, unknown>) => card(kind, { id: 'one', text: 'One', zoneId: 'goal', fields: of })
    const others = targets.filter((target) => !(kind === 'goal' && target.kind === 'goal'))
    const [before, after] = [without, { ...without, [name]: value }].map((of) => planOf([one(of), ...others]))
    expect(JSON.stringify(after)).not.toBe(JSON.stringify(before))
  })
})

describe('what a card belongs to, kind by kind', () => {
  const risk = card('risk', { id: 'r', zoneId: 'theme' })
  const heads = [
    zone('theme', { order: 'a0', meaning: { partOf: 'theme' } }),
    zone('cures', { order: 'a1', meaning: { partOf: 'theme' } }),
    zone('lane', { order: 'a2', meaning: { partOf: 'head' } }),
    zone('head', { order: 'a3' }),
    zone('conditions', { order: 'a4', meaning: { partOf: 'lane' } }),
  ]
  const of = (...elements: BoardElement[]) => {
    const plan = extractPlan(boardWith(...elements), sessionWith(...heads), context)
    expectValid(plan)
    return plan
  }

  it('[P12] a task under a theme makes the risk at its head smaller', () => {
    const plan = of(risk, task('t', { zoneId: 'cures' }))
    expect(plan.tasks).toMatchObject([{ id: 't', mitigates: ['r'] }])
    expect(plan.risks).toMatchObject([{ id: 'r', mitigationTaskIds: ['t'] }])
  })

  it('[P12, P18] a task against a reason for failure is one against the risk that reason is part of', () => {
    const plan = of(
      risk,
      card('failure', { id: 'f', zoneId: 'theme' }),
      task('t', { fields: { mitigates: ['f', 'r'] } }),
    )
    expect(plan.tasks).toMatchObject([{ mitigates: ['r'] }])
    expect(plan.risks[0]?.derivedFrom?.map(({ cardId }) => cardId)).toEqual(['r', 'f'])
    expect(plan.omitted).toEqual([])
  })

  it('[P12, P20] a condition of a sign-off is a task of it', () => {
    const plan = of(
      card('move', { id: 'm', zoneId: 'head' }),
      card('signoff', { id: 's', zoneId: 'lane' }),
      task('t', { zoneId: 'conditions' }),
      task('lost', { fields: { conditionOf: 'nobody' } }),
    )
    expect(plan.signOffs).toMatchObject([{ id: 's', subjectId: 'm', conditionTaskIds: ['t'] }])
    expect(plan.tasks).toMatchObject([{ id: 't', conditionOf: 's' }])
    expect(plan.omitted).toMatchObject([{ cardId: 'lost', reason: 'no-move', kind: 'task' }])
  })

  it.each([
    ['an arrow to a move', {}, [arrow('s', 'm')], 'm'],
    ['a field', { subject: 'm', wholePlan: true }, [], 'm'],
    ['the whole plan', { wholePlan: true }, [], 'board-1'],
  ] as const)('[P20] a sign-off may be about %s', (_name, fields, arrows, subjectId) => {
    const plan = of(card('move', { id: 'm' }), card('signoff', { id: 's', fields }), ...arrows)
    expect(plan.signOffs).toMatchObject([{ subjectId }])
  })

  it('[P15] a sponsor is named for the moves, whatever other role they have', () => {
    const plan = of(
      card('person', { id: 'p', fields: { role: 'plan-driver' } }),
      card('person', { id: 'q', fields: { role: 'sponsor' } }),
      ...['m', 'n'].map((id) => card('move', { id, fields: { sponsor: id === 'm' ? 'p' : 'q' } })),
    )
    expect(plan.roles).toEqual([
      { personId: 'p', role: 'plan-driver' },
      { personId: 'p', role: 'sponsor', scope: ['m'] },
      { personId: 'q', role: 'sponsor', scope: ['n'] },
    ])
  })

  it('[P21] a review that is waived is in the waivers, with its reason, and nowhere else', () => {
    const plan = of(card('cadence', { id: 'c', fields: { reviewType: 'performance-review', waived: 'Run by HR' } }))
    expect(plan.cadence).toEqual([])
    expect(plan.cadenceWaivers).toMatchObject([{ id: 'c', reviewType: 'performance-review', reason: 'Run by HR' }])
  })

  it('[P16] a parked question says what it became, where that is in the plan', () => {
    const plan = of(
      card('decision', { id: 'd' }),
      card('parking', { id: 'q', fields: { became: 'd' } }),
      card('parking', { id: 'z', fields: { became: 'gone' } }),
    )
    expect(plan.parkingLot.map(({ becameId }) => becameId)).toEqual(['d', undefined])
  })

  it('[P28] what is left out comes with its kind, its words and its zone', () => {
    expect(
      of(card('note', { id: 'n', text: 'Prices', zoneId: 'lane' }), card('hologram', { id: 'h' })).omitted,
    ).toEqual([
      { cardId: 'n', reason: 'idea', kind: 'note', text: 'Prices', zoneId: 'lane' },
      { cardId: 'h', reason: 'unknown-kind', kind: 'hologram' },
    ])
  })

  it('[P25] links of a card stand with its source', () => {
    const plan = of({ ...risk, links: ['https://example.com'] })
    expect(plan.risks[0]?.derivedFrom?.[0]?.links).toEqual(['https://example.com'])
  })

  it.each([
    ['https://zoom.us/j/1?pwd=a%20b#x', true],
    ['http://localhost:8080/', true],
    ['javascript:alert(1)', false],
    ['https://a b', false],
    ['https://ü.example', false],
    ['https://x.example/%zz', false],
  ])('[P5] %s as the link of a call: %s', (conferenceUrl, isKept) => {
    const [call] = of(card('cadence', { id: 'c', fields: { conferenceUrl } })).cadence
    expect(call && 'conferenceUrl' in call).toBe(isKept)
  })
})

describe('always', () => {
  const nested = sessionWith(
    zone('heads', { order: 'a1' }),
    zone('column', { order: 'a0', meaning: { partOf: 'heads' } }),
    zone('loop', { order: 'a0', meaning: { partOf: 'loop' } }),
    zone('lost', { order: 'a0', meaning: { partOf: 'nowhere' } }),
    zone('aside', { accepts: ['parking'] }),
  )
  const sessions: [string, Session][] = [
    ['on a T1 wall', wall],
    ['on a wall with odd zones', nested],
    ['on a wall without zones', sessionWith()],
  ]

  it.each(sessions)('[P4] every card is the source of one item or omitted, never both: %s', (_name, session) => {
    fc.assert(
      fc.property(anyBoard(session), (board) => {
        const plan = extractPlan(board, session, context)
        const found = [...sourcesIn(plan), ...plan.omitted.map(({ cardId }) => cardId)]
        expect(found.toSorted()).toEqual(cardsIn(board).toSorted())
      }),
    )
  })

  it.each(sessions)('[P1] the order elements come in does not matter, nor where they lie: %s', (_name, session) => {
    fc.assert(
      fc.property(shuffled(session), ([board, other]) => {
        expect(JSON.stringify(extractPlan(other, session, context))).toBe(
          JSON.stringify(extractPlan(board, session, context)),
        )
      }),
    )
  })

  it.each(sessions)(
    '[P27] it is valid by the published schema, with ids that are all different: %s',
    (_name, session) => {
      fc.assert(
        fc.property(anyBoard(session), (board) => {
          const plan = extractPlan(board, session, context)
          expectValid(JSON.parse(JSON.stringify(plan)))
          const ids = itemsOf(plan).map(({ id }) => id)
          expect(new Set(ids).size).toBe(ids.length)
        }),
      )
    },
  )

  it.each(sessions)('[P5] every reference leads to an item of the plan: %s', (_name, session) => {
    fc.assert(
      fc.property(anyBoard(session), (board) => {
        const plan = extractPlan(board, session, context)
        const ids = new Set<string | undefined>([plan.id, ...itemsOf(plan).map(({ id }) => id), undefined, 'anonymous'])
        expect(referencesIn(plan).filter((id) => !ids.has(id))).toEqual([])
      }),
    )
  })

  it('[P1, P4, P5] all of it holds on boards of up to 1,500 cards with hostile texts', () => {
    fc.assert(
      fc.property(anyLargeBoard(wall), (board) => {
        const plan = extractPlan(board, wall, context)
        const found = [...sourcesIn(plan), ...plan.omitted.map(({ cardId }) => cardId)]
        expect(found.toSorted()).toEqual(cardsIn(board).toSorted())
        const ids = itemsOf(plan).map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
        const known = new Set([plan.id, 'anonymous', ...ids])
        expect(referencesIn(plan).filter((id) => !known.has(id))).toEqual([])
        const turned = boardWith(...[...board.elements.values()].toReversed())
        expect(JSON.stringify(extractPlan(turned, wall, context))).toBe(JSON.stringify(plan))
      }),
      { numRuns: 15 },
    )
  })

  it('[P25] an author’s id appears nowhere where no author is stored', () => {
    fc.assert(
      fc.property(anyBoard(wall), (board) => {
        const anonymous = [...board.elements.values()].map((element) => ({ ...element, createdBy: null }))
        const authors = sourcesWithAuthor(extractPlan(boardWith(...anonymous), wall, context))
        expect(authors.every((author) => author === 'anonymous')).toBe(true)
      }),
    )
  })
})

/** What each kind has to say so that it is in the plan. */
const needs: Record<string, Record<string, unknown>> = {
  task: { moveId: 'the-move' },
  microTask: { taskId: 'the-task' },
  series: { measures: 'the-kpi', rows: [{ period: '2026-01', value: 1 }] },
  failure: { riskId: 'the-risk' },
  challenge: { about: 'the-assumption' },
  choice: { question: 'howToWin' },
  signoff: { subject: 'the-move' },
}
const placed: typeof needs = { ...needs, series: {} }

/** A value the field takes; references lead to the card of that kind. */
function example(field: Field): unknown {
  const person = 'the-person'
  switch (field.control) {
    case 'text':
    case 'long':
      return 'https://example.com/x'
    case 'person':
      return person
    case 'people':
      return [person]
    case 'ref':
      return `the-${field.kinds?.[0]}`
    case 'refs':
      return [`the-${field.kinds?.[0]}`]
    case 'date':
      return '2026-05-05'
    case 'datetime':
      return '2026-05-05T09:00'
    case 'int':
    case 'scale5':
      return 5
    case 'num':
      return 0.5
    case 'qty':
      return { value: 2, unit: 'EUR' }
    case 'enum':
      return field.options?.at(-1)
    case 'bool':
      return true
    case 'texts':
      return ['One', 'Two']
    case 'rows':
      return [Object.fromEntries(Object.entries(field.columns ?? {}).map(([name, column]) => [name, example(column)]))]
    default:
      return field.control satisfies never
  }
}

function planOf(elements: readonly BoardElement[]): Plan {
  const plan = extractPlan(boardWith(...elements), wall, context)
  expectValid(plan)
  return plan
}

function reasonsIn(plan: Plan): { cardId: string; reason: string }[] {
  return plan.omitted.map(({ cardId, reason }) => ({ cardId, reason }))
}

function expectValid(plan: unknown): void {
  const valid = isValid(plan)
  expect(isValid.errors ?? []).toEqual([])
  expect(valid).toBe(true)
}

function cardsIn(board: Board): string[] {
  return [...board.elements.values()].filter(({ type }) => type === 'card').map(({ id }) => id)
}

type Item = { id?: string; derivedFrom?: { cardId: string; attributedTo?: string }[] }

function itemsOf(plan: Plan): Item[] {
  return itemsOfPlan(plan).map(({ item }) => item)
}

function sourcesIn(plan: Plan): string[] {
  return itemsOf(plan).flatMap((item: Item) => (item.derivedFrom ?? []).map(({ cardId }) => cardId))
}

function sourcesWithAuthor(plan: Plan): (string | undefined)[] {
  const raised = plan.parkingLot.map(({ raisedBy }) => raisedBy)
  return [
    ...itemsOf(plan).flatMap(({ derivedFrom }) => derivedFrom?.map(({ attributedTo }) => attributedTo)),
    ...raised,
  ]
}

/** Every string under a name that refers to another item, at any depth. */
function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => {
    const named = Array.isArray(inner) ? inner : [inner]
    return references.has(name) && named.every((one) => typeof one === 'string') ? named : referencesIn(inner)
  })
}

const references = new Set(
  [
    'acceptedBy accountable approver assignee assumptionIds attendees attributedTo becameId by conditionOf',
    'conditionTaskIds contingencyId contributesTo contributors dependsOn driver goalId indicatorId informed measures',
    'mitigates mitigationTaskIds moveId optionalAttendees owner people performanceIndicatorIds personId predicts raisedBy',
    'scope signOffId sponsor subjectId supports taskId taskIds tests threatens',
  ].flatMap((line) => line.split(' ')),
)

/** A board, and the same one with its elements in another order and the cards lying elsewhere. */
function shuffled(session: Session): fc.Arbitrary<[Board, Board]> {
  return anyBoard(session).chain((board) => {
    const elements = [...board.elements.values()]
    return fc
      .shuffledSubarray(elements, { minLength: elements.length })
      .map((others): [Board, Board] => [
        board,
        boardWith(
          ...others.map((element): BoardElement =>
            element.type === 'card' ? { ...element, geometry: null } : element,
          ),
        ),
      ])
  })
}

function shape(id: string): BoardElement {
  const geometry = { x: 0, y: 0, w: 10, h: 10 }
  const common = { id, zoneId: null, order: 'a0', createdAt: 0, createdBy: null }
  return { ...common, type: 'shape', shape: 'rectangle', color: 'grey', text: 'Behind', geometry }
}
