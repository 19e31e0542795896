import type { Field } from '@planwall/shared/board/fields'

/** What every control of a field gets. */
export interface ControlProps {
  cardId: string
  /** Kind of the card. */
  kind: string
  name: string
  field: Field
  label: string
  help: string | undefined
  isMissing: boolean
  value: unknown
  /** Writes the value; undefined clears the field. */
  onChange: (value: unknown) => void
}

/** Names a field of a card, for drafts. */
export function draftKey({ cardId, name }: Pick<ControlProps, 'cardId' | 'name'>): string {
  return `${cardId}/${name}`
}
