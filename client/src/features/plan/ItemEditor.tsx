import { Trans, useLingui } from '@lingui/react/macro'
import { MAX_TEXT } from '@planwall/shared/board/fields'
import { fieldOf } from '@planwall/shared/board/kinds'
import type { Card } from '@planwall/shared/board/model'
import { useId, useMemo } from 'react'
import { addPerson } from '../../sync/add-cards.ts'
import { changeField, dueFieldOf, ownerFieldOf } from '../../sync/card-acts.ts'
import { wordsOfField, wordsOfOption } from '../../sync/kind-names.ts'
import { titleOf } from '../../sync/shared-text.ts'
import { useBoard } from '../../sync/use-board.ts'
import { usePeople } from '../../sync/use-people.ts'
import { Button } from '../../ui/Button.tsx'
import { DayInput } from '../../ui/DayInput.tsx'
import { PersonPicker } from '../../ui/PersonPicker.tsx'
import { Select } from '../../ui/Select.tsx'
import { SharedTextArea } from '../../ui/SharedTextArea.tsx'
import styles from './PlanItem.module.css'

/** Text, people, date and status of a card; everything else is in its details. */
export function ItemEditor({ card, onDone }: { card: Card; onDone: () => void }) {
  const handle = useBoard()
  const { t } = useLingui()
  const text = useMemo(() => titleOf(handle, card.id), [handle, card.id])
  const ownerField = ownerFieldOf(card.kind)
  const dueField = dueFieldOf(card.kind)
  return (
    <div className={styles.editor} role="group" aria-label={t`Edit`}>
      <SharedTextArea
        text={text}
        autoFocus
        maxLength={MAX_TEXT}
        aria-label={t`Text`}
        onEnter={onDone}
        onEscape={onDone}
        onUndo={handle.undo.undo}
        onRedo={handle.undo.redo}
        onFocus={() => {
          handle.undo.boundary()
          handle.presence.setEditing(card.id)
        }}
        onBlur={() => handle.presence.setEditing(null)}
      />
      {ownerField && <PersonField card={card} field={ownerField} />}
      {card.kind === 'move' && <PersonField card={card} field="sponsor" />}
      {dueField && <DayField card={card} field={dueField} />}
      {fieldOf(card.kind, 'status') && <StatusField card={card} />}
      <div>
        <Button size="small" onClick={onDone}>
          <Trans>Done</Trans>
        </Button>
      </div>
    </div>
  )
}

interface FieldProps {
  card: Card
  field: string
}

function PersonField({ card, field }: FieldProps) {
  const handle = useBoard()
  const people = usePeople()
  const id = useId()
  const label = useLabel(card.kind, field)
  const value = card.fields[field]
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <PersonPicker
        id={id}
        label={label}
        people={people}
        value={typeof value === 'string' ? value : null}
        onPick={(personId) => changeField(handle, card.id, field, personId)}
        onClear={() => changeField(handle, card.id, field, undefined)}
        onAdd={(name) => changeField(handle, card.id, field, addPerson(handle, name))}
      />
    </div>
  )
}

function DayField({ card, field }: FieldProps) {
  const handle = useBoard()
  const id = useId()
  const label = useLabel(card.kind, field)
  const value = card.fields[field]
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <DayInput
        id={id}
        value={typeof value === 'string' ? value : ''}
        onChange={(day) => changeField(handle, card.id, field, day)}
      />
    </div>
  )
}

function StatusField({ card }: { card: Card }) {
  const handle = useBoard()
  const { t, i18n } = useLingui()
  const id = useId()
  const label = useLabel(card.kind, 'status')
  const { status } = card.fields
  const options = (fieldOf(card.kind, 'status')?.options ?? []).map((option) => {
    const words = wordsOfOption('status', option)
    return { id: option, label: words ? i18n._(words) : option }
  })
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        value={typeof status === 'string' ? status : ''}
        none={t`Not chosen`}
        options={options}
        onChoose={(option) => changeField(handle, card.id, 'status', option === '' ? undefined : option)}
      />
    </div>
  )
}

function useLabel(kind: string, field: string): string {
  const { i18n } = useLingui()
  const words = wordsOfField(kind, field)
  return words ? i18n._(words.label) : field
}
