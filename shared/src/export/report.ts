import type { Board } from '../board/model.ts'
import { picturesOf } from '../board/picture.ts'
import type { Plan } from '../plan/plan.ts'
import type { CarriedPicture, PlanFormat, PlanSource } from './format.ts'
import { html, page } from './html.ts'
import type { Html } from './html.ts'
import { indexPlan, planName } from './plan-index.ts'
import type { PlanIndex, PlanMicroTask, PlanTask } from './plan-index.ts'
import { reportStyle } from './report-style.ts'
import { isOpen, oneLine, statusInWords } from './texts.ts'

export const report: PlanFormat = {
  id: 'report',
  name: 'Report to print',
  use: 'hand-out',
  mediaType: 'text/html; charset=utf-8',
  extension: 'html',
  purpose:
    'For paper, or a PDF by "print" in the browser: goal, moves, tasks by owner, risks, meetings, and a page for each owner to take along.',
  limits: [
    'It is to be read: nothing reads it back.',
    'Where an item came from is not in it, and fields that are seldom used are not.',
    'Pictures of the wall stand at the end, with what was said of them; not where they lay, and not in a file saved without a connection.',
  ],
  carrier: { width: 1200, pieces: withPictures },
  render: ({ plan, board }: PlanSource) => {
    const index = indexPlan(plan)
    const body = html`<main>
        ${head(plan)} ${goalPart(index)} ${movesPart(index)} ${tasksPart(index)} ${indicatorsPart(index)}
        ${risksPart(index)} ${assumptionsPart(index)} ${meetingsPart(index)} ${decisionsPart(index)}
        ${waiversPart(index)} ${leftOutPart(plan)} ${picturesPart(board)}
      </main>
      ${ownersOf(index).map((owner) => ownerPage(owner, index))}`
    return page({ title: planName(plan), language: plan.locale ?? 'en', style: reportStyle, body })
  },
}

const titleOfPlan = (plan: Plan) => oneLine(planName(plan))

function head(plan: Plan): Html {
  const { period, provenance } = plan
  const when = period?.start && period.end ? `${period.start} to ${period.end}` : ''
  const asOf = provenance.asOf ?? provenance.exportedAt.slice(0, 10)
  return html`<header>
    <p class="kicker">Plan</p>
    <h1 dir="auto">${titleOfPlan(plan)}</h1>
    <p class="when">
      ${when ? html`<span>${when}</span>` : ''} <span>as of ${asOf}</span>
      ${plan.revision === undefined ? '' : html`<span>revision ${plan.revision}</span>`}
    </p>
  </header>`
}

function goalPart({ plan, nameOf }: PlanIndex): Html {
  const { goal } = plan
  if (!goal)
    return html`<section>
      <h2>Goal</h2>
      <p class="none">This plan has no goal yet.</p>
    </section>`
  const quantity = (of: { value?: number; unit?: string } | undefined) =>
    of === undefined ? missing() : html`<b>${number(of.value)}</b> <bdi>${of.unit}</bdi>`
  return html`<section class="goal">
    <h2>Goal</h2>
    <p class="name" dir="auto">${goal.name}</p>
    ${text(goal.description)}
    <dl class="numbers">
      <div>
        <dt>Measured by</dt>
        <dd dir="auto">${goal.metric || missing()}</dd>
      </div>
      <div>
        <dt>Today</dt>
        <dd>${quantity(goal.baseline)}</dd>
      </div>
      <div>
        <dt>Target</dt>
        <dd>${quantity(goal.target)}</dd>
      </div>
      <div>
        <dt>Reached by</dt>
        <dd>${goal.due ?? missing()}</dd>
      </div>
      <div>
        <dt>Accountable</dt>
        <dd dir="auto">${nameOf(goal.accountable) || missing()}</dd>
      </div>
    </dl>
  </section>`
}

function movesPart({ plan, nameOf, tasksOf }: PlanIndex): Html | undefined {
  return table(
    'Moves',
    ['', 'Move', 'Accountable', 'Sponsor', 'Tasks'],
    plan.moves.map((move, i) => [
      i + 1,
      html`<span class="strong" dir="auto">${move.name}</span>${text(move.description)}`,
      bdi(nameOf(move.accountable)),
      bdi(nameOf(move.sponsor)),
      tasksOf(move.id).length,
    ]),
  )
}

function tasksPart(index: PlanIndex): Html {
  const { plan, nameOf, titleOf } = index
  const groups = [...plan.people.map(({ id }) => id), undefined].flatMap((id) => {
    const tasks = plan.tasks.filter(({ assignee }) => (index.person(assignee) ? assignee : undefined) === id)
    return tasks.length === 0 ? [] : [{ name: id === undefined ? 'Nobody yet' : nameOf(id), tasks }]
  })
  if (groups.length === 0) return html``
  const rows = groups.map(
    ({ name, tasks }) =>
      html`<tbody>
        <tr class="group">
          <th colspan="4" scope="rowgroup" dir="auto">${oneLine(name) || 'Unnamed'}</th>
        </tr>
        ${byDue(tasks).map((task) =>
          row([
            html`<span dir="auto">${task.summary}</span>${doneWhen(task)}`,
            bdi(task.moveId === undefined ? '' : oneLine(titleOf(task.moveId), 80)),
            task.due ?? missing(),
            task.blocked ? 'blocked' : statusInWords(task.status),
          ]),
        )}
      </tbody>`,
  )
  return html`<section>
    <h2>Tasks by owner</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">Task</th>
          <th scope="col">For the move</th>
          <th scope="col">Due</th>
          <th scope="col">Status</th>
        </tr>
      </thead>
      ${rows}
    </table>
  </section>`
}

function indicatorsPart({ plan, nameOf }: PlanIndex): Html | undefined {
  return table(
    'Indicators',
    ['Indicator', 'Type', 'Today', 'Target', 'By', 'Owner'],
    plan.performanceIndicators.map((indicator) => [
      html`<span dir="auto">${indicator.name}</span>`,
      indicator.indicatorType,
      amount(indicator.baseline, indicator.unitOfMeasurement),
      amount(indicator.target, indicator.unitOfMeasurement),
      indicator.targetDate,
      bdi(nameOf(indicator.owner)),
    ]),
  )
}

function risksPart({ plan, nameOf, titleOf }: PlanIndex): Html | undefined {
  const score = (risk: Plan['risks'][number]) => (risk.likelihood ?? 0) * (risk.impact ?? 0)
  return table(
    'Risks',
    ['Score', 'Risk', 'What we do', 'First sign', 'Owner'],
    plan.risks
      .toSorted((a, b) => score(b) - score(a))
      .map((risk) => [
        score(risk) || '',
        html`${text(risk.cause && `As a result of: ${risk.cause}`)}<span class="strong" dir="auto">${risk.event}</span
          >${text(risk.effect && `leads to: ${risk.effect}`)}`,
        html`${risk.responseStrategy}${text(risk.acceptanceReason)}${(risk.mitigationTaskIds ?? []).map((id) =>
          text(oneLine(titleOf(id), 120)),
        )}`,
        html`<span dir="auto">${risk.earlyWarningSign}</span>`,
        bdi(nameOf(risk.owner)),
      ]),
  )
}

function assumptionsPart({ plan, nameOf }: PlanIndex): Html | undefined {
  return table(
    'Assumptions',
    ['Assumption', 'Importance', 'Evidence', 'Look again', 'Owner'],
    plan.assumptions.map((assumption) => [
      html`<span dir="auto">${assumption.statement}</span>`,
      assumption.importance,
      assumption.evidence,
      assumption.reviewDate,
      bdi(nameOf(assumption.owner)),
    ]),
  )
}

function meetingsPart({ plan, nameOf }: PlanIndex): Html | undefined {
  return table(
    'Regular meetings',
    ['Meeting', 'First time', 'Repeats', 'Minutes', 'Driver', 'Agenda'],
    plan.cadence.map((meeting) => [
      html`<span dir="auto">${meeting.summary}</span>`,
      meeting.dtstart?.replace('T', ' '),
      meeting.rrule,
      meeting.durationMinutes,
      bdi(nameOf(meeting.driver)),
      (meeting.agenda ?? []).map(({ title, minutes }) => text(`${title ?? ''}${minutes ? ` (${minutes} min)` : ''}`)),
    ]),
  )
}

function decisionsPart({ plan, nameOf }: PlanIndex): Html | undefined {
  return table(
    'Decisions',
    ['Decision', 'State', 'Driver', 'Approver', 'On'],
    plan.decisions.map((decision) => [
      html`<span dir="auto">${decision.summary}</span>`,
      decision.state,
      bdi(nameOf(decision.driver)),
      bdi(nameOf(decision.approver)),
      decision.decidedOn,
    ]),
  )
}

/** What the plan was finished in spite of, and why. */
function waiversPart({ plan, nameOf, titleOf }: PlanIndex): Html | undefined {
  const waived = (plan.checks ?? []).filter(({ waiverReason }) => waiverReason !== undefined)
  return table(
    'Waived',
    ['Finding', 'About', 'Why it may stay', 'By'],
    waived.map(({ message, subjectId, waiverReason, waivedBy }) => [
      html`<span dir="auto">${message}</span>`,
      bdi(subjectId === undefined ? '' : oneLine(titleOf(subjectId), 120)),
      html`<span dir="auto">${waiverReason}</span>`,
      bdi(nameOf(waivedBy)),
    ]),
  )
}

function leftOutPart({ omitted }: Plan): Html {
  if (omitted.length === 0) return html``
  const cards = omitted.length === 1 ? '1 card of the wall is' : `${omitted.length} cards of the wall are`
  return html`<p class="none">${cards} not in this plan.</p>`
}

/** Pictures of the wall; their bytes are put in once the text is made. */
function picturesPart(board: Board): Html | undefined {
  const pictures = picturesOf(board.elements.values()).filter(
    ({ asset, isDecorative }) => asset !== '' && !isDecorative,
  )
  if (pictures.length === 0) return undefined
  return html`<section class="pictures">
    <h2>On the wall</h2>
    ${pictures.map(
      ({ asset, text: words }) =>
        html`<figure>
          <img alt="${words || 'Picture without a description'}" data-picture="${asset}" />
          ${words ? html`<figcaption dir="auto">${words}</figcaption>` : ''}
        </figure>`,
    )}
  </section>`
}

/** What people wrote cannot look like the place of a picture: every quotation mark of theirs is escaped. */
async function* withPictures(
  whole: string,
  _pictures: readonly string[],
  read: (name: string) => Promise<CarriedPicture | undefined>,
): AsyncGenerator<string> {
  let done = 0
  for (const place of whole.matchAll(/data-picture="([0-9a-f]{64})"/gu)) {
    yield whole.slice(done, place.index)
    const picture = await read(place[1] as string)
    if (picture) yield `src="data:${picture.mediaType};base64,${picture.base64}"`
    done = place.index + place[0].length
  }
  yield whole.slice(done)
}

/** Everybody who has something to do, in the plan's order. */
function ownersOf({ plan }: PlanIndex): string[] {
  const busy = new Set([
    ...plan.tasks.filter(isOpen).map(({ assignee }) => assignee),
    ...plan.microTasks.filter(isOpen).map(({ assignee }) => assignee),
    ...plan.moves.map(({ accountable }) => accountable),
    ...plan.risks.map(({ owner }) => owner),
    ...plan.performanceIndicators.map(({ owner }) => owner),
    ...plan.cadence.map(({ driver }) => driver),
    plan.goal?.accountable,
  ])
  return plan.people.flatMap(({ id }) => (busy.has(id) ? [id] : []))
}

/** What one person takes along, beginning on a page of its own. */
function ownerPage(id: string, index: PlanIndex): Html {
  const { plan, nameOf, titleOf } = index
  const own = <T extends { assignee?: string }>(items: readonly T[]) => items.filter(({ assignee }) => assignee === id)
  const steps = own(plan.microTasks).filter(isOpen)
  const tasks = byDue(own(plan.tasks).filter(isOpen))
  const meetings = plan.cadence.filter(
    ({ driver, attendees = [], optionalAttendees = [] }) =>
      driver === id || attendees.includes(id) || optionalAttendees.includes(id),
  )
  return html`<section class="owner">
    <header>
      <p class="kicker" dir="auto">${titleOfPlan(plan)}</p>
      <h2 dir="auto">${oneLine(nameOf(id)) || 'Unnamed'}</h2>
    </header>
    ${list(
      'My next step',
      steps.map((step) => dated(step)),
    )}
    ${list(
      'My tasks',
      tasks.map((task) => html`${dated(task)}${doneWhen(task)}${forMove(task, titleOf)}`),
    )}
    ${list('I am accountable for', [
      ...(plan.goal?.accountable === id ? [html`<span dir="auto">${plan.goal.name}</span>`] : []),
      ...plan.moves.filter((move) => move.accountable === id).map(({ name }) => html`<span dir="auto">${name}</span>`),
    ])}
    ${list(
      'Risks I watch',
      plan.risks
        .filter((risk) => risk.owner === id)
        .map(
          ({ event, earlyWarningSign }) =>
            html`<span dir="auto">${event}</span>${text(earlyWarningSign && `First sign: ${earlyWarningSign}`)}`,
        ),
    )}
    ${list(
      'Numbers I bring',
      plan.performanceIndicators
        .filter((indicator) => indicator.owner === id)
        .map(({ name, frequency }) => html`<span dir="auto">${name}</span> ${frequency ? `(${frequency})` : ''}`),
    )}
    ${list(
      'Meetings I am at',
      meetings.map(
        ({ summary, dtstart, durationMinutes, driver }) =>
          html`<span dir="auto">${summary}</span> ${dtstart ? `from ${dtstart.replace('T', ' ')}` : ''}
            ${durationMinutes ? `, ${durationMinutes} min` : ''} ${driver === id ? '(I drive it)' : ''}`,
      ),
    )}
  </section>`
}

function forMove({ moveId }: PlanTask, titleOf: (id: string) => string): Html | undefined {
  return moveId === undefined ? undefined : text(`For: ${oneLine(titleOf(moveId), 120)}`)
}

function dated({ summary, due }: PlanTask | PlanMicroTask): Html {
  return html`<span class="box" aria-hidden="true"></span><span class="strong" dir="auto">${summary}</span>
    <span class="due">${due ? `by ${due}` : 'no date'}</span>`
}

function doneWhen({ definitionOfDone }: PlanTask): Html | undefined {
  return text(definitionOfDone && `Done when: ${definitionOfDone}`)
}

function list(title: string, items: readonly Html[]): Html | undefined {
  if (items.length === 0) return undefined
  return html`<h3>${title}</h3>
    <ul>
      ${items.map((item) => html`<li>${item}</li>`)}
    </ul>`
}

type Cell = Html | readonly (Html | undefined)[] | string | number | undefined

function table(title: string, heading: readonly string[], rows: readonly (readonly Cell[])[]): Html | undefined {
  if (rows.length === 0) return undefined
  return html`<section>
    <h2>${title}</h2>
    <table>
      <thead>
        <tr>
          ${heading.map((words) => (words ? html`<th scope="col">${words}</th>` : html`<td></td>`))}
        </tr>
      </thead>
      <tbody>
        ${rows.map(row)}
      </tbody>
    </table>
  </section>`
}

function row(cells: readonly Cell[]): Html {
  return html`<tr>
    ${cells.map((cell) => html`<td>${cell}</td>`)}
  </tr>`
}

function text(words: string | undefined): Html | undefined {
  return words ? html`<p dir="auto">${words}</p>` : undefined
}

function bdi(words: string): Html {
  return html`<bdi>${words}</bdi>`
}

function missing(): Html {
  return html`<span class="none">not set</span>`
}

function amount(value: number | undefined, unit: string | undefined): Html | undefined {
  return value === undefined ? undefined : html`${number(value)} <bdi>${unit}</bdi>`
}

function number(value: number | undefined): string {
  return value === undefined ? '' : value.toLocaleString('en', { maximumFractionDigits: 6 })
}

/** Soonest first, what has no date last. */
function byDue<T extends { due?: string }>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => {
    const [x, y] = [a.due ?? '~', b.due ?? '~']
    return x < y ? -1 : x > y ? 1 : 0
  })
}
