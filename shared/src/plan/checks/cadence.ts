import { addDays, day } from '../calendar.ts'
import { daysBetween, nextOn, readRule } from '../recurrence.ts'
import { inField, isBlank } from './missing.ts'
import type { PlanView } from './plan-view.ts'
import type { Draft, Rule } from './rule.ts'

type Cadence = PlanView['plan']['cadence'][number]

export const cadenceRules: readonly Rule[] = [
  { code: 'CAD-01', severity: 'error', find: noCall },
  { code: 'CAD-02', severity: 'error', find: wrongPace },
  { code: 'CAD-03', severity: 'error', find: nobodyDrives },
  { code: 'CAD-04', severity: 'warning', find: missingReviews },
  { code: 'CAD-05', severity: 'error', find: notSoon },
  {
    code: 'CAD-06',
    severity: 'warning',
    *find(view) {
      const max = view.limits.cadenceCallMinutesMax
      for (const { id, durationMinutes: minutes = 0 } of callsOf(view)) {
        if (minutes > max) yield inField(view, id, 'CAD-06.too-long', 'minutes', { minutes, max })
      }
    },
  },
  { code: 'CAD-07', severity: 'warning', find: sponsorsRequired },
]

/** The five reviews of an execution cadence. */
const fiveReviews = ['progress', 'coaching', 'plan-review', 'performance-review', 'team-review'] as const

function callsOf({ plan }: PlanView): Cadence[] {
  return plan.cadence.filter(({ reviewType }) => reviewType === 'cadence-call')
}

function* noCall(view: PlanView): Generator<Draft> {
  const calls = callsOf(view)
  if (calls.length === 0) {
    yield { sentence: 'CAD-01.no-call', fix: { act: 'add', kind: 'cadence', fields: { reviewType: 'cadence-call' } } }
  }
  const [first] = calls
  if (first && calls.every(({ rrule }) => isBlank(rrule))) {
    yield inField(view, first.id, 'CAD-01.never-repeats', 'rrule')
  }
}

function* wrongPace(view: PlanView): Generator<Draft> {
  const { cadenceCallDaysMin: min, cadenceCallDaysMax: max } = view.limits
  for (const { id, rrule } of callsOf(view)) {
    if (isBlank(rrule)) continue
    const rule = readRule(rrule)
    const days = rule && daysBetween(rule)
    if (!days) yield inField(view, id, 'CAD-02.unreadable', 'rrule')
    else if (days.min < min) yield inField(view, id, 'CAD-02.too-often', 'rrule', { min })
    else if (days.max > max) yield inField(view, id, 'CAD-02.too-rarely', 'rrule', { max })
  }
}

function* nobodyDrives(view: PlanView): Generator<Draft> {
  const { cadence, roles } = view.plan
  for (const { id, driver } of cadence) if (!driver) yield inField(view, id, 'CAD-03.no-driver', 'driver')
  if (!roles.some(({ role }) => role === 'plan-driver')) {
    yield { sentence: 'CAD-03.no-plan-driver', fix: { act: 'add', kind: 'person', fields: { role: 'plan-driver' } } }
  }
}

function* missingReviews(view: PlanView): Generator<Draft> {
  const { cadence, cadenceWaivers = [] } = view.plan
  const held = new Set(cadence.map(({ reviewType }) => reviewType))
  for (const type of fiveReviews) {
    if (held.has(type)) continue
    const waiver = cadenceWaivers.find(({ reviewType }) => reviewType === type)
    const fix = { act: 'add', kind: 'cadence', fields: { reviewType: type } } as const
    if (!waiver) yield { sentence: `CAD-04.no-${type}`, fix }
    else if (isBlank(waiver.reason)) yield inField(view, waiver.id ?? `waiver.${type}`, 'CAD-04.no-reason', 'waived')
  }
}

function* notSoon(view: PlanView): Generator<Draft> {
  const latest = addDays(view.today, view.limits.firstCallWithinDays)
  const calls = callsOf(view).flatMap(({ id, dtstart, rrule }) => {
    const start = day(dtstart?.slice(0, 10))
    const date = start && nextOn(readRule(rrule), start, view.today)
    return date ? [{ id, date }] : []
  })
  const [first] = calls.toSorted((a, b) => (a.date < b.date ? -1 : 1))
  if (first && first.date > latest) {
    yield inField(view, first.id, 'CAD-05.not-soon', 'start', { date: first.date, latest })
  }
  const [any] = callsOf(view)
  if (!first && any) yield inField(view, any.id, 'CAD-05.no-date', 'start')
}

/** In what comes every week or more often. */
function* sponsorsRequired(view: PlanView): Generator<Draft> {
  for (const { id, rrule, attendees = [] } of view.plan.cadence) {
    const rule = readRule(rrule)
    if (!rule || daysBetween(rule).max > 7) continue
    for (const person of attendees) {
      if (!view.sponsors.has(person)) continue
      const params = { person: view.nameOf(person) }
      yield { ...inField(view, id, 'CAD-07.sponsor-required', 'attendees', params), part: person }
    }
  }
}
