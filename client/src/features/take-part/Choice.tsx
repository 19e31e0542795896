import type { LucideIcon } from 'lucide-react'
import { useId } from 'react'
import styles from './Choice.module.css'

export interface ChoiceProps {
  label: string
  chosen: string
  options: readonly { id: string; label: string; icon?: LucideIcon }[]
  onChoose: (id: string) => void
}

/** One of a few, all in sight. Arrow keys go from one to the next. */
export function Choice({ label, chosen, options, onChoose }: ChoiceProps) {
  const name = useId()
  return (
    <fieldset className={styles.choice}>
      <legend>{label}</legend>
      {options.map(({ id, label: words, icon: Icon }) => (
        <label key={id} className={styles.chip}>
          <input type="radio" name={name} value={id} checked={id === chosen} onChange={() => onChoose(id)} />
          {Icon && <Icon aria-hidden="true" />}
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  )
}
