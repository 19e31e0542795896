import { useLingui } from '@lingui/react/macro'
import type { Field, Quantity } from '@planwall/shared/board/fields'
import type { BoardElement } from '@planwall/shared/board/model'
import { formatDay, formatDayAndTime } from '../../sync/dates.ts'
import { columnWords, wordsOfOption } from '../../sync/kind-names.ts'
import { useView } from '../../sync/use-board.ts'
import styles from './Inspector.module.css'

/** A value of a field, as words. */
export function FieldValue({ name, field, value }: { name: string; field: Field; value: unknown }) {
  const { t, i18n } = useLingui()
  const elements = useView((view) => view.elements)
  const textOf = (id: string) => textIn(elements, id) || t`(no text)`
  switch (field.control) {
    case 'text':
    case 'long':
      return <span className={styles.words}>{String(value)}</span>
    case 'person':
    case 'ref':
      return textOf(String(value))
    case 'people':
    case 'refs':
      return (value as string[]).map(textOf).join(', ')
    case 'date':
      return formatDay(String(value), i18n.locale)
    case 'datetime':
      return formatDayAndTime(String(value), i18n.locale)
    case 'int':
    case 'num':
      return i18n.number(value as number)
    case 'qty':
      return `${i18n.number((value as Quantity).value)} ${(value as Quantity).unit}`.trim()
    case 'scale5':
      return t`${String(value)} of 5`
    case 'enum': {
      const words = wordsOfOption(name, String(value))
      return words ? i18n._(words) : String(value)
    }
    case 'bool':
      return value === true ? t`Yes` : t`No`
    case 'texts':
      return <span className={styles.words}>{(value as string[]).join('\n')}</span>
    case 'rows':
      return <RowsTable name={name} rows={value as Record<string, unknown>[]} columns={field.columns ?? {}} />
    default:
      return field.control satisfies never
  }
}

interface RowsTableProps {
  name: string
  rows: Record<string, unknown>[]
  columns: Record<string, Field>
}

function RowsTable({ name, rows, columns }: RowsTableProps) {
  const { i18n } = useLingui()
  const labelOf = (column: string) => {
    const words = columnWords[name]?.[column]
    return words ? i18n._(words) : column
  }
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {Object.keys(columns).map((column) => (
            <th key={column} scope="col">
              {labelOf(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            {Object.entries(columns).map(([column, field]) => (
              <td key={column}>
                {row[column] === undefined ? '' : <FieldValue name={column} field={field} value={row[column]} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function textIn(elements: ReadonlyMap<string, BoardElement>, id: string): string {
  const element = elements.get(id)
  return element?.type === 'card' ? element.text.trim() : ''
}
