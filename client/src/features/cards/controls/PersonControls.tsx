import { useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import { addPerson } from '../../../sync/add-cards.ts'
import { useBoard } from '../../../sync/use-board.ts'
import { usePeople } from '../../../sync/use-people.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { PersonPicker } from '../../../ui/PersonPicker.tsx'
import type { ControlProps } from './control.ts'
import { FieldFrame } from './FieldFrame.tsx'
import styles from './controls.module.css'

/** One person of the plan, or a new one; in a private document only those there are. */
export function PersonControl({ label, help, isMissing, value, onChange }: ControlProps) {
  const handle = useBoard()
  const people = usePeople()
  return (
    <FieldFrame label={label} help={help} isMissing={isMissing && !value}>
      {({ id, describedBy }) => (
        <PersonPicker
          id={id}
          label={label}
          describedBy={describedBy}
          people={people}
          value={typeof value === 'string' ? value : null}
          onPick={onChange}
          onClear={() => onChange(undefined)}
          onAdd={handle.around ? undefined : (name) => onChange(addPerson(handle, name))}
        />
      )}
    </FieldFrame>
  )
}

/** Several people of the plan. */
export function PeopleControl({ label, help, isMissing, value, onChange }: ControlProps) {
  const handle = useBoard()
  const { t } = useLingui()
  const people = usePeople()
  const ids = Array.isArray(value) ? (value as string[]) : []
  const change = (next: string[]) => onChange(next.length > 0 ? next : undefined)
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? t`Unknown person`
  return (
    <FieldFrame label={label} help={help} isMissing={isMissing && ids.length === 0} group>
      {() => (
        <>
          {ids.length > 0 && (
            <ul className={styles.chips}>
              {ids.map((id) => (
                <li key={id} className={styles.chip}>
                  {nameOf(id)}
                  <IconButton
                    size="small"
                    label={t`Remove ${nameOf(id)}`}
                    icon={<X />}
                    onClick={() => change(ids.filter((other) => other !== id))}
                  />
                </li>
              ))}
            </ul>
          )}
          <PersonPicker
            label={t`Add to ${label}`}
            people={people.filter(({ id }) => !ids.includes(id))}
            value={null}
            onPick={(id) => change([...ids, id])}
            onAdd={handle.around ? undefined : (name) => change([...ids, addPerson(handle, name)])}
          />
        </>
      )}
    </FieldFrame>
  )
}
