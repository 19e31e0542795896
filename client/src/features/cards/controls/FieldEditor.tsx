import { useLingui } from '@lingui/react/macro'
import type { Field } from '@planwall/shared/board/fields'
import { memo } from 'react'
import type { ReactElement } from 'react'
import type { Card } from '@planwall/shared/board/model'
import { changeField } from '../../../sync/card-acts.ts'
import { wordsOfField } from '../../../sync/kind-names.ts'
import { useBoard } from '../../../sync/use-board.ts'
import { ChoiceControl, YesNoControl } from './ChoiceControls.tsx'
import type { ControlProps } from './control.ts'
import { DateControl } from './DateControls.tsx'
import { TextsControl } from './ListControls.tsx'
import { NumberControl, QuantityControl, ScaleControl } from './NumberControls.tsx'
import { PeopleControl, PersonControl } from './PersonControls.tsx'
import { ReferenceControl, ReferencesControl } from './ReferenceControls.tsx'
import { RowsControl } from './RowsControl.tsx'
import { LongControl, TextControl } from './TextControl.tsx'

/** One field of a card with the control that fits it. Typing in one field does not draw the others again. */
export function FieldEditor({ card: { id, kind, fields }, name, field }: { card: Card; name: string; field: Field }) {
  return <FieldOfCard cardId={id} kind={kind} name={name} field={field} value={fields[name]} />
}

const FieldOfCard = memo(function FieldOfCard({ cardId, kind, name, field, value }: FieldOfCardProps) {
  const handle = useBoard()
  const { i18n } = useLingui()
  const words = wordsOfField(kind, name)
  const Control = controls[field.control]
  return (
    <div data-field={name}>
      <Control
        cardId={cardId}
        kind={kind}
        name={name}
        field={field}
        label={words ? i18n._(words.label) : name}
        help={words?.help && i18n._(words.help)}
        isMissing={field.needed}
        value={value}
        onChange={(next) => changeField(handle, cardId, name, next)}
      />
    </div>
  )
})

type FieldOfCardProps = Pick<ControlProps, 'cardId' | 'kind' | 'name' | 'field' | 'value'>

const controls: Record<Field['control'], (props: ControlProps) => ReactElement> = {
  text: TextControl,
  long: LongControl,
  person: PersonControl,
  people: PeopleControl,
  date: DateControl,
  datetime: DateControl,
  int: NumberControl,
  num: NumberControl,
  qty: QuantityControl,
  scale5: ScaleControl,
  enum: ChoiceControl,
  bool: YesNoControl,
  ref: ReferenceControl,
  refs: ReferencesControl,
  texts: TextsControl,
  rows: RowsControl,
}
