import { Trans, useLingui } from '@lingui/react/macro'
import type { CardKind } from '@planwall/shared/board/kinds'
import { useId } from 'react'
import { Select } from '../../ui/Select.tsx'
import { targetsOf } from './parse-block.ts'
import type { DateOrder, DecimalSign } from './read-cell.ts'
import type { Block } from './use-block.ts'
import styles from './PastePreview.module.css'

/** Which column fills which field, and how dates and numbers are meant where they can be read in two ways. */
export function PasteColumns({ block, kind }: { block: Block; kind: CardKind }) {
  const { t } = useLingui()
  const { words, columns, hasHeading } = block.settings
  const options = targetsOf(kind).map(({ name }) => ({ id: name, label: words.field(name) }))
  return (
    <fieldset className={styles.columns}>
      <legend>
        <Trans>What the columns are</Trans>
      </legend>
      <label className={styles.check}>
        <input type="checkbox" checked={hasHeading} onChange={(event) => block.setHeading(event.target.checked)} />
        <Trans>The first row is a heading</Trans>
      </label>
      <div className={styles.mapping}>
        {columns.map((field, column) => {
          const heading = (hasHeading && block.headings[column]) || t`Column ${column + 1}`
          return (
            <label key={column}>
              <span>{heading}</span>
              <Select
                value={field ?? ''}
                none={t`Do not use`}
                options={options}
                onChoose={(name) => block.setColumn(column, name === '' ? null : name)}
              />
            </label>
          )
        })}
      </div>
      {block.asksDates && (
        <Choice<DateOrder>
          legend={t`The dates are written`}
          value={block.settings.dates}
          options={[
            { id: 'dmy', label: t`day/month/year` },
            { id: 'mdy', label: t`month/day/year` },
          ]}
          onChoose={block.setDates}
        />
      )}
      {block.asksDecimal && (
        <Choice<DecimalSign>
          legend={t`In the numbers, 1,234 means`}
          value={block.settings.decimal}
          options={[
            { id: '.', label: t`one thousand two hundred thirty-four` },
            { id: ',', label: t`one and a bit` },
          ]}
          onChoose={block.setDecimal}
        />
      )}
    </fieldset>
  )
}

interface ChoiceProps<T extends string> {
  legend: string
  value: T
  options: readonly { id: T; label: string }[]
  onChoose: (id: T) => void
}

function Choice<T extends string>({ legend, value, options, onChoose }: ChoiceProps<T>) {
  const name = useId()
  return (
    <div role="radiogroup" aria-label={legend} className={styles.choice}>
      <span aria-hidden="true">{legend}</span>
      {options.map(({ id, label }) => (
        <label key={id} className={styles.check}>
          <input type="radio" name={name} checked={value === id} onChange={() => onChoose(id)} />
          {label}
        </label>
      ))}
    </div>
  )
}
