import { Trans, useLingui } from '@lingui/react/macro'
import { MAX_TEXT } from '@planwall/shared/board/fields'
import type { Field } from '@planwall/shared/board/fields'
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react'
import type { ClipboardEvent } from 'react'
import { useState } from 'react'
import Value from 'typebox/value'
import { addPerson } from '../../../sync/add-cards.ts'
import { columnWords, wordsOfOption } from '../../../sync/kind-names.ts'
import { useBoard } from '../../../sync/use-board.ts'
import { useDraft } from '../../../sync/use-draft.ts'
import type { DraftReading } from '../../../sync/use-draft.ts'
import { usePeople } from '../../../sync/use-people.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { PersonPicker } from '../../../ui/PersonPicker.tsx'
import { Select } from '../../../ui/Select.tsx'
import '../../../ui/inputs.css'
import { readBlock } from '../parse-block.ts'
import { readNumber } from '../read-cell.ts'
import { draftKey } from './control.ts'
import type { ControlProps } from './control.ts'
import { FieldFrame } from './FieldFrame.tsx'
import { useNumberWords } from './number-words.ts'
import { fillRows } from './fill-rows.ts'
import type { Row } from './fill-rows.ts'
import styles from './controls.module.css'

/** A small table. A block copied from a spreadsheet can be pasted into any cell and fills the table from there. */
export function RowsControl(props: ControlProps) {
  const { name, field, label, help, isMissing, value, onChange } = props
  const { t, i18n } = useLingui()
  const [lost, setLost] = useState(0)
  const rows = Array.isArray(value) ? (value as Row[]) : []
  const columns = Object.entries(field.columns ?? {}).map(([id, column]) => {
    const words = columnWords[name]?.[id]
    return { id, column, label: words ? i18n._(words) : id }
  })
  const change = (next: readonly Row[]) => onChange(next.length > 0 ? next : undefined)
  const setCell = (index: number, column: string, cell: unknown) => change(withCell(rows, index, column, cell))
  const move = (index: number, by: -1 | 1) => {
    const next = [...rows]
    const [row] = next.splice(index, 1)
    if (row) next.splice(index + by, 0, row)
    change(next)
  }
  const onPaste = (event: ClipboardEvent, index: number, column: number) => {
    const block = readBlock(event.clipboardData.getData('text/plain'))
    if (block.length < 2 && (block[0]?.length ?? 0) < 2) return
    event.preventDefault()
    const filled = fillRows(rows, block, { row: index, column }, field.columns ?? {})
    setLost(filled.lost)
    change(filled.rows)
  }
  return (
    <FieldFrame
      label={label}
      help={help}
      isMissing={isMissing && rows.length === 0}
      problem={lost > 0 ? t`Cells that could not be read and were left out: ${lost}` : undefined}
      group
    >
      {() => (
        <>
          {rows.length > 0 && (
            <div className={styles.tableScroll}>
              <table className={styles.table} aria-label={label}>
                <thead>
                  <tr>
                    {columns.map((column) => (
                      <th key={column.id} scope="col">
                        {column.label}
                      </th>
                    ))}
                    <th scope="col" aria-label={t`Row`} />
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row, index) => (
                    <tr key={index}>
                      {columns.map((column, at) => (
                        <td key={column.id} onPaste={(event) => onPaste(event, index, at)}>
                          <CellControl
                            draftKey={`${draftKey(props)}/${index}/${column.id}`}
                            label={t`${column.label}, row ${index + 1}`}
                            column={column.id}
                            field={column.column}
                            value={row[column.id]}
                            onChange={(cell) => setCell(index, column.id, cell)}
                          />
                        </td>
                      ))}
                      <td className={styles.rowActs}>
                        <IconButton
                          size="small"
                          label={t`Move row ${index + 1} up`}
                          icon={<ArrowUp />}
                          disabled={index === 0}
                          onClick={() => move(index, -1)}
                        />
                        <IconButton
                          size="small"
                          label={t`Move row ${index + 1} down`}
                          icon={<ArrowDown />}
                          disabled={index === rows.length - 1}
                          onClick={() => move(index, 1)}
                        />
                        <IconButton
                          size="small"
                          label={t`Remove row ${index + 1}`}
                          icon={<X />}
                          onClick={() => change(rows.filter((_row, other) => other !== index))}
                        />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
          <div className={styles.row} onPaste={(event) => onPaste(event, rows.length, 0)}>
            <Button size="small" icon={<Plus />} onClick={() => change([...rows, {}])}>
              <Trans>Add a row</Trans>
            </Button>
          </div>
        </>
      )}
    </FieldFrame>
  )
}

interface CellControlProps {
  draftKey: string
  label: string
  column: string
  field: Field
  value: unknown
  onChange: (value: unknown) => void
}

function CellControl({ draftKey: key, label, column, field, value, onChange }: CellControlProps) {
  const handle = useBoard()
  const { i18n } = useLingui()
  const people = usePeople()
  const words = useNumberWords()
  const isNumber = field.control === 'num' || field.control === 'int'
  const read = (text: string): DraftReading => {
    if (text.trim() === '') return { value: undefined }
    if (!isNumber) return { value: text }
    const number = readNumber(text, '.')
    if (number === undefined) return { problem: words.notANumber }
    return Value.Check(field.schema, number) ? { value: number } : { problem: words.bounds(field) }
  }
  const draft = useDraft(key, value === undefined || value === null ? '' : String(value), read, onChange)
  if (field.control === 'person') {
    return (
      <PersonPicker
        label={label}
        people={people}
        value={typeof value === 'string' ? value : null}
        onPick={onChange}
        onClear={() => onChange(undefined)}
        onAdd={handle.around ? undefined : (name) => onChange(addPerson(handle, name))}
      />
    )
  }
  if (field.options) {
    return (
      <Select
        label={label}
        value={typeof value === 'string' ? value : ''}
        none="–"
        options={field.options.map((option) => {
          const called = wordsOfOption(column, option)
          return { id: option, label: called ? i18n._(called) : option }
        })}
        onChoose={(option) => onChange(option || undefined)}
      />
    )
  }
  return (
    <>
      <input
        className="pw-input"
        type={field.control === 'date' ? 'date' : 'text'}
        inputMode={isNumber ? 'decimal' : 'text'}
        autoComplete="off"
        maxLength={MAX_TEXT}
        aria-label={label}
        aria-invalid={draft.problem ? true : undefined}
        value={draft.text}
        onChange={(event) => draft.change(event.target.value)}
        onBlur={draft.settle}
      />
      {draft.problem && (
        <p className={styles.cellProblem} role="status">
          {draft.problem}
        </p>
      )}
    </>
  )
}

function withCell(rows: readonly Row[], index: number, column: string, cell: unknown): Row[] {
  return rows.map((row, at) => {
    if (at !== index) return row
    const { [column]: _old, ...rest } = row
    return cell === undefined ? rest : { ...rest, [column]: cell }
  })
}
