import { card } from '@planwall/shared/testing/builders'
import { describe, expect, it } from 'vitest'
import { marksOf } from './card-marks.ts'
import type { CardMarks } from './card-marks.ts'

const nothing: CardMarks = { owner: null, lacksOwner: false, due: null, lacksDue: false, isDone: false }

const rows: [rule: string, kind: string, fields: Record<string, unknown>, marks: Partial<CardMarks>][] = [
  ['a note has neither owner nor date', 'note', {}, {}],
  ['a task without owner and date lacks both', 'task', {}, { lacksOwner: true, lacksDue: true }],
  [
    'a task shows its assignee and due date',
    'task',
    { assignee: 'p', due: '2026-05-01' },
    { owner: 'p', due: '2026-05-01' },
  ],
  [
    'a task that is completed is done',
    'task',
    { assignee: 'p', due: '2026-05-01', status: 'COMPLETED' },
    { owner: 'p', due: '2026-05-01', isDone: true },
  ],
  [
    'a move is carried by the one who is accountable, not by its sponsor',
    'move',
    { accountable: 'p', sponsor: 'q' },
    { owner: 'p' },
  ],
  ['a risk shows its owner; its trigger date may be missing', 'risk', { owner: 'p' }, { owner: 'p' }],
  [
    'an indicator is due at its target date',
    'kpi',
    { owner: 'p', targetDate: '2026-12-31' },
    { owner: 'p', due: '2026-12-31' },
  ],
  ['a kind nobody knows lacks nothing', 'from-the-future', { due: '2026-05-01' }, {}],
]

describe('what a card shows under its text', () => {
  it.each(rows)('%s', (_rule, kind, fields, marks) => {
    expect(marksOf(card(kind, { fields }))).toEqual({ ...nothing, ...marks })
  })
})
