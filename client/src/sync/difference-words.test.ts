import { i18n } from '@lingui/core'
import { card, arrow, zone } from '@planwall/shared/testing/builders'
import type { BoardElement } from '@planwall/shared/board/model'
import type { Difference } from '@planwall/shared/unsent/differences'
import { beforeAll, expect, it } from 'vitest'
import { differencesAsText, differenceWords, namesFor } from './difference-words.ts'

const ana = card('person', { id: 'ana', text: 'Ana', geometry: null })
const call = card('task', { id: 'call', text: 'Call\nthe customer', zoneId: 'now', fields: { due: '2026-05-03' } })
const elements = new Map<string, BoardElement>([ana, call].map((element) => [element.id, element]))
const zones = new Map(
  [zone('now', { name: 'This month' }), zone('later', { name: 'Later' })].map((one) => [one.id, one]),
)

beforeAll(() => {
  i18n.loadAndActivate({ locale: 'en', messages: {} })
})

function changed(after: Partial<typeof call>, id = 'call'): Difference {
  return { of: 'element', id, before: call, after: { ...call, ...after } }
}

const rows: [what: string, difference: Difference, act: string, title: string, details: string[]][] = [
  [
    'a new card and what it says',
    {
      of: 'element',
      id: 'x',
      before: null,
      after: card('task', { id: 'x', text: 'New', zoneId: 'now', fields: { assignee: 'ana', purpose: 'delivery' } }),
    },
    'new',
    'Task: New',
    ['Zone: This month', 'Owner: Ana', 'Purpose: Delivers the move'],
  ],
  [
    'a deleted card',
    { of: 'element', id: 'call', before: call, after: null },
    'deleted',
    'Task: Call the customer',
    [],
  ],
  [
    'other words and another day',
    changed({ text: 'Call twice', fields: { due: '2026-05-05' } }),
    'changed',
    'Task: Call the customer',
    ['Text: Call the customer → Call twice', 'Due: May 3, 2026 → May 5, 2026'],
  ],
  [
    'a day that was cleared',
    changed({ fields: {} }),
    'changed',
    'Task: Call the customer',
    ['Due: May 3, 2026 → (nothing)'],
  ],
  [
    'a move, without its place in the list',
    changed({ zoneId: 'later', order: 'a9', geometry: { x: 1, y: 1, w: 1, h: 1 } }),
    'changed',
    'Task: Call the customer',
    ['Zone: This month → Later', 'Another place on the wall'],
  ],
  [
    'another place in the list',
    changed({ order: 'a9' }),
    'changed',
    'Task: Call the customer',
    ['Another place in the list'],
  ],
  [
    'a line',
    { of: 'element', id: 'l', before: null, after: arrow('call', 'ana') },
    'new',
    'Line: Call the customer – Ana',
    [],
  ],
  [
    'a zone',
    { of: 'zone', id: 'now', before: zone('now', { name: 'Now' }), after: zone('now', { name: 'Soon' }) },
    'changed',
    'Zone: Now',
    ['Name: Now → Soon'],
  ],
  [
    'the name of the board',
    { of: 'meta', id: 'title', before: 'Old', after: 'New' },
    'changed',
    'Name of the board',
    ['Name: Old → New'],
  ],
]

it.each(rows)('%s', (_what, difference, act, title, details) => {
  expect(differenceWords(difference, namesFor([difference], { elements, zones }))).toEqual({ act, title, details })
})

it('everything as text is a line for each change, and one below for each thing about it', () => {
  const differences = rows.slice(1, 3).map(([, difference]) => difference)
  expect(differencesAsText(differences, { elements, zones })).toBe(
    [
      'Deleted: Task: Call the customer',
      'Changed: Task: Call the customer',
      '  Text: Call the customer → Call twice',
      '  Due: May 3, 2026 → May 5, 2026',
    ].join('\n'),
  )
})
