import { useLingui } from '@lingui/react/macro'
import { useCallback, useMemo } from 'react'
import { Combobox } from './Combobox.tsx'

export interface PersonPickerProps {
  label: string
  id?: string | undefined
  people: readonly { id: string; name: string; detail?: string | undefined }[]
  /** Id of the chosen person. */
  value: string | null
  onPick: (id: string) => void
  /** Absent where somebody has to stay chosen, and for boxes that only add. */
  onClear?: (() => void) | undefined
  /** Makes a person of a name that nobody has yet; absent where nobody can be added. */
  onAdd?: ((name: string) => void) | undefined
  describedBy?: string | undefined
  placeholder?: string | undefined
}

/** Chooses a person by typing the name; a name nobody has can be added. */
export function PersonPicker({ people, value, onAdd, placeholder, ...rest }: PersonPickerProps) {
  const { t } = useLingui()
  const options = useMemo(() => people.map(({ id, name, detail }) => ({ id, label: name, detail })), [people])
  const words = useCallback((name: string) => t`Add ${name}`, [t])
  const chosen =
    options.find(({ id }) => id === value) ?? (value === null ? null : { id: value, label: t`Unknown person` })
  return (
    <Combobox
      {...rest}
      options={options}
      value={chosen}
      create={onAdd && { words, onCreate: onAdd }}
      placeholder={placeholder ?? t`Type a name`}
    />
  )
}
