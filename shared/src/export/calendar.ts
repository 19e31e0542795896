import ICAL from 'ical.js'
import type { Plan } from '../plan/plan.ts'
import type { PlanIndex } from './plan-index.ts'
import { planName } from './plan-index.ts'
import { cleanText, oneLine } from './texts.ts'

// Lines may have 75 octets (RFC 5545, 3.1); the library does not count the space that a continued one begins with.
ICAL.foldLength = 74

/** What the three calendar files have in common. Text is escaped, folded and ended by CRLF by the library. */
export function calendarOf(plan: Plan, title: string, components: readonly ICAL.Component[]): string {
  const calendar = new ICAL.Component('vcalendar')
  calendar.addPropertyWithValue('version', '2.0')
  calendar.addPropertyWithValue('prodid', '-//Planwall//Planwall//EN')
  calendar.addPropertyWithValue('calscale', 'GREGORIAN')
  calendar.addPropertyWithValue('x-wr-calname', cleanText(`${oneLine(planName(plan))}: ${title}`))
  for (const component of components) calendar.addSubcomponent(component)
  return `${calendar.toString()}\r\n`
}

/**
 * An event or to-do with what every one of them has. The UID is the same in every export, and the sequence rises, so
 * that a later file updates what an earlier one brought.
 */
export function entry(kind: 'vevent' | 'vtodo', plan: Plan, id: string, summary: string | undefined): ICAL.Component {
  const component = new ICAL.Component(kind)
  const at = new Date(plan.provenance.exportedAt)
  component.addPropertyWithValue('uid', `${id}@${plan.id}.planwall`)
  component.addPropertyWithValue('dtstamp', ICAL.Time.fromJSDate(at, true))
  component.addPropertyWithValue('sequence', Math.floor(at.getTime() / 60_000))
  component.addPropertyWithValue('summary', cleanText(oneLine(summary) || 'Untitled'))
  return component
}

export function addText(component: ICAL.Component, name: string, text: string): void {
  if (text.trim() !== '') component.addPropertyWithValue(name, cleanText(text))
}

/** A day without a time, so that it is the same day everywhere. */
export function addDay(component: ICAL.Component, name: string, date: string): void {
  component.addPropertyWithValue(name, ICAL.Time.fromDateString(date))
}

export function addUrl({ provenance }: Plan, component: ICAL.Component): void {
  if (provenance.boardUrl) component.addPropertyWithValue('url', provenance.boardUrl)
}

/** A person as a calendar names one, which takes an e-mail address; false where the plan knows none. */
export function addPerson(
  component: ICAL.Component,
  personId: string | undefined,
  { emailOf, nameOf }: PlanIndex,
  role: 'organizer' | 'required' | 'optional',
): boolean {
  const email = emailOf(personId)
  if (email === '') return false
  const property = new ICAL.Property(role === 'organizer' ? 'organizer' : 'attendee', component)
  property.setValue(`mailto:${email}`)
  // Quotes cannot be written inside a parameter.
  property.setParameter('cn', cleanText(oneLine(nameOf(personId))).replaceAll('"', "'"))
  if (role !== 'organizer') {
    property.setParameter('role', role === 'required' ? 'REQ-PARTICIPANT' : 'OPT-PARTICIPANT')
    property.setParameter('partstat', 'NEEDS-ACTION')
    property.setParameter('rsvp', 'TRUE')
  }
  component.addProperty(property)
  return true
}

export const calendarMediaType = 'text/calendar; charset=utf-8'
