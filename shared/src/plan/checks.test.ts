import fc from 'fast-check'
import Value from 'typebox/value'
import { describe, expect, it } from 'vitest'
import { fieldOf } from '../board/kinds.ts'
import type { BoardElement, Card, Session } from '../board/model.ts'
import { anyBoard, anyLargeBoard } from '../testing/arbitraries.ts'
import { arrow, boardWith, card, sessionWith, t1Session } from '../testing/builders.ts'
import { checkSettingsOf, thresholdsFrom } from './check-settings.ts'
import type { CheckSettings } from './check-settings.ts'
import { findingsByPerson } from './checks-by-person.ts'
import { checkPlan } from './checks.ts'
import { rules } from './checks/rules.ts'
import { sentences } from './checks/sentences.ts'
import { diffPlans } from './diff.ts'
import { extractPlan } from './extract.ts'
import type { Finding } from './finding.ts'
import example from './fixtures/example.plan.json' with { type: 'json' }
import { mendsFor } from './mends.ts'
import { moveHash } from './move-hash.ts'
import type { Plan } from './plan.ts'

const wall = t1Session()
const context = { boardId: 'b', asOf: '2026-04-15', exportedAt: '2026-04-15T09:00:00Z', generator: 'test' }

const eur = (value: number) => ({ value, unit: 'EUR' })
const goalFields = {
  metric: 'revenue',
  baseline: eur(1),
  target: eur(3),
  due: '2026-11-30',
  accountable: 'ana',
  contributesTo: ['up'],
}
const goal = (fields: Record<string, unknown> = {}) =>
  card('goal', { id: 'g', zoneId: 'goal', fields: { ...goalFields, ...fields } })
const move = (fields: Record<string, unknown> = {}, id = 'm') =>
  card('move', { id, zoneId: `move-${id === 'm' ? 1 : id}`, fields })
const task = (fields: Record<string, unknown> = {}, id = 't') =>
  card('task', { id, text: 'Call them', fields: { moveId: 'm', ...fields } })
const step = (fields: Record<string, unknown> = {}, id = 'u') =>
  card('microTask', { id, fields: { taskId: 't', ...fields } })
const risk = (fields: Record<string, unknown> = {}, id = 'r') => card('risk', { id, fields })
const kpi = (fields: Record<string, unknown> = {}, id = 'k') => card('kpi', { id, fields })
const belief = (fields: Record<string, unknown> = {}, id = 'a', text = 'We believe so') =>
  card('assumption', { id, text, fields })
const call = (fields: Record<string, unknown> = {}, id = 'c') =>
  card('cadence', { id, fields: { reviewType: 'cadence-call', ...fields } })
const [ana, ben] = ['ana', 'ben'].map((id) => card('person', { id, text: id, geometry: null })) as [Card, Card]

const signedWords = moveHash({ id: 'm', name: '', accountable: 'ana' })
const fortnightly = { start: '2026-04-22T09:00', rrule: 'FREQ=WEEKLY;INTERVAL=2', minutes: 15, driver: 'ana' }
const months = (...values: number[]) =>
  values.map((value, i) => ({ period: `2025-${String(i + 1).padStart(2, '0')}`, value }))

/** Sentence, without its code, and the card it is about. */
type Said = string
const rows: [
  rule: string,
  wall: BoardElement[],
  said: Said[],
  of?: { session?: Session; plan?: (plan: Plan) => Plan },
][] = [
  ['[GOL-01] a plan has a goal', [], ['no-goal']],
  [
    '[GOL-01] one goal only: the others are named',
    [goal(), card('goal', { id: 'z', zoneId: 'goal', order: 'a9' })],
    ['second-goal z'],
  ],
  [
    '[GOL-01] the goal says what is measured, where we stand, what we want and when',
    [card('goal', { id: 'g' })],
    ['no-metric g', 'no-baseline g', 'no-target g', 'no-due g'],
  ],
  ['[GOL-01] the target has a unit', [goal({ target: { value: 3, unit: ' ' } })], ['no-unit g']],
  ['[GOL-01] today and target count the same', [goal({ baseline: { value: 1, unit: 'USD' } })], ['unit-differs g']],
  ['[GOL-01] a goal with all of it is complete', [goal()], []],
  ['[GOL-02] somebody is accountable for the goal', [goal()], ['no-accountable g']],
  ['[GOL-02] a person whose card is there will do', [goal(), ana], []],
  ['[GOL-03] the goal is due within the period', [goal({ due: '2027-01-01' })], ['outside-period g']],
  ['[GOL-03] not before it either', [goal({ due: '2026-03-31' })], ['outside-period g']],
  [
    '[GOL-03] the plan has a period',
    [goal()],
    ['no-period'],
    { session: { ...wall, meta: { ...wall.meta, period: { start: '', end: '' } } } },
  ],
  ['[GOL-03] the last day of the period is within it', [goal({ due: '2026-12-31' })], []],

  ['[MOV-01] fewer than three moves are few', [move()], ['too-few']],
  ['[MOV-01] more than seven are many', [1, 2, 3, 4, 5, 6, 7, 8].map((n) => move({}, String(n))), ['too-many']],
  ['[MOV-01] three are right', [1, 2, 3].map((n) => move({}, String(n))), []],
  ['[MOV-02] a move has somebody accountable and a task', [move()], ['no-accountable m', 'no-task m']],
  ['[MOV-02] with both it is carried', [move({ accountable: 'ana' }), ana, task()], []],
  ['[MOV-03] a move has a sponsor', [move()], ['no-sponsor m']],
  [
    '[MOV-03] the sponsor is somebody else than the accountable person, and is asked',
    [move({ accountable: 'ana', sponsor: 'ana' }), ana],
    ['sponsor-is-accountable m', 'no-signoff m'],
  ],
  [
    '[MOV-03] somebody else’s signature does not count',
    [
      move({ sponsor: 'ben' }),
      ana,
      ben,
      card('signoff', { id: 's', fields: { subject: 'm', person: 'ana', state: 'signed' } }),
    ],
    ['no-signoff m'],
  ],
  ...(
    [
      ['requested', 'not-signed m'],
      [undefined, 'not-signed m'],
      ['declined', 'declined m'],
      ['withdrawn', 'not-signed m'],
      ['signed', 'words-unknown m'],
    ] as const
  ).map(([state, said]): (typeof rows)[number] => [
    `[MOV-03] a sign-off that is ${state ?? 'without a state'} does not do`,
    [
      move({ sponsor: 'ben' }),
      ben,
      card('signoff', { id: 's', fields: { subject: 'm', person: 'ben', ...(state ? { state } : {}) } }),
    ],
    [said],
  ]),
  [
    '[MOV-03] signed as it reads now is signed, with conditions too',
    [
      move({ accountable: 'ana', sponsor: 'ben', status: 'IN-PROCESS' }),
      ana,
      ben,
      card('signoff', {
        id: 's',
        fields: { subject: 'm', person: 'ben', state: 'signed-with-conditions', signedWords },
      }),
    ],
    [],
  ],
  [
    '[MOV-03] a move that was reworded since has to be signed again',
    [
      { ...move({ accountable: 'ana', sponsor: 'ben' }), text: 'Another' },
      ana,
      ben,
      card('signoff', { id: 's', fields: { subject: 'm', person: 'ben', state: 'signed', signedWords } }),
    ],
    ['not-as-signed m'],
  ],
  [
    '[MOV-03] who signs the whole plan signs every move',
    [
      move({ sponsor: 'ben' }),
      ben,
      card('signoff', { id: 's', fields: { wholePlan: true, person: 'ben', state: 'signed' } }),
    ],
    [],
  ],
  ['[MOV-04] four of five say it is obvious', [move({ obviousness: 0.79 })], ['not-obvious m']],
  ['[MOV-04] a share of eighty percent will do', [move({ obviousness: 0.8 })], []],
  [
    '[MOV-04] without a vote, one word will do',
    [move({ obvious: true }), move({ obvious: false }, '2')],
    ['said-no 2'],
  ],
  ['[MOV-04] nobody was asked', [move()], ['not-asked m']],

  ['[TSK-01] an open task has an owner and a date', [move(), task()], ['no-assignee t', 'no-due t']],
  [
    '[TSK-01] what is done or cancelled needs none',
    [move(), task({ status: 'COMPLETED' }), task({ status: 'CANCELLED' }, 't2')],
    [],
  ],
  [
    '[TSK-02] a task is due within the plan and before the goal, and starts before it is due',
    [
      goal(),
      move(),
      task({ due: '2026-03-01' }),
      task({ due: '2026-12-01' }, 't2'),
      task({ due: '2026-05-01', start: '2026-05-02' }, 't3'),
      task({ due: '2026-11-30', start: '2026-04-01' }, 't4'),
    ],
    ['before-start t', 'after-goal t2', 'starts-late t3'],
  ],
  ['[TSK-03] a task says when it is done', [move(), task({ doneWhen: ' ' })], ['no-done-when t']],
  [
    '[TSK-03] it begins with a verb',
    [
      move(),
      { ...task({ doneWhen: 'x' }), text: 'The budget' },
      { ...task({ doneWhen: 'x' }, 't2'), text: 'Implement it' },
    ],
    ['no-verb t'],
  ],
  [
    '[TSK-03] C9 verbs are looked at in English only',
    [move(), { ...task({ doneWhen: 'x' }), text: 'This ist deutsch' }],
    [],
    { session: { ...wall, meta: { ...wall.meta, locale: 'de-CH' } } },
  ],
  [
    '[TSK-04] tasks do not wait for each other in a circle',
    [move(), task({ dependsOn: ['t2'] }), task({ dependsOn: ['t3'] }, 't2'), task({ dependsOn: ['t'] }, 't3')],
    ['circle t'],
  ],
  [
    '[TSK-04] a task is not due before what it waits for',
    [
      move(),
      task({ dependsOn: ['t2'], due: '2026-05-01' }),
      task({ due: '2026-05-02' }, 't2'),
      task({ dependsOn: ['t2'], due: '2026-05-02' }, 't3'),
    ],
    ['due-before t'],
  ],
  [
    '[TSK-04] unless that is done',
    [move(), task({ dependsOn: ['t2'], due: '2026-05-01' }), task({ due: '2026-05-02', status: 'COMPLETED' }, 't2')],
    [],
  ],
  [
    '[TSK-05] what takes more than ten days is split, and what takes more than one has a first step',
    [move(), task({ estimateDays: 11 }), task({ estimateDays: 1 }, 't2')],
    ['too-large t', 'no-first-step t'],
  ],
  [
    '[TSK-05] a step before it starts is one',
    [move(), task({ estimateDays: 5, start: '2026-05-01' }), step({ due: '2026-04-30' })],
    [],
  ],
  [
    '[TSK-05] a step after it starts is none',
    [move(), task({ estimateDays: 5, start: '2026-05-01' }), step({ due: '2026-05-02' })],
    ['no-first-step t'],
  ],

  ['[MIC-01] who has open tasks has a next step', [move(), ana, task({ assignee: 'ana' })], ['no-next-step ana']],
  [
    '[MIC-01] one, not two',
    [move(), ana, task({ assignee: 'ana' }), step({ assignee: 'ana' }), step({ assignee: 'ana' }, 'u2')],
    ['too-many u2'],
  ],
  [
    '[MIC-01] steps that are done do not count',
    [
      move(),
      ana,
      task({ assignee: 'ana' }),
      step({ assignee: 'ana' }),
      step({ assignee: 'ana', status: 'COMPLETED' }, 'u2'),
    ],
    [],
  ],
  [
    '[MIC-02] a step says how long it takes, eight hours at most, better one',
    [
      move(),
      task(),
      step(),
      step({ effortMinutes: 61 }, 'u2'),
      step({ effortMinutes: 60 }, 'u3'),
      step({ effortMinutes: 480 }, 'u4'),
    ],
    ['no-effort u', 'long u2', 'long u4'],
  ],
  [
    '[MIC-02] more than eight hours is an error',
    [],
    ['too-long x'],
    { plan: (plan) => ({ ...plan, microTasks: [{ id: 'x', effortMinutes: 481, derivedFrom: [] }] }) },
  ],
  [
    '[MIC-03] a step has a date within a week',
    [move(), task(), step(), step({ due: '2026-04-23' }, 'u2'), step({ due: '2026-04-22' }, 'u3')],
    ['no-due u', 'too-far u2'],
  ],
  [
    '[MIC-03] or before its owner’s next cadence call, where that is sooner',
    [
      move(),
      ana,
      ben,
      task(),
      step({ assignee: 'ana', due: '2026-04-18' }),
      step({ assignee: 'ben', due: '2026-04-18' }, 'u2'),
      call({ start: '2026-04-03T09:00', rrule: 'FREQ=WEEKLY', attendees: ['ana'] }),
    ],
    ['too-far u'],
  ],
  [
    '[MIC-03] the call of today is not the next one',
    [
      move(),
      ana,
      task(),
      step({ assignee: 'ana', due: '2026-04-20' }),
      call({ start: '2026-04-15T09:00', rrule: 'FREQ=WEEKLY', attendees: ['ana'] }),
    ],
    [],
  ],

  [
    '[RSK-01] a risk is scored, watched and decided on',
    [risk()],
    ['no-likelihood r', 'no-impact r', 'no-owner r', 'undecided r'],
  ],
  ['[RSK-01] a closed risk is nobody’s business', [risk({ riskStatus: 'closed' })], []],
  [
    '[RSK-02] a high risk has an open task against it',
    [risk({ likelihood: 3, impact: 4, response: 'mitigate' }), task({ mitigates: ['r'], status: 'COMPLETED' })],
    ['no-cure r'],
  ],
  [
    '[RSK-02] which has an owner and a date itself',
    [risk({ likelihood: 3, impact: 4, response: 'avoid' }), task({ mitigates: ['r'] })],
    ['cure-not-ready r'],
  ],
  [
    '[RSK-02] then it is cured',
    [
      risk({ likelihood: 5, impact: 5, response: 'transfer' }),
      ana,
      task({ mitigates: ['r'], assignee: 'ana', due: '2026-05-01' }),
    ],
    [],
  ],
  [
    '[RSK-02] a low risk, and one that is accepted, need none',
    [
      risk({ likelihood: 2, impact: 5, response: 'mitigate' }),
      risk({ likelihood: 5, impact: 5, response: 'accept' }, 'r2'),
    ],
    [],
  ],
  [
    '[RSK-03] who accepts a risk says why, and a high one is accepted by a sponsor',
    [
      ana,
      risk({ response: 'accept' }),
      risk({ response: 'accept', likelihood: 3, impact: 4, acceptReason: 'x', acceptedBy: 'ana' }, 'r2'),
    ],
    ['no-reason r', 'no-sponsor r2'],
  ],
  [
    '[RSK-03] a sponsor is who sponsors a move, or has the role',
    [
      move({ sponsor: 'ana' }),
      ana,
      card('person', { id: 'cy', fields: { role: 'sponsor' } }),
      risk({ response: 'accept', likelihood: 5, impact: 5, acceptReason: 'x', acceptedBy: 'ana' }),
      risk({ response: 'accept', likelihood: 5, impact: 5, acceptReason: 'x', acceptedBy: 'cy' }, 'r2'),
    ],
    [],
  ],
  ['[RSK-04] a risk has an early warning sign', [risk(), risk({ sign: 'No answer' }, 'r2')], ['no-sign r']],
  [
    '[RSK-05] a risk that would end the plan has a plan B',
    [risk({ impact: 5 }), risk({ impact: 4 }, 'r2')],
    ['no-plan-b r'],
  ],
  ['[RSK-05] then it is ready', [risk({ impact: 5 }), card('contingency', { id: 'o', fields: { riskId: 'r' } })], []],
  ['[RSK-06] a risk is about delivery', [risk({ category: 'people' })], ['no-delivery-risk']],
  ['[RSK-06] one is enough', [risk({ category: 'delivery' })], []],
  [
    '[RSK-07] a reason for failure becomes a risk, a part of one, or is kept',
    [
      card('failure', { id: 'f' }),
      risk(),
      card('failure', { id: 'f2', fields: { riskId: 'r' } }),
      card('failure', { id: 'f3', fields: { keptForReview: true } }),
    ],
    ['not-a-risk f'],
  ],

  [
    '[CON-01] a plan B has a trigger, an owner and a step',
    [card('contingency', { id: 'o' })],
    ['no-trigger o', 'no-owner o', 'no-step o'],
  ],
  [
    '[CON-01] then it can start',
    [
      ana,
      card('contingency', { id: 'o', fields: { trigger: 'No money', owner: 'ana', steps: [{ summary: 'Call' }] } }),
    ],
    [],
  ],
  [
    '[CON-02] a plan B is looked at once a year',
    [
      card('contingency', { id: 'o' }),
      card('contingency', { id: 'o2', fields: { lastReviewed: '2025-04-14' } }),
      card('contingency', { id: 'o3', fields: { lastReviewed: '2025-04-15' } }),
    ],
    ['never-reviewed o', 'long-ago o2'],
  ],
  [
    '[CON-03] its steps have owners',
    [ana, card('contingency', { id: 'o', fields: { steps: [{ summary: 'a' }, { summary: 'b', assignee: 'ana' }] } })],
    ['step-without-owner o'],
  ],

  [
    '[ASM-01] an assumption begins with “We believe”',
    [belief({}, 'a', 'They will pay'), belief({}, 'a2', 'Wir glauben es')],
    ['no-belief a'],
  ],
  [
    '[ASM-02] what is important and unproven is tested',
    [
      belief({ importance: 4, evidence: 2 }),
      belief({ importance: 5, evidence: 3 }, 'a2'),
      belief({ importance: 3, evidence: 1 }, 'a3'),
    ],
    ['not-tested a'],
  ],
  [
    '[ASM-02] by a task, or by a tripwire',
    [
      kpi(),
      belief({ importance: 5, evidence: 1 }),
      task({ tests: ['a'] }),
      belief({ importance: 5, evidence: 1, tripwireByDate: '2026-06-01' }, 'a2'),
      belief({ importance: 5, evidence: 1, tripwireKpi: 'k', tripwireOperator: '<', tripwireValue: 3 }, 'a3'),
    ],
    [],
  ],
  ['[ASM-03] an assumption supports the goal or a move', [goal(), belief()], ['supports-nothing']],
  ['[ASM-03] one is enough', [goal(), belief({ supports: ['g'] }), belief({}, 'a2')], []],
  [
    '[ASM-04] the top five are challenged by somebody who is not their owner',
    [
      ana,
      belief({ importance: 5, owner: 'ana' }),
      card('challenge', { id: 'h', createdBy: 'ana', fields: { about: 'a' } }),
      ...[1, 2, 3, 4].flatMap((n) => [
        belief({ importance: 4 }, `b${n}`),
        card('challenge', { id: `h${n}`, fields: { about: `b${n}` } }),
      ]),
      belief({ importance: 1 }, 'z'),
    ],
    ['not-challenged a'],
  ],
  ['[ASM-05] an assumption has an owner and a day to look again', [belief()], ['no-owner a', 'no-review-date a']],
  ['[ASM-05] one that is retired needs none', [belief({ assumptionStatus: 'retired' })], []],

  [
    '[KPI-01] an indicator says all of it',
    [kpi()],
    ['no-target k', 'no-target-date k', 'no-unit k', 'no-baseline k', 'no-direction k', 'no-frequency k', 'no-owner k'],
  ],
  [
    '[KPI-01] then it can be measured',
    [
      ana,
      kpi({
        target: 3,
        targetDate: '2026-06-30',
        unit: 'site',
        baseline: 0,
        direction: 'increase',
        frequency: 'weekly',
        owner: 'ana',
      }),
    ],
    [],
  ],
  ['[KPI-02] it is leading or lagging', [kpi(), kpi({ type: 'leading' }, 'k2')], ['no-type k']],
  [
    '[KPI-03] a lagging one measures the goal, a leading one each move',
    [goal(), move(), kpi({ type: 'leading', measures: 'g' }), kpi({ type: 'lagging', measures: 'm' }, 'k2')],
    ['goal-not-measured g', 'move-not-measured m'],
  ],
  [
    '[KPI-03] then both are',
    [goal(), move(), kpi({ type: 'lagging', measures: 'g' }), kpi({ type: 'leading', measures: 'm' }, 'k2')],
    [],
  ],
  [
    '[KPI-04] a leading one can be influenced and predicts a lagging one',
    [
      kpi({ type: 'leading', predicts: 'k2' }),
      kpi({ type: 'leading', influenceable: true, predicts: 'k3' }, 'k2'),
      kpi({ type: 'lagging' }, 'k3'),
    ],
    ['not-influenceable k', 'predicts-nothing k'],
  ],
  ['[KPI-05] it says where its number comes from', [kpi(), kpi({ source: 'CRM' }, 'k2')], ['no-source k']],
  [
    '[GAP-01] the moves cover the gap',
    [
      goal({ target: eur(100) }),
      move({ expectedContribution: eur(10), confidence: 0.5 }),
      numbers(...months(1, 2, 3, 4, 5, 6, 7, 8)),
    ],
    ['not-covered'],
  ],
  [
    '[GAP-01] when they do, it is said nothing',
    [
      goal({ target: eur(30) }),
      move({ expectedContribution: eur(30), confidence: 1 }),
      numbers(...months(1, 2, 3, 4, 5, 6, 7, 8)),
    ],
    [],
  ],
  ['[GAP-02] a trend needs eight numbers', [goal(), numbers(...months(1, 2, 3, 4, 5, 6, 7))], ['few-points']],
  ['[GAP-02] eight will do', [goal(), numbers(...months(1, 2, 3, 4, 5, 6, 7, 8))], []],

  ['[CAD-01] there is a cadence call', [call({ reviewType: 'progress' })], ['no-call']],
  ['[CAD-01] which repeats', [call()], ['never-repeats c']],
  [
    '[CAD-02] C8 it comes between once a week and once a month; a rule nobody can read is taken for neither',
    [
      call({ rrule: 'FREQ=DAILY' }),
      call({ rrule: 'FREQ=WEEKLY;BYDAY=MO,TH' }, 'c2'),
      call({ rrule: 'FREQ=MONTHLY;INTERVAL=2' }, 'c3'),
      call({ rrule: 'every other Tuesday' }, 'c4'),
      call({ rrule: 'FREQ=WEEKLY;BYDAY=TU' }, 'c5'),
      call({ rrule: 'FREQ=MONTHLY;BYDAY=1MO' }, 'c6'),
      call({ rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;COUNT=24' }, 'c7'),
    ],
    ['too-often c', 'too-often c2', 'too-rarely c3', 'unreadable c4'],
  ],
  ['[CAD-03] every meeting has a driver, and so has the plan', [call()], ['no-driver c', 'no-plan-driver']],
  [
    '[CAD-03] then both are driven',
    [call({ driver: 'dee' }), card('person', { id: 'dee', fields: { role: 'plan-driver' } })],
    [],
  ],
  [
    '[CAD-04] the five reviews are held, or left out with a reason',
    [
      call({ reviewType: 'progress' }),
      call({ reviewType: 'coaching' }, 'c2'),
      call({ reviewType: 'plan-review' }, 'c3'),
      call({ reviewType: 'performance-review', waived: 'Run by HR' }, 'c4'),
    ],
    ['no-team-review'],
  ],
  [
    '[CAD-04] a blank is no reason',
    [
      ...['progress', 'coaching', 'plan-review', 'team-review'].map((reviewType, i) => call({ reviewType }, `c${i}`)),
      call({ reviewType: 'performance-review', waived: ' ' }, 'p'),
    ],
    ['no-reason p'],
  ],
  [
    '[CAD-05] the first call is within two weeks',
    [call({ ...fortnightly, start: '2026-04-30T09:00' })],
    ['not-soon c'],
  ],
  [
    '[CAD-04] without a cadence all five are missed',
    [],
    ['no-progress', 'no-coaching', 'no-plan-review', 'no-performance-review', 'no-team-review'],
  ],
  ['[CAD-05] the fourteenth day is soon enough', [call({ ...fortnightly, start: '2026-04-29T09:00' })], []],
  ['[CAD-05] or the next one of calls that run already', [call({ ...fortnightly, start: '2026-01-07T09:00' })], []],
  ['[CAD-05] a call without a date is none', [call()], ['no-date c']],
  ['[CAD-06] a call takes half an hour at most', [call({ minutes: 31 }), call({ minutes: 30 }, 'c2')], ['too-long c']],
  [
    '[CAD-07] sponsors need not attend every week',
    [
      ana,
      ben,
      move({ sponsor: 'ben' }),
      call({ rrule: 'FREQ=WEEKLY', attendees: ['ana', 'ben'] }),
      call({ ...fortnightly, attendees: ['ben'] }, 'c2'),
      call({ rrule: 'FREQ=WEEKLY', optional: ['ben'] }, 'c3'),
    ],
    ['sponsor-required c'],
  ],

  [
    '[CAS-01] a task that belongs to nothing is an orphan',
    [goal(), card('task', { id: 'lost' })],
    ['no-goal-reached lost'],
  ],
  [
    '[CAS-01] a risk, assumption, skill or condition that serves the goal will do in place of a move',
    [
      goal(),
      move(),
      risk({ threatens: ['g'] }),
      belief({ supports: ['m'] }),
      card('capabilityGap', { id: 'gap', fields: { task: 't3' } }),
      card('signoff', { id: 's', fields: { subject: 'm' } }),
      card('task', { id: 't1', fields: { mitigates: ['r'] } }),
      card('task', { id: 't2', fields: { tests: ['a'] } }),
      card('task', { id: 't3' }),
      card('task', { id: 't4', fields: { conditionOf: 's' } }),
    ],
    [],
  ],
  [
    '[CAS-01] one that serves nothing itself will not',
    [goal(), risk(), card('task', { id: 't1', fields: { mitigates: ['r'] } })],
    ['by-way-of t1'],
  ],
  ['[CAS-01] without a goal there is nothing to reach', [card('task', { id: 'lost' })], []],
  ['[CAS-02] the goal contributes to one above it', [goal()], ['no-goal-above g']],
  ['[CAS-02] when it does, it is said nothing', [goal(), card('parentGoal', { id: 'up' })], []],
  [
    '[CAS-03] a goal above is accepted or declined',
    [
      card('parentGoal', { id: 'up' }),
      card('parentGoal', { id: 'up2', fields: { acceptance: 'proposed' } }),
      card('parentGoal', { id: 'up3', fields: { acceptance: 'declined' } }),
    ],
    ['not-answered up', 'not-answered up2'],
  ],
  [
    '[STR-01] the five choices are answered',
    [choice('aspiration'), choice('whereIn'), choice('howToWin')],
    ['no-capability', 'no-system'],
  ],
  [
    '[STR-01] on one page',
    [choice('aspiration', 'x'.repeat(2500)), ...['whereIn', 'howToWin', 'capability', 'system'].map((q) => choice(q))],
    ['too-long'],
  ],
  [
    '[STR-01] what is blank is no answer',
    [choice('aspiration', ' ')],
    ['no-aspiration', 'no-where-in', 'no-how-to-win', 'no-capability', 'no-system'],
  ],
  ['[STR-02] it says where we will not play', [choice('whereIn')], ['no-out']],
  ['[STR-02] once is enough', [choice('whereOut')], []],
  ['[STR-03] an assumption says what must be true', [belief()], ['no-must-be-true']],
  ['[STR-03] one that says so, or that hangs on a choice', [belief(), choice('howToWin'), arrow('a', 'howToWin')], []],
  [
    '[SKL-01] a skill that is needed has a task',
    [
      move(),
      task(),
      task({ status: 'CANCELLED' }, 't2'),
      card('capabilityGap', { id: 'n1', fields: { now: 1, needed: 3 } }),
      card('capabilityGap', { id: 'n2', fields: { now: 1, needed: 3, task: 't' } }),
      card('capabilityGap', { id: 'n3', fields: { now: 3, needed: 3 } }),
      card('capabilityGap', { id: 'n4', fields: { now: 1, needed: 3, task: 't2' } }),
    ],
    ['no-task n1', 'no-task n4'],
  ],
  [
    '[DEC-01] what was decided has an approver and a date',
    [card('decision', { id: 'd', fields: { decisionState: 'decided' } }), card('decision', { id: 'd2' })],
    ['no-approver d', 'no-date d'],
  ],
  [
    '[DEC-02] what is proposed has a date',
    [card('decision', { id: 'd' }), card('decision', { id: 'd2', fields: { decideBy: '2026-05-01' } })],
    ['no-date d'],
  ],
  [
    '[PRK-01] no parked question is open',
    [card('parking', { id: 'q' }), card('parking', { id: 'q2', fields: { disposition: 'dropped' } })],
    ['open q'],
  ],
  ['[PRV-01] what is on a board has its card', [goal(), move(), ana, risk()], []],
  [
    '[PRV-01] what came without a source is named; an empty list means by hand',
    [],
    ['no-source x'],
    { plan: (plan) => ({ ...plan, moves: [{ id: 'x' }, { id: 'y', derivedFrom: [] }] }) },
  ],
  [
    '[OVR-01] nobody has more than five tasks due within thirty days',
    [ana, move(), ...[1, 2, 3, 4, 5, 6].map((n) => task({ assignee: 'ana', due: '2026-05-15' }, `t${n}`))],
    ['too-much ana'],
  ],
  [
    '[OVR-01] later ones and done ones do not count',
    [
      ana,
      move(),
      ...[1, 2, 3, 4, 5].map((n) => task({ assignee: 'ana', due: '2026-05-15' }, `t${n}`)),
      task({ assignee: 'ana', due: '2026-05-16' }, 't6'),
      task({ assignee: 'ana', due: '2026-05-01', status: 'COMPLETED' }, 't7'),
    ],
    [],
  ],
]

it.each(rows)('%s', (rule, elements, said, { session = wall, plan: change = (plan: Plan) => plan } = {}) => {
  const code = rule.slice(1, 7)
  const plan = change(extractPlan(boardWith(...elements), session, context))
  const { findings } = checkPlan(plan, settingsFor(code))
  expect(findings.map(saidIn)).toEqual(said.map((words) => `${code}.${words}`.trim()))
  for (const { sentence, text, subject } of findings) {
    expect(text).not.toContain('{')
    expect(sentence.startsWith(code)).toBe(true)
    expect(subject === undefined || text !== '').toBe(true)
  }
})

describe('the checks as a whole', () => {
  it('are all of the method’s, with its severities', () => {
    expect(rules.map(({ code, severity }) => `${code} ${severity === 'error' ? 'E' : 'W'}`)).toEqual([
      ...'GOL-01 E,GOL-02 E,GOL-03 E,MOV-01 W,MOV-02 E,MOV-03 E,MOV-04 W,TSK-01 E,TSK-02 E,TSK-03 W,TSK-04 E'.split(
        ',',
      ),
      ...'TSK-05 W,MIC-01 E,MIC-02 E,MIC-03 E,RSK-01 E,RSK-02 E,RSK-03 E,RSK-04 W,RSK-05 E,RSK-06 E,RSK-07 W'.split(
        ',',
      ),
      ...'CON-01 E,CON-02 W,CON-03 W,ASM-01 W,ASM-02 E,ASM-03 E,ASM-04 W,ASM-05 E,KPI-01 E,KPI-02 E,KPI-03 E'.split(
        ',',
      ),
      ...'KPI-04 W,KPI-05 W,GAP-01 W,GAP-02 W,CAD-01 E,CAD-02 E,CAD-03 E,CAD-04 W,CAD-05 E,CAD-06 W,CAD-07 W'.split(
        ',',
      ),
      ...'CAS-01 E,CAS-02 W,CAS-03 W,STR-01 W,STR-02 W,STR-03 W,SKL-01 E,DEC-01 E,DEC-02 W,PRK-01 E,PRV-01 E'.split(
        ',',
      ),
      'OVR-01 W',
    ])
  })

  it('every sentence is said by one of the rows above', () => {
    const said = new Set(
      rows.flatMap(([rule, , some]) => some.map((words) => `${rule.slice(1, 7)}.${words.split(' ')[0]}`)),
    )
    expect(Object.keys(sentences).filter((code) => !said.has(code))).toEqual([])
  })

  it('[C1] only those are made that the board asks for', () => {
    const plan = extractPlan(boardWith(), wall, context)
    const { checks, findings } = checkPlan(plan, settingsFor('GOL-01', 'RSK-06'))
    expect(checks.map(({ code, state }) => [code, state])).toEqual([
      ['GOL-01', 'open'],
      ['RSK-06', 'open'],
    ])
    expect(findings).toHaveLength(2)
  })

  it('[C1] thresholds come from the settings: a lower score makes a smaller risk count', () => {
    const board = boardWith(risk({ likelihood: 2, impact: 2, response: 'mitigate' }))
    const plan = extractPlan(board, wall, context)
    const settings = { ...settingsFor('RSK-02'), thresholds: thresholdsFrom({ riskScore: 4, nobodyKnows: 1 }) }
    expect(checkPlan(plan, settingsFor('RSK-02')).findings).toEqual([])
    expect(checkPlan(plan, settings).findings.map(saidIn)).toEqual(['RSK-02.no-cure r'])
  })

  it('[C3] a finding says what, about which card, how to mend it, and who can', () => {
    const plan = extractPlan(boardWith(ana, move({ accountable: 'ana' }), task({ due: '2026-05-01' })), wall, context)
    expect(checkPlan(plan, settingsFor('TSK-01')).findings).toEqual([
      {
        id: 'TSK-01.no-assignee:t:',
        code: 'TSK-01',
        severity: 'error',
        sentence: 'TSK-01.no-assignee',
        params: { name: 'Call them' },
        text: 'Nobody has taken the task “Call them”.',
        subject: { itemId: 't', cardId: 't', kind: 'task', name: 'Call them' },
        fix: { act: 'fill', cardId: 't', field: 'assignee' },
        personId: 'ana',
      },
    ])
  })

  it('[C6] errors come before warnings, and a long effort is only a warning', () => {
    const board = boardWith(
      move(),
      task(),
      step({ effortMinutes: 90, due: '2026-04-16' }),
      card('decision', { id: 'd' }),
    )
    const report = checkPlan(extractPlan(board, wall, context), settingsFor('MIC-02', 'DEC-02', 'TSK-01'))
    expect(report.findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['TSK-01', 'error'],
      ['TSK-01', 'error'],
      ['MIC-02', 'warning'],
      ['DEC-02', 'warning'],
    ])
    expect(report).toMatchObject({ errors: 2, warnings: 2, isComplete: false })
  })
})

describe('what is waived, what is complete, and from one look to the next', () => {
  const board = boardWith(
    move({ accountable: 'ana' }),
    ana,
    task({ assignee: 'ana', due: '2026-04-14' }),
    task({ assignee: 'ana' }, 't2'),
    task({}, 't3'),
  )
  const planOn = (asOf: string) => extractPlan(board, wall, { ...context, asOf })
  const waiver = (cardId?: string) => ({ code: 'TSK-01', reason: 'Asked tonight', by: 'ana', at: 1, ...cardOf(cardId) })
  const cardOf = (cardId?: string) => (cardId === undefined ? {} : { cardId })
  const look = (waivers: CheckSettings['waivers']) =>
    checkPlan(planOn('2026-04-15'), { ...settingsFor('TSK-01'), waivers })
  const open = ({ findings }: ReturnType<typeof look>) =>
    findings.filter((finding) => !finding.waiver).map(({ subject }) => subject?.cardId)

  it.each([
    ['2026-04-15', []],
    ['2026-04-14', ['CAD-05']],
  ])('[C2] today is the day the plan says it is: %s', (asOf, said) => {
    const plan = extractPlan(boardWith(call({ ...fortnightly, start: '2026-04-29T09:00' })), wall, { ...context, asOf })
    expect(checkPlan(plan, settingsFor('CAD-05')).findings.map(({ code }) => code)).toEqual(said)
  })

  it('[C4] the same fault has the same id at the next look, whatever was mended meanwhile', () => {
    const ids = (of: Plan) => checkPlan(of, settingsFor('TSK-01')).findings.map(({ id }) => id)
    const before = ids(planOn('2026-04-15'))
    const later = extractPlan(
      boardWith(task({}, 't3'), task({ assignee: 'ana', due: '2026-05-01' }, 't2'), ana, move()),
      wall,
      context,
    )
    expect(ids(later)).toEqual(before.filter((id) => id.includes(':t3:')))
  })

  it('[C5] a waiver for a card covers that card, and one without covers the check', () => {
    expect(open(look([]))).toEqual(['t2', 't3', 't3'])
    expect(open(look([waiver('t3')]))).toEqual(['t2'])
    expect(open(look([waiver()]))).toEqual([])
    expect(look([waiver()]).findings.map((finding) => finding.waiver?.reason)).toEqual(Array(3).fill('Asked tonight'))
  })

  it('[C6] the plan is complete when no error is open; warnings never stand in the way', () => {
    expect(look([]).isComplete).toBe(false)
    expect(look([waiver()])).toMatchObject({ isComplete: true, waived: 3, errors: 0 })
    const warned = checkPlan(planOn('2026-04-15'), settingsFor('MOV-01'))
    expect(warned).toMatchObject({ isComplete: true, errors: 0, warnings: 1 })
  })
})

describe('a plan made elsewhere', () => {
  const foreign = { capabilityGaps: [], omitted: [], ...example } as unknown as Plan
  const codesOf = (plan: Plan) => checkPlan(plan, settingsFor(...rules.map(({ code }) => code))).findings

  it('[C7, C11] may say what belongs to what on one side only, and by which revision a move was signed', () => {
    const said = new Set(codesOf(foreign).map(({ code }) => code))
    expect(['KPI-03', 'RSK-02', 'ASM-03', 'CAS-01', 'MOV-03', 'TSK-01'].filter((code) => said.has(code))).toEqual([])
  })

  it('may refer to what is not there: the checks and the difference never throw', () => {
    fc.assert(
      fc.property(anyLargeBoard(wall, 200), fc.infiniteStream(fc.boolean()), (board, dice) => {
        const plan = extractPlan(board, wall, context)
        const torn = Object.fromEntries(
          Object.entries(plan).map(([name, list]) => [
            name,
            Array.isArray(list) ? list.filter(() => dice.next().value) : list,
          ]),
        ) as unknown as Plan
        const { findings } = checkPlan(torn, settingsFor(...rules.map(({ code }) => code)))
        expect(findingsByPerson(findings, torn).flatMap((group) => group.findings)).toHaveLength(findings.length)
        expect(() => mendsFor(torn, findings, 'c1')).not.toThrow()
        expect(() => diffPlans(plan, torn)).not.toThrow()
      }),
      { numRuns: 30 },
    )
  })
})

describe('what a board is checked for', () => {
  it('is what its template lists', () => {
    const { codes, thresholds } = checkSettingsOf(wall)
    expect([...codes]).toContain('GOL-01')
    expect([...codes]).not.toContain('RSK-01')
    expect(thresholds).toMatchObject({ movesMin: 3, openTasksPerPerson: 5, riskScore: 12 })
  })

  it('or what the board itself says', () => {
    const gate = { checks: ['RSK-01'], thresholds: { riskScore: 6 } }
    const { codes, thresholds } = checkSettingsOf({ ...wall, meta: { ...wall.meta, gate } })
    expect([...codes]).toEqual(['RSK-01'])
    expect(thresholds).toMatchObject({ riskScore: 6, movesMin: 3 })
  })

  it('a template nobody knows asks for nothing', () => {
    expect(checkSettingsOf({ ...wall, meta: { ...wall.meta, templateId: 'T99' } }).codes.size).toBe(0)
  })
})

describe('always', () => {
  const all = settingsFor(...rules.map(({ code }) => code))

  it.each([
    ['small boards', anyBoard(wall), 100],
    ['boards of up to 1,500 cards with hostile texts', anyLargeBoard(wall), 12],
    ['boards without zones', anyBoard(sessionWith()), 100],
  ] as const)(
    '[C4] %s: never throws, no two findings of one id, and every fix can be made',
    (_name, boards, numRuns) => {
      fc.assert(
        fc.property(boards, (board) => {
          const plan = extractPlan(board, wall, context)
          const { findings, errors, warnings, waived } = checkPlan(plan, all)
          expect(errors + warnings + waived).toBe(findings.length)
          expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length)
          const people = new Set(plan.people.map(({ id }) => id))
          for (const finding of findings) {
            expect(finding.personId === undefined || people.has(finding.personId)).toBe(true)
            expect(finding.text).not.toContain('\n')
            expectPossible(finding, (id) => board.elements.get(id))
          }
        }),
        { numRuns },
      )
    },
  )

  it('the order elements come in does not matter', () => {
    fc.assert(
      fc.property(anyLargeBoard(wall, 300), fc.infiniteStream(fc.nat()), (board, dice) => {
        const elements = [...board.elements.values()].map((element) => ({ element, at: dice.next().value as number }))
        const shuffled = boardWith(...elements.toSorted((a, b) => a.at - b.at).map(({ element }) => element))
        const report = (of: typeof board) => JSON.stringify(checkPlan(extractPlan(of, wall, context), all))
        expect(report(shuffled)).toBe(report(board))
      }),
      { numRuns: 20 },
    )
  })
})

function expectPossible({ fix, subject }: Finding, elementOf: (id: string) => BoardElement | undefined): void {
  if (subject) expect(elementOf(subject.cardId)).toMatchObject({ type: 'card', kind: subject.kind })
  if (fix?.act === 'fill') {
    const target = elementOf(fix.cardId)
    const field = target?.type === 'card' ? fieldOf(target.kind, fix.field) : undefined
    expect(field).toBeDefined()
    if (field && fix.value !== undefined) expect(Value.Check(field.schema, fix.value)).toBe(true)
  }
  if (fix?.act === 'add') {
    for (const [name, value] of Object.entries(fix.fields)) {
      const field = fieldOf(fix.kind, name)
      expect(field && Value.Check(field.schema, value), `${fix.kind}.${name}`).toBe(true)
    }
  }
}

function settingsFor(...codes: string[]): CheckSettings {
  return { codes: new Set(codes), thresholds: thresholdsFrom({}), waivers: [] }
}

function saidIn({ sentence, subject }: Finding): string {
  return subject ? `${sentence} ${subject.cardId}` : sentence
}

function choice(question: string, text = 'Yes'): Card {
  return card('choice', { id: question, text, fields: { question } })
}

function numbers(...values: { period: string; value: number }[]): Card {
  return card('series', { id: 'numbers', fields: { rows: values, measures: 'g', total: 'average' } })
}
