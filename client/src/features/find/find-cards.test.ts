import { boardWith, card } from '@planwall/shared/testing/builders'
import { describe, expect, it } from 'vitest'
import { findCards } from './find-cards.ts'

const { elements } = boardWith(
  card('person', { id: 'ana', text: 'Ana Muñoz', geometry: null }),
  card('task', {
    id: 'call',
    text: 'Call the ten largest accounts',
    order: 'a2',
    fields: { assignee: 'ana', due: '2026-12-31' },
  }),
  card('task', { id: 'recall', text: 'Recall letters', order: 'a1', fields: { doneWhen: 'Nobody has to call twice' } }),
  card('contingency', { id: 'plan-b', text: 'Shortage', fields: { steps: [{ summary: 'Ring the supplier' }] } }),
  card('note', { id: 'linked', text: 'See there', links: ['https://example.org/price-list'] }),
  card('hologram', { id: 'unknown', text: 'From the future' }),
)

function found(typed: string): string[] {
  return findCards(elements, typed, (kind) => kind).map(({ card: { id }, field }) => (field ? `${id}.${field}` : id))
}

describe('finding a card', () => {
  const rows: [rule: string, typed: string, expected: string[]][] = [
    ['by words of its text, those that begin with them first', 'call', ['call', 'recall']],
    ['capitals and accents do not matter', 'MUNOZ', ['ana', 'call.assignee']],
    ['by the name of its owner', 'ana call', ['call.assignee']],
    ['by any field', 'twice', ['recall.doneWhen']],
    ['by a date', '2026-12', ['call.due']],
    ['by a row of a table', 'supplier', ['plan-b.steps']],
    ['by a link', 'price list', ['linked']],
    ['by the name of its kind and its words', 'task letters', ['recall']],
    ['a kind this page does not know is found by its text', 'future', ['unknown']],
    ['every word has to be there', 'call nothing', []],
    ['nothing typed finds nothing', '  ', []],
  ]
  it.each(rows)('%s', (_rule, typed, expected) => expect(found(typed)).toEqual(expected))
})
