import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { planSchema } from '@planwall/shared/plan/plan'
import { boardFileSchema } from '@planwall/shared/import/board-file'
import { findFormat, planFormats, renderPlan } from '@planwall/shared/export/formats'
import { unguarded } from '@planwall/shared/export/csv'
import type { PlanSource } from '@planwall/shared/export/format'
import { anyFullBoard, anyHostileBoard, docsOf, sourceOf } from '@planwall/shared/testing/hostile-boards'
import { t1Session } from '@planwall/shared/testing/builders'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { parse as parseCsv } from 'csv-parse/sync'
import fc from 'fast-check'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'

/**
 * Every file is read by a program that is not ours: xmllint with the official schemas where somebody has put them beside
 * the repository, ajv, csv-parse, ical.js.
 */
const schemas = join(import.meta.dirname, '../../../../shared/data/stratml')
const runs = { numRuns: 25 }

const render = (id: string, source: PlanSource): string => {
  const format = findFormat(id)
  if (!format) throw new Error(`There is no format ${id}.`)
  return renderPlan(format, source).text
}

/** A board of few cards, again and again, and a full one. */
function onBoards(check: (source: PlanSource) => void): void {
  fc.assert(
    fc.property(anyHostileBoard(), (board) => check(sourceOf(docsOf(board)))),
    runs,
  )
  fc.assert(
    fc.property(anyFullBoard(400), (board) => check(sourceOf(docsOf(board)))),
    { numRuns: 1, endOnFailure: true },
  )
}

describe('XML', () => {
  const files: [id: string, schema: string | undefined][] = [
    ['stratml-1', 'StrategicPlanISOVersion20140401.xsd'],
    ['stratml-2', 'PerformancePlanOrReport20160216.xsd'],
    ['mspdi', undefined],
  ]
  it.each(files)('%s is what xmllint takes, by the official schema where there is one', (id, name) => {
    const schema = name === undefined ? undefined : join(schemas, name)
    const isThere = schema !== undefined && existsSync(schema)
    onBoards((source) => expectXml(render(id, source), isThere ? schema : undefined))
    expectXml(render(id, emptySource()), isThere ? schema : undefined)
  })

  it('Project gets every task with its dates and owner, and what waits for what', () => {
    const xml = render('mspdi', smallSource())
    expect(XMLValidator.validate(xml)).toBe(true)
    const { Project: project } = new XMLParser({ parseTagValue: false }).parse(xml) as {
      Project: { Tasks: { Task: Record<string, string>[] }; Assignments: { Assignment: Record<string, string> } }
    }
    const [move, list, call] = project.Tasks.Task
    expect(move).toMatchObject({ Name: 'Reactivate sleepers', OutlineLevel: '1', Summary: '1' })
    expect(list).toMatchObject({
      Name: 'List the sleepers',
      OutlineLevel: '2',
      Start: '2026-05-04T08:00:00',
      Finish: '2026-05-08T17:00:00',
      Duration: 'PT40H0M0S',
      ConstraintType: '3',
      ConstraintDate: '2026-05-08T17:00:00',
    })
    expect(call).toMatchObject({ Name: '=cmd|call', PredecessorLink: { PredecessorUID: '2', Type: '1' } })
    expect(project.Assignments.Assignment).toMatchObject({ TaskUID: '2', ResourceUID: '1' })
  })
})

describe('iCalendar', () => {
  it.each(['ics-meetings', 'ics-todos', 'ics-due-dates'])('%s: lines end in CRLF and are folded at 75 octets', (id) => {
    onBoards((source) => {
      const text = render(id, source)
      expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
      for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    })
  })

  it('every dated meeting is an event with its title, place in time and guests', () => {
    onBoards((source) => {
      const events = eventsIn(render('ics-meetings', source))
      const dated = source.plan.cadence.filter(({ dtstart }) => dtstart !== undefined)
      expect(events).toHaveLength(dated.length)
      for (const [i, meeting] of dated.entries()) {
        const event = new ICAL.Event(events[i])
        expect(event.uid).toContain(meeting.id)
        expect(event.startDate.toString().slice(0, 16)).toBe(meeting.dtstart)
      }
    })
  })

  it('a repetition goes over a change of the clocks at the same hour of the wall clock', () => {
    const source = smallSource()
    const calendar = new ICAL.Component(ICAL.parse(render('ics-meetings', source)) as unknown[])
    const zone = calendar.getFirstSubcomponent('vtimezone')
    if (zone) ICAL.TimezoneService.register(new ICAL.Timezone(zone))
    const [event] = calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component))
    const iterator = event?.iterator()
    const times = Array.from({ length: 6 }, () => iterator?.next())
    expect(times.map((time) => time?.toString())).toEqual([
      '2026-10-07T09:00:00',
      '2026-10-14T09:00:00',
      '2026-10-21T09:00:00',
      '2026-10-28T09:00:00',
      '2026-11-04T09:00:00',
      '2026-11-11T09:00:00',
    ])
    // London leaves summer time on 25 October 2026.
    expect(times.map((time) => time?.toJSDate().toISOString().slice(11, 16))).toEqual([
      '08:00',
      '08:00',
      '08:00',
      '09:00',
      '09:00',
      '09:00',
    ])
    ICAL.TimezoneService.reset()
    expect(event?.attendees.map((attendee) => attendee.getFirstValue())).toEqual(['mailto:ben@example.org'])
    expect(event?.component.getFirstPropertyValue('organizer')).toBe('mailto:ana@example.org')
  })

  it('tasks are to-dos with the words they have', () => {
    onBoards((source) => {
      const calendar = new ICAL.Component(ICAL.parse(render('ics-todos', source)) as unknown[])
      const toDos = calendar.getAllSubcomponents('vtodo')
      const items = [...source.plan.tasks, ...source.plan.microTasks]
      expect(toDos).toHaveLength(items.length)
      for (const [i, { summary = '', due, status }] of items.entries()) {
        const words = summary.replaceAll(/\p{Cc}|\p{Surrogate}|[\uFFFE\uFFFF]/gu, (sign) =>
          /\s/.test(sign) ? sign : '\uFFFD',
        )
        expect(toDos[i]?.getFirstPropertyValue('summary')).toBe(words.replace(/\s+/gu, ' ').trim() || 'Untitled')
        expect(toDos[i]?.getFirstPropertyValue('due')?.toString()).toBe(due)
        expect(toDos[i]?.getFirstPropertyValue('status')).toBe(status)
      }
    })
  })
})

describe('CSV', () => {
  const files = ['csv', 'jira-csv', 'asana-csv', 'linear-csv']
  it.each(files)('%s: every row is as wide as the heading, and no cell begins a formula', (id) => {
    onBoards((source) => {
      for (const row of rowsOf(render(id, source))) {
        for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/)
      }
    })
  })

  it('ours has a row for every item and every card that is left out, with its words', () => {
    onBoards(({ plan, ...rest }) => {
      const [heading = [], ...rows] = rowsOf(render('csv', { plan, ...rest }))
      const at = (name: string) => heading.indexOf(name)
      const byId = new Map(rows.map((row) => [row[at('id')], row]))
      for (const { cardId } of plan.omitted) expect(byId.has(cardId)).toBe(true)
      for (const { id, summary = '' } of plan.tasks)
        expect(unguarded(byId.get(id)?.[at('summary')] ?? '')).toBe(summary)
      for (const { id, event = '' } of plan.risks) expect(unguarded(byId.get(id)?.[at('summary')] ?? '')).toBe(event)
    })
  })

  it('Jira: parents come before their children, and are found by their number', () => {
    onBoards((source) => {
      const [heading = [], ...rows] = rowsOf(render('jira-csv', source))
      const [number, parent, summary] = ['Issue ID', 'Parent', 'Summary'].map((name) => heading.indexOf(name))
      const seen = new Set<string>()
      for (const row of rows) {
        const of = row[parent as number] ?? ''
        expect(of === '' || seen.has(of)).toBe(true)
        expect(row[summary as number]?.length).toBeLessThanOrEqual(256)
        seen.add(row[number as number] ?? '')
      }
      expect(seen.size).toBe(rows.length)
    })
  })
})

describe('JSON', () => {
  const ajv = new Ajv2020({ strict: false })
  addFormats.default(ajv)

  it('a plan is valid by the published schema, a board by that of board files', () => {
    const isPlan = ajv.compile(JSON.parse(JSON.stringify(planSchema)) as object)
    const isBoard = ajv.compile(JSON.parse(JSON.stringify(boardFileSchema)) as object)
    onBoards((source) => {
      expect([isPlan(JSON.parse(render('plan-json', source))), isPlan.errors]).toEqual([true, null])
      expect([isBoard(JSON.parse(render('board-json', source))), isBoard.errors]).toEqual([true, null])
    })
  })

  it('GitHub issues: every line is an issue with a title', () => {
    onBoards((source) => {
      const lines = render('github-jsonl', source).split('\n').slice(0, -1)
      expect(lines).toHaveLength(source.plan.tasks.length)
      for (const line of lines) {
        const issue = JSON.parse(line) as { title: string; labels: unknown[] }
        expect(issue.title).not.toBe('')
        expect(issue.title.length).toBeLessThanOrEqual(256)
      }
    })
  })
})

describe('the report', () => {
  it('runs nothing, fetches nothing, and has every text as text', () => {
    onBoards((source) => {
      const html = render('report', source)
      expect(html).not.toMatch(/<script|<img|<link|<iframe|javascript:|\son\w+\s*=\s*["']/i)
      expect(html).toContain("default-src 'none'")
    })
  })
})

it('a file name is safe whatever the plan is called', () => {
  onBoards((source) => {
    for (const format of planFormats) {
      expect(renderPlan(format, source).fileName).toMatch(/^[\p{L}\p{N}-]+ \d{4}-\d{2}-\d{2}[a-z0-9 -]*\.[a-z]+$/u)
    }
  })
})

function expectXml(xml: string, schema: string | undefined): void {
  const args = ['--noout', '--nonet', '--huge', ...(schema === undefined ? [] : ['--schema', schema]), '-']
  const { status, stderr, error } = spawnSync('xmllint', args, { input: xml, encoding: 'utf8' })
  if (error) throw new Error('xmllint is missing: install libxml2-utils.', { cause: error })
  expect([stderr.replaceAll('- validates', '').trim(), status]).toEqual(['', 0])
}

function rowsOf(csv: string): string[][] {
  return parseCsv(csv, { bom: true, record_delimiter: '\r\n' })
}

function eventsIn(text: string): ICAL.Component[] {
  return new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent')
}

function emptySource(): PlanSource {
  return sourceOf(docsOf({ schemaVersion: 1, elements: new Map() }))
}

function smallSource(): PlanSource {
  const source = sourceOf(docsOf({ schemaVersion: 1, elements: new Map() }, t1Session()))
  return {
    ...source,
    plan: {
      ...source.plan,
      timezone: 'Europe/London',
      people: [
        { id: 'ana', displayName: 'Ana "Jo" Berg', email: 'ana@example.org' },
        { id: 'ben', displayName: 'Ben', email: 'ben@example.org' },
      ],
      moves: [{ id: 'm1', name: 'Reactivate sleepers', accountable: 'ana' }],
      tasks: [
        {
          id: 't1',
          summary: 'List the sleepers',
          moveId: 'm1',
          assignee: 'ana',
          start: '2026-05-04',
          due: '2026-05-08',
        },
        { id: 't2', summary: '=cmd|call', moveId: 'm1', due: '2026-05-12', estimateDays: 2, dependsOn: ['t1'] },
      ],
      cadence: [
        {
          id: 'c1',
          summary: 'Cadence call',
          dtstart: '2026-10-07T09:00',
          durationMinutes: 15,
          rrule: 'FREQ=WEEKLY;BYDAY=WE',
          driver: 'ana',
          attendees: ['ben'],
        },
      ],
    },
  }
}
