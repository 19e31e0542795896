import { describe, expect, it } from 'vitest'
import {
  cardsFrom,
  fieldsFromContent,
  fieldsFromHeadings,
  newPeopleIn,
  orderOfDates,
  readBlock,
  readRows,
} from './parse-block.ts'
import type { BlockSettings } from './parse-block.ts'

const words: BlockSettings['words'] = {
  field: (name) => ({ summary: 'Task', assignee: 'Owner', due: 'Due', doneWhen: 'Done when' })[name] ?? name,
  option: (_field, option) => ({ 'IN-PROCESS': 'In progress', high: 'High' })[option] ?? option,
}

function settings(more: Partial<BlockSettings>): BlockSettings {
  return { kind: 'task', columns: [], hasHeading: false, dates: 'dmy', decimal: '.', words, cards: [], ...more }
}

describe('pasted text as rows', () => {
  const rows: [rule: string, text: string, expected: string[][]][] = [
    ['lines are rows of one cell', 'one\ntwo\n', [['one'], ['two']]],
    ['line ends of every system are the same', 'one\r\ntwo\rthree', [['one'], ['two'], ['three']]],
    ['empty lines are left out', 'one\n\n \ntwo', [['one'], ['two']]],
    ['bullets go where every line has one', '- one\n- two', [['one'], ['two']]],
    ['numbers of a list go too', '1. one\n2) two', [['one'], ['two']]],
    ['a dash that one line begins with stays', '- one\ntwo', [['- one'], ['two']]],
    [
      'tabs part cells',
      'a\tb\nc\td',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'short rows are filled',
      'a\tb\nc',
      [
        ['a', 'b'],
        ['c', ''],
      ],
    ],
    [
      'quoted cells keep their line ends and tabs',
      '"a\nb"\t"c\td"\ne\tf',
      [
        ['a\nb', 'c\td'],
        ['e', 'f'],
      ],
    ],
    ['doubled quotes are one quote', '"say ""yes"""\tb', [['say "yes"', 'b']]],
    ['quotes that do not pair are text', '"Hello" she said\n"next', [['"Hello" she said'], ['"next']]],
    ['commas part nothing', 'Ana, Bo\nCy', [['Ana, Bo'], ['Cy']]],
  ]
  it.each(rows)('%s', (_rule, text, expected) => expect(readBlock(text)).toEqual(expected))
})

describe('which field a column fills', () => {
  const rows: [rule: string, headings: string[], expected: (string | null)[]][] = [
    ['labels', ['Task', 'Owner', 'Due'], ['summary', 'assignee', 'due']],
    ['names of fields', ['summary', 'estimateDays', 'done when'], ['summary', 'estimateDays', 'doneWhen']],
    ['what people commonly say', ['Action', 'Who', 'Deadline', 'Notes'], ['summary', 'assignee', 'due', 'description']],
    ['signs, capitals and accents do not matter', ['TASK:', 'ówner', 'due '], ['summary', 'assignee', 'due']],
    ['a field is filled once', ['Task', 'Title'], ['summary', null]],
    ['what is not known fills nothing', ['Task', 'Colour', ''], ['summary', null, null]],
  ]
  it.each(rows)('by headings: %s', (_rule, headings, expected) => {
    expect(fieldsFromHeadings(headings, 'task', words)).toEqual(expected)
  })

  it('by content: words are the title, dates are dates, known people are owners, bare numbers wait', () => {
    const block = readBlock('12\tCall Acme\t31/12/2026\tana\n13\tCall Beta\t\tBo')
    expect(fieldsFromContent(block, 'task', ['Ana', 'Bo'])).toEqual([null, 'summary', 'due', 'assignee'])
  })
})

describe('what the order of dates says of itself', () => {
  const rows: [rule: string, cells: string[], expected: string][] = [
    ['a day above 12 in front', ['31/12/2026', '3/4/2027'], 'dmy'],
    ['a day above 12 behind', ['12/31/2026', '3/4/2027'], 'mdy'],
    ['nothing tells', ['3/4/2027'], 'either'],
    ['both ways mean the same', ['2027-04-03', '4/4/2027'], 'dmy'],
  ]
  it.each(rows)('%s', (_rule, cells, expected) => expect(orderOfDates(cells)).toBe(expected))
})

describe('cells as values of fields', () => {
  const rows: [rule: string, field: string, raw: string, expected: { value?: unknown; problem?: string }][] = [
    ['an empty cell is nothing', 'due', '', {}],
    ['a date', 'due', '3/4/2027', { value: '2027-04-03' }],
    ['no date', 'due', 'soon', { problem: 'not-a-date' }],
    ['a number', 'estimateDays', '1.5', { value: 1.5 }],
    ['a number below its bounds', 'estimateDays', '-1', { problem: 'out-of-bounds' }],
    ['no number', 'estimateDays', 'many', { problem: 'not-a-number' }],
    ['a choice by its name', 'status', 'in progress', { value: 'IN-PROCESS' }],
    ['a choice by what people say', 'status', 'Done', { value: 'COMPLETED' }],
    ['a choice by its value', 'priority', 'HIGH', { value: 'high' }],
    ['no choice', 'priority', 'very', { problem: 'not-a-choice' }],
    ['yes', 'blocked', 'Yes', { value: true }],
    ['no', 'blocked', 'n', { value: false }],
    ['neither', 'blocked', 'perhaps', { problem: 'not-yes-or-no' }],
    ['a person', 'assignee', 'Ruiz, Ana', { value: 'Ruiz, Ana' }],
    ['two people where one is meant', 'assignee', 'Ana; Bo', { problem: 'several-people' }],
    ['a card by its text', 'moveId', 'win back accounts', { value: 'm1' }],
    ['a card of another kind', 'moveId', 'Call Acme', { problem: 'no-such-card' }],
    ['several cards, one unknown', 'dependsOn', 'Call Acme; Call Zed', { value: ['t1'], problem: 'no-such-card' }],
  ]
  const cards = [
    { id: 'm1', kind: 'move', text: 'Win back accounts' },
    { id: 't1', kind: 'task', text: 'Call Acme' },
  ]
  it.each(rows)('%s', (_rule, field, raw, expected) => {
    const [row] = readRows([['x', raw]], settings({ columns: ['summary', field], cards }))
    expect(row?.cells[1]).toEqual({ raw, value: undefined, ...expected })
  })

  it('a share can be written in percent, a quantity with its unit on either side', () => {
    const [row] = readRows(
      [['m', '80 %', '€ 1,200.50']],
      settings({ kind: 'move', columns: ['name', 'confidence', 'expectedContribution'] }),
    )
    expect(row?.cells.map(({ value }) => value)).toEqual(['m', 0.8, { value: 1200.5, unit: '€' }])
  })

  it('a scale takes 1 to 5 and no halves', () => {
    const read = readRows(
      [
        ['e', '5'],
        ['e', '6'],
        ['e', '2.5'],
      ],
      settings({ kind: 'risk', columns: ['event', 'impact'] }),
    )
    expect(read.map(({ cells }) => cells[1]?.problem ?? cells[1]?.value)).toEqual([5, 'out-of-bounds', 'not-whole'])
  })
})

describe('cards from a block', () => {
  const rows = readBlock('Task\tOwner\tDue\nCall Acme\tAna\tsoon\nCall Beta\tbo\t2027-01-31')
  const mapped = settings({ columns: ['summary', 'assignee', 'due'], hasHeading: true })

  it('the heading is no card', () =>
    expect(readRows(rows, mapped).map(({ text }) => text)).toEqual(['Call Acme', 'Call Beta']))

  it('people are found by name; the others are named once', () => {
    expect(newPeopleIn(readRows(rows, mapped), mapped, ['Bo'])).toEqual(['Ana'])
  })

  it('what was not understood is kept in the description', () => {
    const cards = cardsFrom(readRows(rows, mapped), mapped, (name) => `id of ${name}`)
    expect(cards).toEqual([
      { text: 'Call Acme', fields: { assignee: 'id of Ana', description: 'Due: soon' } },
      { text: 'Call Beta', fields: { assignee: 'id of bo', due: '2027-01-31' } },
    ])
  })
})
