import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { addCards, setField } from '../board/edit.ts'
import { readBoard, readSession } from '../board/read.ts'
import { changeStep } from '../session/agenda.ts'
import { startStep } from '../session/conduct.ts'
import { addZones, changeZone } from '../session/edit-session.ts'
import { addGroups, copyZonesForGroups } from '../session/groups.ts'
import { readNotes, setNote } from '../session/notes.ts'
import { counter, newCard, t1, TODAY, zone } from '../testing/builders.ts'
import { facilitationIn, hand } from '../testing/session-builders.ts'
import { applyTemplate } from './apply.ts'
import { catalog, findTemplate } from './catalog.ts'
import { checkTemplate } from './check-template.ts'
import { templateFromBoard } from './template-from-board.ts'
import { MAX_TEMPLATE_FILE, readTemplateFile, writeTemplateFile } from './template-file.ts'
import type { Template } from './template.ts'

const as = { id: 'own-1', name: 'Ours', summary: 'As we do it', category: 'plan' as const }

function lay(template: Template) {
  const docs = { board: new Y.Doc(), session: new Y.Doc(), facilitate: new Y.Doc() }
  applyTemplate(docs, template, { title: 'x', timezone: 'UTC', today: TODAY, createdAt: 0, newId: counter() }, 'server')
  return docs
}

/** T1 with the value at a path replaced; undefined takes it away. */
function altered(path: readonly (string | number)[], value: unknown): unknown {
  const template: unknown = JSON.parse(JSON.stringify(t1()))
  let at = template as Record<string | number, unknown>
  for (const name of path.slice(0, -1)) at = at[name] as Record<string | number, unknown>
  const last = path.at(-1) as string
  if (value === undefined) delete at[last]
  else at[last] = value
  return template
}

describe('checking a template', () => {
  const rows: [rule: string, template: unknown, path: string, words: string][] = [
    ['[W1] a list', [], '', 'must be an object'],
    ['[W1] nothing', null, '', 'must be an object'],
    ['[W1] a name that is missing', altered(['name'], undefined), 'name', 'is missing'],
    [
      '[W1] a layout there is not',
      altered(['zones', 1, 'layout'], 'spiral'),
      'zones[1].layout',
      'must be one of: grid, columns',
    ],
    ['[W1] minutes of a step', altered(['agenda', 2, 'minutes'], 0), 'agenda[2].minutes', 'must be >= 1'],
    [
      '[W1] a rule that is missing',
      altered(['agenda', 0, 'rules', 'private'], undefined),
      'agenda[0].rules.private',
      'is missing',
    ],
    [
      '[W2] two zones of one id',
      altered(['zones', 1, 'id'], 'goal'),
      'zones[1].id',
      'the id of another zone too: goal',
    ],
    [
      '[W2] a kind there is not',
      altered(['zones', 0, 'accepts'], ['gaol']),
      'zones[0].accepts[0]',
      'is no kind of card: gaol. There are: note, goal',
    ],
    [
      '[W2] a zone that is part of none',
      altered(['zones', 0, 'meaning'], { partOf: 'x' }),
      'zones[0].meaning.partOf',
      'not here: x',
    ],
    ['[W2] a zone of no size', altered(['zones', 0, 'geometry', 'w'], 0), 'zones[0].geometry', 'wider and higher'],
    [
      '[W2] a column without number',
      altered(['columns', 'zones', 0, 'id'], 'move'),
      'columns.zones[0].id',
      'must hold {n}',
    ],
    ['[W2] columns after nothing', altered(['columns', 'after'], 'x'), 'columns.after', 'not here: x'],
    ['[W2] more columns than there may be', altered(['columns', 'default'], 9), 'columns.default', 'columns.max, 7'],
    [
      '[W2] a step in a zone there is not',
      altered(['agenda', 1, 'zoneIds'], ['idea']),
      'agenda[1].zoneIds[0]',
      'not here: idea',
    ],
    ['[W2] two steps of one id', altered(['agenda', 1, 'id'], '1.1'), 'agenda[1].id', 'another step too'],
    [
      '[W2] a step that adds what there is not',
      altered(['agenda', 1, 'rules', 'mayAdd'], ['x']),
      'agenda[1].rules.mayAdd[0]',
      'no kind of card: x',
    ],
    [
      '[W2] nothing to write in private',
      altered(['agenda', 1, 'rules', 'mayAdd'], []),
      'agenda[1].rules.mayAdd',
      'is empty',
    ],
    ['[W2] a score of nothing', altered(['agenda', 3, 'vote', 'answer'], 'score'), 'agenda[3].vote.axes', 'is missing'],
    ['[W2] an exit that is not checked', altered(['checks'], []), 'agenda[0].exit[0]', 'is not among the checks'],
    [
      '[W2] a card in no zone',
      altered(['cards'], [{ zoneId: 'x', kind: 'note', text: '' }]),
      'cards[0].zoneId',
      'not here: x',
    ],
    [
      '[W2] a card with a field it has not',
      altered(['cards'], [{ zoneId: 'goal', kind: 'goal', text: '', fields: { size: 1 } }]),
      'cards[0].fields.size',
      'is no field of a card of the kind goal',
    ],
    [
      '[W2] a field with a value it cannot have',
      altered(['cards'], [{ zoneId: 'goal', kind: 'goal', text: '', fields: { due: 'soon' } }]),
      'cards[0].fields.due',
      'not a value',
    ],
  ]
  it.each(rows)('%s: the path, and words', (_rule, template, path, words) => {
    const { faults = [] } = checkTemplate(template)
    expect(faults.map((fault) => fault.path)).toContain(path)
    expect(faults.find((fault) => fault.path === path)?.message).toContain(words)
  })

  it('[W1] leaves out what the schema does not know', () => {
    const { template } = checkTemplate({ ...t1(), script: 'alert(1)' })
    expect(template).toEqual(t1())
  })

  it('[W1] any value gets an answer', () => {
    fc.assert(fc.property(fc.anything(), (value) => void checkTemplate(value)))
  })
})

describe('template files', () => {
  it.each(catalog.map((template) => [template.id, template] as const))(
    '[W3] %s is the same after writing and reading',
    (_id, template) => {
      const text = writeTemplateFile(template)
      expect(readTemplateFile(text)).toEqual({ template })
      expect(writeTemplateFile(readTemplateFile(`\uFEFF${text}`).template as Template)).toBe(text)
    },
  )

  it.each([
    ['no JSON', 'hello', '', 'not a JSON file'],
    ['another JSON', '{"cards": []}', 'format', 'another kind of file'],
    ['a newer version', '{"format": "planwall-template", "formatVersion": 2}', 'formatVersion', 'newer version'],
    ['no version', '{"format": "planwall-template"}', 'formatVersion', 'must be 1'],
    ['no template', '{"format": "planwall-template", "formatVersion": 1}', 'template', 'must be an object'],
    [
      'a fault inside',
      writeTemplateFile(t1()).replace('"minutes": 4,', '"minutes": -4,'),
      'template.agenda[0].minutes',
      'must be',
    ],
    ['far too much', 'x'.repeat(MAX_TEMPLATE_FILE + 1), '', 'too large'],
  ])('[W3] %s: says what is wrong', (_what, text, path, words) => {
    const [first] = readTemplateFile(text).faults ?? []
    expect(first?.path).toBe(path)
    expect(first?.message).toContain(words)
  })

  it('[W3] never throws, whatever the file', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readTemplateFile(text)))
  })
})

describe('one’s own template', () => {
  it('[W4] has the board as it was made one’s own: zones, agenda, notes, checks, limits', () => {
    const docs = lay(t1())
    changeZone(docs.session, 'goal', { name: 'The one number' }, 'fay')
    addZones(docs.session, [zone('extra', { order: 'zz', accepts: ['note'] })], 'fay')
    changeStep(docs.session, '1.1', { minutes: 9 }, 'fay')
    setNote(docs.facilitate, '1.1', 'Mind the clock', 'fay')
    const own = templateFromBoard(docs, as)
    expect(checkTemplate(own).faults).toBeUndefined()
    expect(own).toMatchObject({ ...as, version: 1, minutes: 45, checks: t1().checks, settings: t1().settings })
    expect(own.zones.find(({ id }) => id === 'goal')?.name).toBe('The one number')
    expect(own.zones.at(-1)?.id).toBe('extra')
    expect(own.agenda[0]).toMatchObject({ minutes: 9, notes: 'Mind the clock' })
    expect(own.agenda[5]?.zoneIds).toEqual(t1().agenda[5]?.zoneIds)
  })

  it('[W4] laid again it is the same board, with its checks in the board itself', () => {
    const own = templateFromBoard(lay(t1()), as)
    const again = lay(own)
    expect(facilitationIn(again.session).agenda).toEqual(facilitationIn(lay(t1()).session).agenda)
    expect([...readSession(again.session).session.zones.keys()].toSorted()).toEqual(
      [...readSession(lay(t1()).session).session.zones.keys()].toSorted(),
    )
    expect(readNotes(again.facilitate)).toEqual(readNotes(lay(t1()).facilitate))
    expect(readSession(again.session).session.meta.gate).toEqual({
      checks: t1().checks,
      thresholds: t1().settings.thresholds,
    })
    expect(readSession(lay(t1()).session).session.meta.gate).toBeUndefined()
    expect(templateFromBoard(again, as)).toEqual(own)
  })

  it('[W4] has no people, dates, votes, groups or anything that happened', () => {
    const docs = lay(t1())
    startStep(docs.session, '1.1', hand(), 'server')
    addGroups(docs.session, [{ id: 'secret-group', name: 'x', color: 'red', zoneIds: [] }], 'fay')
    copyZonesForGroups(docs.session, ['ideas'], 'fay')
    addCards(
      docs.board,
      [
        newCard('task', {
          id: 't',
          text: 'Book a room',
          zoneId: 'tasks-1-month',
          createdBy: 'secret-ann',
          fields: { assignee: 'secret-ann', due: '2026-09-09', doneWhen: 'It is booked' },
        }),
        newCard('note', { id: 'n', text: 'Not wanted', zoneId: 'ideas' }),
        newCard('person', { id: 'secret-ann', text: 'Ann', zoneId: 'parking' }),
      ],
      'fay',
    )
    setField(docs.board, 't', 'description', 'Call first', 'fay')
    const own = templateFromBoard(docs, { ...as, keep: ({ id }) => id !== 'n' })
    expect(own.cards).toEqual([
      {
        zoneId: 'tasks-1-month',
        kind: 'task',
        text: 'Book a room',
        fields: { description: 'Call first', doneWhen: 'It is booked' },
      },
    ])
    expect(JSON.stringify(own)).not.toMatch(/secret|2026|Ann|~/)
    expect([...readBoard(lay(own).board).board.elements.values()]).toMatchObject([
      { text: 'Book a room', zoneId: 'tasks-1-month', createdBy: null },
    ])
  })

  it('lays starting cards in their zones, on no other, and notes apart', () => {
    const { board, facilitate, session } = lay(findTemplate('T9') as Template)
    const cards = [...readBoard(board).board.elements.values()]
    expect(cards).toHaveLength(8)
    expect(cards.find(({ zoneId }) => zoneId === 'cadence-call')).toMatchObject({
      kind: 'cadence',
      text: 'Delivery call',
      fields: { reviewType: 'cadence-call', minutes: 15 },
      createdBy: null,
    })
    expect(readBoard(board).problems).toEqual([])
    expect(readNotes(facilitate).size).toBe(5)
    expect(Buffer.from(Y.encodeStateAsUpdate(session)).toString('utf8')).not.toContain('somebody who stays')
  })
})
