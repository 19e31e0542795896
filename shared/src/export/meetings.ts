import ICAL from 'ical.js'
import type { Plan } from '../plan/plan.ts'
import { addPerson, addText, addUrl, calendarMediaType, calendarOf, entry } from './calendar.ts'
import type { PlanFormat, PlanSource } from './format.ts'
import { indexPlan } from './plan-index.ts'
import type { PlanIndex } from './plan-index.ts'
import { labelled, paragraphs } from './texts.ts'
import { timeZoneComponent } from './time-zone.ts'

type Meeting = Plan['cadence'][number] & { dtstart: string }

export const meetings: PlanFormat = {
  id: 'ics-meetings',
  name: 'Regular meetings, as calendar events',
  use: 'calendar',
  mediaType: calendarMediaType,
  extension: 'ics',
  purpose:
    'For every calendar: one event for each regular meeting, with its repetition, agenda and guests. A later file updates the events of an earlier one.',
  limits: [
    'A meeting without a first date is left out.',
    'Guests are named by e-mail address; those without one stand in the description.',
    'A repetition that is no rule of RFC 5545 stands in the description.',
    'Only the meetings are in it: to-dos and due dates have files of their own, since Outlook does not read to-dos.',
  ],
  render: ({ plan }: PlanSource) => {
    const index = indexPlan(plan)
    const dated = plan.cadence.filter((meeting): meeting is Meeting => meeting.dtstart !== undefined)
    const zone = plan.timezone ?? 'UTC'
    const firstYear = Math.min(...dated.map(({ dtstart }) => Number(dtstart.slice(0, 4))))
    const rules = dated.length > 0 && zone !== 'UTC' ? timeZoneComponent(zone, firstYear) : undefined
    const events = dated.map((meeting) => eventOf(meeting, rules ? zone : undefined, index))
    return calendarOf(plan, 'meetings', rules ? [rules, ...events] : events)
  },
}

/** Minutes of a meeting that does not say. */
const USUAL_MINUTES = 30

/** Without a zone it is in UTC. */
function eventOf(meeting: Meeting, zone: string | undefined, index: PlanIndex): ICAL.Component {
  const { plan, nameOf } = index
  const event = entry('vevent', plan, meeting.id, meeting.summary)
  const start = ICAL.Time.fromDateTimeString(`${meeting.dtstart}:00${zone ? '' : 'Z'}`)
  const startProperty = event.addPropertyWithValue('dtstart', start)
  if (zone) startProperty.setParameter('tzid', zone)
  const minutes = meeting.durationMinutes ?? USUAL_MINUTES
  event.addPropertyWithValue('duration', ICAL.Duration.fromSeconds(minutes * 60))
  const rule = ruleOf(meeting.rrule)
  if (rule) event.addPropertyWithValue('rrule', rule)
  const unaddressed = guestsOf(meeting).filter(({ id, role }) => !addPerson(event, id, index, role))
  const agenda = (meeting.agenda ?? []).map(
    ({ title = '', minutes: long }) => `- ${title}${long === undefined ? '' : ` (${long} min)`}`,
  )
  const said = labelled(
    ['Driver', nameOf(meeting.driver)],
    ['Also invited', unaddressed.map(({ id }) => nameOf(id)).join(', ')],
    ['Repeats', rule ? '' : meeting.rrule],
    ['Board', plan.provenance.boardUrl],
  )
  addText(event, 'description', paragraphs(agenda.join('\n'), said.join('\n')))
  if (meeting.conferenceUrl) addText(event, 'location', meeting.conferenceUrl)
  addUrl(plan, event)
  return event
}

/** The organizer is invited too; who is both needed and optional is needed. */
function guestsOf({ driver, attendees = [], optionalAttendees = [] }: Meeting) {
  const required = new Set(attendees)
  const optional = optionalAttendees.filter((id) => !required.has(id))
  return [
    ...(driver ? [{ id: driver, role: 'organizer' as const }] : []),
    ...[...required].map((id) => ({ id, role: 'required' as const })),
    ...optional.map((id) => ({ id, role: 'optional' as const })),
  ]
}

/** The rule, with or without `RRULE:` in front; undefined for what is none. */
function ruleOf(text: string | undefined): ICAL.Recur | undefined {
  const rule = text?.trim().replace(/^RRULE:/i, '')
  if (!rule || !/^[A-Za-z0-9=;,:+-]+$/.test(rule)) return undefined
  try {
    const recur = ICAL.Recur.fromString(rule.toUpperCase())
    return recur.freq ? recur : undefined
  } catch {
    return undefined
  }
}
