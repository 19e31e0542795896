import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { readBoard, readSession } from '../board/read.ts'
import { readImport } from '../import/read-import.ts'
import { extractPlan } from '../plan/extract.ts'
import type { Plan } from '../plan/plan.ts'
import { boardWith, card, counter, sessionWith, TODAY, zone } from '../testing/builders.ts'
import { markdown } from './markdown.ts'

const session = sessionWith(zone('goal'), zone('move-1'), zone('tasks', { meaning: { partOf: 'move-1' } }))
const board = boardWith(
  card('person', { id: 'p-ana', text: 'Ana' }),
  card('goal', {
    id: 'g1',
    text: 'Win *three* sites',
    zoneId: 'goal',
    fields: { target: { value: 3, unit: 'sites' } },
  }),
  card('move', { id: 'm1', text: 'Prove pay-back', zoneId: 'move-1', fields: { accountable: 'p-ana' } }),
  card('task', {
    id: 't1',
    text: 'Agree the model',
    zoneId: 'tasks',
    fields: { assignee: 'p-ana', due: '2026-04-30', doneWhen: 'It is signed', description: 'First line\n- second' },
  }),
  card('microTask', { id: 'x1', text: 'Write to Priya', fields: { taskId: 't1', status: 'COMPLETED' } }),
  card('risk', { id: 'r1', text: 'Called | back', fields: { likelihood: 4, impact: 3, owner: 'p-ana' } }),
  card('note', { id: 'n1', text: 'An idea' }),
)

function planOf(values: { board: typeof board; session: typeof session }): Plan {
  const of = { boardId: 'b1', asOf: TODAY, exportedAt: '2026-04-15T12:00:00Z', generator: 'test' }
  return extractPlan(values.board, values.session, of)
}

const text = markdown.render({ plan: planOf({ board, session }), board, session }, {})

function imported(file: string): Plan {
  const reading = readImport(file, counter('new'))
  if (!reading.ok) throw new Error(`${reading.message} (${reading.path})`)
  const docs = { board: new Y.Doc(), session: new Y.Doc() }
  reading.apply(docs, { timezone: 'UTC', today: TODAY, createdAt: 0, newId: counter('made') }, 'test')
  return planOf({ board: readBoard(docs.board).board, session: readSession(docs.session).session })
}

describe('what a person reads', () => {
  it('goal, moves, tasks and steps stand as headings and boxes, ids in comments, the rest in tables', () => {
    const body = text.slice(text.indexOf('\n# ') + 1)
    expect(body).toBe(`# Win \\*three\\* sites <!-- goal:g1 -->

- **Target:** 3 sites

## Move 1: Prove pay-back <!-- move:m1 -->

- **Accountable:** [Ana](#p-ana)
- **Status:** NEEDS-ACTION

- [ ] Agree the model — @Ana — 2026-04-30 <!-- task:t1 owner:p-ana -->
  - **Description:**
    > First line
    > \\- second
  - **Done when:** It is signed
  - [x] Write to Priya <!-- step:x1 -->

## Risks

| Event | Likelihood | Impact | Owner | Response strategy | Id |
| --- | --- | --- | --- | --- | --- |
| Called \\| back | 4 | 3 | [Ana](#p-ana) | undecided | r1 |

## People

| Name | Id |
| --- | --- |
| Ana | p-ana |

<!-- From here on only for reading -->

## For Ana

- [ ] Agree the model — 2026-04-30

## Not in this plan

- idea: 1
`)
  })
})

describe('what a person edits', () => {
  it('a new line is a new task, and a name that nobody has yet is a new person', () => {
    const edited = text.replace('- [ ] Agree', '- [ ] Call Priya — @Ben — 2026-05-01\n- [ ] Agree')
    const plan = imported(edited)
    const ben = plan.people.find(({ displayName }) => displayName === 'Ben')
    expect(plan.tasks).toMatchObject([
      { summary: 'Call Priya', assignee: ben?.id, due: '2026-05-01', moveId: 'm1' },
      { id: 't1', assignee: 'p-ana' },
    ])
  })

  it('another name behind the @ is another owner, whatever the comment says', () => {
    const plan = imported(text.replace('@Ana — 2026-04-30 <!--', '@Ben — 2026-04-29 <!--'))
    expect(plan.tasks[0]).toMatchObject({ id: 't1', due: '2026-04-29' })
    expect(plan.people.find(({ id }) => id === plan.tasks[0]?.assignee)?.displayName).toBe('Ben')
  })

  it('a ticked box is a finished task', () => {
    expect(imported(text.replace('- [ ] Agree', '- [x] Agree')).tasks[0]).toMatchObject({
      id: 't1',
      status: 'COMPLETED',
    })
  })

  it('words beneath a move join its description, and a new heading is a new move', () => {
    const plan = imported(
      text.replace('## Risks', 'We know *one* of them.\n\n## Ask the partners\n\nAll of them.\n\n## Risks'),
    )
    expect(plan.moves.map(({ name, description }) => [name, description])).toEqual([
      ['Prove pay-back', 'We know *one* of them.'],
      ['Ask the partners', 'All of them.'],
    ])
    expect(plan.tasks[0]?.description).toContain('First line')
  })

  it('a plan written by hand needs no ids and no head', () => {
    const plan = imported(
      '# Win three sites\n\n## Prove pay-back\n\n- [ ] Agree the model — @Ana — 2026-04-30\n  - [ ] Write to Priya\n',
    )
    expect(plan.name).toBe('Win three sites')
    expect(plan.moves).toMatchObject([{ name: 'Prove pay-back' }])
    expect(plan.tasks).toMatchObject([{ summary: 'Agree the model', moveId: plan.moves[0]?.id }])
    expect(plan.microTasks).toMatchObject([{ summary: 'Write to Priya', taskId: plan.tasks[0]?.id }])
  })
})
