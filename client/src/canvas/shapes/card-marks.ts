import type { Card } from '@planwall/shared/board/model'
import { fieldOf } from '@planwall/shared/board/kinds'
import type { Content } from '../records.ts'

/** What a card shows under its text: who, until when, and what of it is still missing. */
export interface CardMarks {
  /** Person id. */
  owner: string | null
  /** The kind needs an owner and there is none. */
  lacksOwner: boolean
  /** ISO date. */
  due: string | null
  lacksDue: boolean
  isDone: boolean
}

/** Fields that say who carries a card, by weight. */
const ownerFields = ['assignee', 'accountable', 'owner', 'driver', 'person'] as const
const dueFields = ['due', 'targetDate', 'reviewDate', 'triggerDate', 'decidedOn'] as const

export function marksOf({ kind, fields }: Content<Card>): CardMarks {
  const owner = firstOf(ownerFields, kind, fields)
  const due = firstOf(dueFields, kind, fields)
  return {
    owner: owner.value,
    lacksOwner: owner.needed && owner.value === null,
    due: due.value,
    lacksDue: due.needed && due.value === null,
    isDone: fields.status === 'COMPLETED',
  }
}

function firstOf(
  names: readonly string[],
  kind: string,
  fields: Readonly<Record<string, unknown>>,
): { value: string | null; needed: boolean } {
  for (const name of names) {
    const field = fieldOf(kind, name)
    if (!field) continue
    const value = fields[name]
    return { value: typeof value === 'string' && value !== '' ? value : null, needed: field.needed }
  }
  return { value: null, needed: false }
}
