import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { overlaps } from '../board/geometry.ts'
import type { Card } from '../board/model.ts'
import { readBoard, readSession } from '../board/read.ts'
import { extractPlan } from '../plan/extract.ts'
import type { Plan } from '../plan/plan.ts'
import { counter, TODAY } from '../testing/builders.ts'
import { applyImport } from './board-from-stratml.ts'
import { readStratml } from './stratml.ts'
import type { ImportedPlan } from './stratml.ts'

/** Our own fixtures always; real plans where somebody has put them beside the repository. */
const files = import.meta.glob(['./fixtures/*.xml', '../../../../shared/data/stratml/*.xml'], {
  query: '?raw',
  import: 'default',
  eager: true,
})
const named = Object.entries(files).map(([path, xml]): [string, string] => [path.split('/').at(-1) ?? '', xml])
const fixture = (name: string) => named.find(([file]) => file === name)?.[1] ?? ''

describe.each(named)('%s', (_name, xml) => {
  const imported = planIn(xml)
  const { plan, cards, session } = boardOf(imported)

  it('[I9, I10] every objective is a task with its texts unchanged, under the move of its goal', () => {
    const expected = goalsIn(xml)
    expect(expected.length).toBeGreaterThan(0)
    expect(plan.moves.map(({ name, description = '' }) => ({ name, description }))).toEqual(
      expected.map(({ name, description }) => ({ name, description })),
    )
    for (const [i, { objectives }] of expected.entries()) {
      const tasks = plan.tasks.filter(({ moveId }) => moveId === plan.moves[i]?.id)
      const textsOf = ({ description = '' }: { description?: string }) => description
      expect(tasks.map(textsOf).toSorted()).toEqual(objectives.map(textsOf).toSorted())
      for (const { name, description } of objectives) {
        const summaries = tasks.filter((task) => textsOf(task) === description).map(({ summary }) => summary)
        expect(summaries).toContain(name || summaries.find((summary) => summary !== ''))
      }
    }
  })

  it('[I16] every identifier of a goal or objective is found in the plan', () => {
    const kept = [...plan.moves, ...plan.tasks].flatMap(({ id, externalRefs }) => [
      id,
      ...(externalRefs ?? []).map(({ key }) => key),
    ])
    const identifiers = goalsIn(xml).flatMap(({ identifier, objectives }) => [
      identifier,
      ...objectives.map((objective) => objective.identifier),
    ])
    expect(identifiers.filter((identifier) => identifier !== '' && !kept.includes(identifier))).toEqual([])
  })

  it('[I18] every card lies inside its zone, and neither cards nor zones overlap', () => {
    const zones = [...session.zones.values()]
    const placed = cards.filter(({ geometry }) => geometry !== null)
    for (const { zoneId, geometry: g } of placed) {
      const around = session.zones.get(zoneId ?? '')?.geometry
      expect(g && around && g.x >= around.x && g.y >= around.y).toBe(true)
      expect(g && around && g.x + g.w <= around.x + around.w && g.y + g.h <= around.y + around.h).toBe(true)
    }
    for (const all of [zones, placed]) expect(overlappingIn(all.map(({ geometry }) => geometry))).toBe(0)
  })

  it('[I12] people are named once, and nothing but notes is left out of the plan', () => {
    const names = plan.people.map(({ displayName }) => displayName)
    expect(names).toEqual([...new Set(names)])
    const notes = cards.filter(({ kind }) => kind === 'note').map(({ id }) => ({ cardId: id, reason: 'idea' }))
    expect(plan.omitted.map(({ cardId, reason }) => ({ cardId, reason }))).toEqual(notes)
  })
})

describe('reading', () => {
  it('[I6, I7, I8, I15] a plan of Part 1 with a prefix: head, dates and notes', () => {
    const { plan, cards, session } = boardOf(planIn(fixture('part-1-prefix.xml')))
    expect(plan.goal).toMatchObject({
      name: 'Harbour Bakery Plan',
      description:
        'Fresh bread within ten minutes of every home in town.\n\nHow the bakery by the harbour grows from one shop to three & stays a good place to work.',
      externalRefs: [{ system: 'stratml', key: '_b1f0a6de-0002-4000-8000-000000000002' }],
    })
    expect(session.meta).toMatchObject({
      title: 'Harbour Bakery Plan',
      templateId: 'T1',
      period: { start: '2026-03-01', end: '2027-02-28' },
    })
    expect(notesOf(cards)).toEqual([
      ['Organization', 'Harbour Bakery\nBread, cakes and coffee.'],
      ['Mission', 'To bake what people are glad to wake up for.'],
      ['Value', 'Honesty\nWe say what is in it.'],
      ['Value', 'Calm'],
      ['Further information', 'Read aloud at the spring meeting.'],
      ['Open a second shop', 'Depends on the lease.'],
      ['Try a week with two shifts and ask everybody how they slept, what they ate and…', 'Ask Mo about the old rota.'],
    ])
    expect(plan.people.map(({ displayName }) => displayName)).toEqual(['Early customers', 'Station office'])
  })

  it('[I3] references, CDATA and line breaks are resolved, the white space around a text is not its own', () => {
    const [lease, oven] = boardOf(planIn(fixture('part-1-prefix.xml'))).plan.tasks
    expect(lease?.description).toBe('Sign a lease for the kiosk on platform 1 < 40 m² before the summer.')
    expect(oven?.description).toBe('Find an oven that fits "through the door" – or a bigger door.')
    const { plan } = boardOf(planIn(fixture('part-1-default-bom.xml')))
    expect(plan.name).toBe('Valley Library: what next?')
    expect(plan.goal?.description).toBe('A library that is <open> when people are awake & curious.')
    expect(plan.tasks.map(({ description }) => description)).toEqual([
      'Stay open until nine on Thursdays.\nAsk the choir to sing.',
      'Two people may lock up: Zoë & Łukasz',
    ])
  })

  it('[I3] a line break is one line break, however the file writes it', () => {
    const [move] = planIn(planWith('<Goal>\r\n<Name>\ta\r\n b\r</Name><Description>c&#10;d</Description></Goal>')).moves
    expect(move).toMatchObject({ name: 'a\n b', description: 'c\nd' })
  })

  it('[I16] an identifier used twice is the id of the first and a reference of the second', () => {
    const { plan } = boardOf(planIn(fixture('part-1-prefix.xml')))
    expect(plan.moves[1]?.id).toBe('keep-bakers')
    expect(plan.tasks[2]).toMatchObject({ moveId: 'keep-bakers', externalRefs: [{ key: 'keep-bakers' }] })
    expect(plan.tasks[2]?.id).not.toBe('keep-bakers')
  })

  it('[I9, I11, I13, I14] a plan of Part 2 with nine goals has nine columns, dates, owners and KPIs', () => {
    const { plan, cards, session } = boardOf(planIn(fixture('part-2.xml')))
    expect(plan.moves).toHaveLength(9)
    expect(session.zones.has('move-9')).toBe(true)
    const ofPerson = (id: string | undefined) => plan.people.find((person) => person.id === id)?.displayName
    expect(plan.moves.map(({ accountable }) => ofPerson(accountable))).toEqual(plan.moves.map(() => 'Gardeners'))
    const [first, second, third] = plan.tasks
    expect([first, second, third].map((task) => [task?.summary, task?.due, ofPerson(task?.assignee)])).toEqual([
      ['Trees 3', '2026-04-30', 'Gardeners'],
      ['Trees 6', '2026-04-30', 'Town hall'],
      ['Trees 1', '2026-06-15', 'Gardeners'],
    ])
    const zoneOf = (text: string) => cards.find((card) => card.text === text)?.zoneId
    expect(['Trees 3', 'Trees 1', 'Trees 2', 'Paths 2'].map(zoneOf)).toEqual([
      'tasks-1-month',
      'tasks-1-quarter',
      'tasks-1-later',
      'tasks-2-later',
    ])
    expect(plan.performanceIndicators[0]).toMatchObject({
      name: 'Trees looked after',
      unitOfMeasurement: 'trees',
      target: 10.5,
      targetDate: '2026-06-15',
      measures: plan.moves[0]?.id,
      externalRefs: [{ system: 'stratml', key: '_Trees.1.k' }],
    })
    expect(plan.goal?.id).toBe('park-vision')
  })

  it('[I4] a plan with almost nothing has a goal, a move and a task', () => {
    const { plan, session } = boardOf(planIn(fixture('minimal.xml')))
    expect(plan.goal?.name).toBe('Tidy the shed')
    expect(plan.tasks).toMatchObject([{ summary: 'Borrow a van.', description: 'Borrow a van.' }])
    expect(session.meta.period).toEqual({ start: '2026-04-01', end: '2026-12-31' })
    expect(planIn('<PerformancePlanOrReport><Name>A name</Name></PerformancePlanOrReport>').moves).toEqual([])
  })

  it('[I17] no text is cut, however long', () => {
    const long = `${'word '.repeat(20_000)}end`
    const xml = planWith(
      `<Goal><Name>G</Name><Objective><Name>${long}</Name><Description>${long}</Description></Objective></Goal>`,
    )
    const [task] = boardOf(planIn(xml)).plan.tasks
    expect(task?.summary).toBe(long)
    expect(task?.description).toBe(long)
  })
})

describe('refusing', () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>${planWith('<Goal><Name>&c;</Name></Goal>')}`
  const fetching = `<?xml version="1.0"?>\n<!DOCTYPE x SYSTEM "file:///etc/passwd">${planWith('')}`
  const rows: [rule: string, xml: string, message: RegExp, path: RegExp][] = [
    ['[I2] an entity bomb', bomb, /document type/, /^line 1, column 1$/],
    ['[I2] an external entity', fetching, /document type/, /^line 2, column 1$/],
    ['[I2] a document type in lower case', `<!doctype x>${planWith('')}`, /document type/, /line 1/],
    ['[I2] a document type inside the plan', planWith('<Goal><!DOCTYPE x></Goal>'), /document type/, /line 1/],
    ['[I2] an entity nobody declared', planWith('<Goal><Name>a&nbsp;b</Name></Goal>'), /&nbsp;/, /Goal\/Name$/],
    ['[I2] a character XML forbids', planWith('<Goal><Name>&#0;</Name></Goal>'), /&#0;/, /Goal\/Name$/],
    ['[I2] a half of a surrogate pair', planWith('<Goal><Name>&#xD800;</Name></Goal>'), /&#xD800;/, /Name$/],
    ['[I2] a bare ampersand', planWith('<Goal><Name>a & b</Name></Goal>'), /well-formed/, /^line 1, column \d+$/],
    ['[I2] an open tag', '<StrategicPlan>\n  <Name>x\n</StrategicPlan>', /well-formed/, /^line 3, column \d+$/],
    ['[I2] half a file', fixture('part-2.xml').slice(0, 5000), /well-formed|cannot be read/, /line/],
    ['[I2] open CDATA', '<StrategicPlan><![CDATA[ </StrategicPlan>', /XML/, /^/],
    ['[I2] two roots', '<StrategicPlan/><StrategicPlan/>', /well-formed|neither/, /^/],
    ['[I2] an empty file', '\uFEFF \n', /empty/, /^$/],
    ['[I2] text that is not XML', 'Goal: sell more', /well-formed/, /line 1/],
    ['[I2] bytes of another encoding', '<\u0000S\u0000>\u0000', /UTF-8/, /^$/],
    ['[I2] 9 MB', planWith(`<Goal><Name>${'x'.repeat(9 * 1024 * 1024)}</Name></Goal>`), /8 MB/, /^$/],
    [
      '[I2] a thousand levels',
      `${'<StrategicPlan>'.repeat(1000)}${'</StrategicPlan>'.repeat(1000)}`,
      /cannot be read/,
      /^/,
    ],
    ['[I2] a million tags', planWith('<a/>'.repeat(1_000_000)), /tags/, /^$/],
    ['[I2] a thousand goals', planWith('<Goal><Name>G</Name></Goal>'.repeat(1000)), /1000 goals/, /StrategicPlan/],
    ['[I1] another kind of file', '<Project xmlns="http://schemas.microsoft.com/project"/>', /<Project>/, /Project/],
    ['[I1] another namespace', '<StrategicPlan xmlns="http://example.com/plans"/>', /example\.com/, /StrategicPlan/],
    ['[I1] a name of every object', '<constructor/>', /constructor/, /^/],
    ['[I4] a plan of nothing', '<StrategicPlan/>', /neither a name nor a goal/, /StrategicPlan/],
  ]
  it.each(rows)('%s', (_rule, xml, message, path) => {
    const reading = readStratml(xml)
    expect(reading.ok).toBe(false)
    if (reading.ok) return
    expect(reading.message).toMatch(message)
    expect(reading.message.length).toBeLessThan(400)
    expect(reading.path).toMatch(path)
  })

  it('[I2] names that mean something to an object change nothing', () => {
    const xml = planWith(
      '<Goal __proto__="x" constructor="y"><__proto__><polluted>yes</polluted></__proto__><Name>G</Name><toString>t</toString></Goal>',
    )
    const reading = readStratml(xml)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    if (reading.ok) expect(reading.plan.moves.map(({ name }) => name)).toEqual(['G'])
  })

  it('[I2] a document type in a comment or in CDATA is only text', () => {
    const xml = planWith('<!-- <!DOCTYPE x> --><Goal><Name><![CDATA[<!DOCTYPE y>]]></Name></Goal>')
    expect(planIn(xml).moves).toMatchObject([{ name: '<!DOCTYPE y>' }])
  })
})

describe('always', () => {
  it('[I2] reading never throws, whatever is done to a file', () => {
    const damage = fc.array(
      fc.tuple(fc.nat(), fc.nat(60), fc.oneof(fc.constantFrom('<', '>', '&', '"', ']]>', '<!--'), fc.string())),
      {
        maxLength: 4,
      },
    )
    fc.assert(
      fc.property(fc.constantFrom(...named.map(([, xml]) => xml)), damage, (xml, cuts) => {
        let text = xml
        for (const [at, remove, insert] of cuts) {
          const index = at % (text.length + 1)
          text = text.slice(0, index) + insert + text.slice(index + remove)
        }
        const reading = readStratml(text)
        if (reading.ok) boardOf(reading.plan)
        else expect(reading.message).not.toBe('')
      }),
    )
  })

  it('[I3] any text comes out of the file as it was, without the white space around it', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((some) => !/[\p{Cc}\p{Surrogate}\uFFFE\uFFFF]/u.test(some))
    fc.assert(
      fc.property(text, text, (name, description) => {
        const goal = `<Goal><Name>${escaped(name)}</Name><Description>${escaped(description)}</Description></Goal>`
        const { moves } = planIn(planWith(`${goal}<Goal><Name>Last</Name></Goal>`))
        if (name.trim() !== '' || description.trim() !== '') expect(moves[0]?.description).toBe(description.trim())
        if (name.trim() !== '') expect(moves[0]?.name).toBe(name.trim())
        expect(moves.at(-1)?.name).toBe('Last')
      }),
    )
  })
})

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&#x3E;')
}

function planWith(goals: string): string {
  return `<StrategicPlan><Name>P</Name><StrategicPlanCore>${goals}</StrategicPlanCore></StrategicPlan>`
}

function planIn(xml: string): ImportedPlan {
  const reading = readStratml(xml)
  if (!reading.ok) throw new Error(`${reading.message} ${reading.path}`)
  return reading.plan
}

function boardOf(imported: ImportedPlan) {
  const docs = { board: new Y.Doc(), session: new Y.Doc() }
  applyImport(docs, imported, { timezone: 'UTC', today: TODAY, createdAt: 0, newId: counter() }, 'test')
  const { board, problems } = readBoard(docs.board)
  const { session, problems: sessionProblems } = readSession(docs.session)
  expect([...problems, ...sessionProblems]).toEqual([])
  const cards = [...board.elements.values()].filter((element): element is Card => element.type === 'card')
  const context = { boardId: 'board-1', asOf: TODAY, exportedAt: `${TODAY}T00:00:00Z`, generator: 'test' }
  const plan: Plan = extractPlan(board, session, context)
  return { plan, cards, session }
}

function notesOf(cards: readonly Card[]): [unknown, string][] {
  const notes = cards.filter(({ kind }) => kind === 'note')
  return notes.toSorted((a, b) => (a.order < b.order ? -1 : 1)).map(({ fields, text }) => [fields.theme, text])
}

function overlappingIn(places: readonly (Card['geometry'] | undefined)[]): number {
  const all = places.filter((place) => place !== null && place !== undefined)
  return all.flatMap((a, i) => all.slice(i + 1).filter((b) => overlaps(a, b))).length
}

interface Said {
  name: string
  description: string
  identifier: string
}

/** Reads goals and objectives by patterns, knowing nothing of our reader: what the file says, for comparison. */
function goalsIn(xml: string): (Said & { objectives: Said[] })[] {
  const bare = xml.replaceAll('\r\n', '\n').replaceAll(/<(\/?)[\w-]+:/g, '<$1')
  return [...bare.matchAll(/<Goal\b[^>]*>([\s\S]*?)<\/Goal>/g)].map(([, inside = '']) => {
    const objectives = [...inside.matchAll(/<Objective\b[^>]*>([\s\S]*?)<\/Objective>/g)].map(([, text = '']) =>
      said(text),
    )
    return {
      ...said(inside.replaceAll(/<Objective\b[\s\S]*<\/Objective>/g, '')),
      objectives: objectives.filter(saysSomething),
    }
  })
}

function said(inside: string): Said {
  const own = inside.replaceAll(/<(Stakeholder|PerformanceIndicator)\b[\s\S]*<\/\1>/g, '')
  return { name: textIn(own, 'Name'), description: textIn(own, 'Description'), identifier: textIn(own, 'Identifier') }
}

function saysSomething({ name, description, identifier }: Said): boolean {
  return name !== '' || description !== '' || identifier !== ''
}

function textIn(inside: string, element: string): string {
  const [, text = ''] = new RegExp(`<${element}>([\\s\\S]*?)</${element}>`).exec(inside) ?? []
  const plain = text.split(/(<!\[CDATA\[[\s\S]*?\]\]>)/).map((part) =>
    part.startsWith('<![CDATA[')
      ? part.slice(9, -3)
      : part
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&apos;', "'")
          .replaceAll(/&#(\d+);/g, (_all, code: string) => String.fromCodePoint(Number(code)))
          .replaceAll(/&#x([0-9a-fA-F]+);/g, (_all, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
          .replaceAll('&amp;', '&'),
  )
  return plain.join('').trim()
}
