import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Quantity } from '@planwall/shared/board/fields'
import { formatDay } from '../../sync/dates.ts'
import { useProblemWords } from './problem-words.ts'
import { targetsOf } from './parse-block.ts'
import type { Cell } from './parse-block.ts'
import type { Block } from './use-block.ts'
import styles from './PastePreview.module.css'

/** The cards as they will be, with what cannot be read said in its cell. */
export function PasteTable({ block }: { block: Block }) {
  const { t } = useLingui()
  const { kind, columns, words } = block.settings
  const targets = new Map(targetsOf(kind).map((target) => [target.name, target]))
  const used = columns.flatMap((name, column) => (name === null ? [] : [{ name, column }]))
  const problems = block.rows.reduce((sum, { cells }) => sum + cells.filter(({ problem }) => problem).length, 0)
  const hasDescription = targets.has('description')
  return (
    <>
      {problems > 0 && (
        <p className={styles.problem} role="status">
          <Plural value={problems} one="# cell could not be read." other="# cells could not be read." />{' '}
          {hasDescription ? (
            <Trans>What was typed is kept in the description of the card.</Trans>
          ) : (
            <Trans>The fields stay empty.</Trans>
          )}
        </p>
      )}
      <div className={styles.scroll}>
        <table className={styles.table} aria-label={t`Preview`}>
          <thead>
            <tr>
              {used.map(({ name, column }) => (
                <th key={column} scope="col">
                  {words.field(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.slice(0, MAX_SHOWN).map((row, index) => (
              <tr key={index}>
                {used.map(({ name, column }) => (
                  <td key={column}>
                    <CellWords
                      cell={row.cells[column]}
                      field={name}
                      control={targets.get(name)?.field.control}
                      option={words.option}
                      cards={block.settings.cards}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {block.rows.length > MAX_SHOWN && (
        <p className={styles.note}>
          <Trans>
            The first {MAX_SHOWN} of {block.rows.length} are shown.
          </Trans>
        </p>
      )}
    </>
  )
}

const MAX_SHOWN = 50

interface CellWordsProps {
  cell: Cell | undefined
  field: string
  control: string | undefined
  option: (field: string, option: string) => string
  cards: Block['settings']['cards']
}

function CellWords({ cell, field, control, option, cards }: CellWordsProps) {
  const { t, i18n } = useLingui()
  const words = useProblemWords()
  if (!cell) return null
  const { raw, value, problem } = cell
  const textOf = (id: unknown) => cards.find((card) => card.id === id)?.text ?? ''
  const shown = () => {
    switch (control) {
      case 'date':
        return formatDay(String(value), i18n.locale)
      case 'enum':
        return option(field, String(value))
      case 'bool':
        return value === true ? t`Yes` : t`No`
      case 'qty':
        return `${i18n.number((value as Quantity).value)} ${(value as Quantity).unit}`
      case 'int':
      case 'num':
        return i18n.number(value as number)
      case 'ref':
        return textOf(value)
      case 'refs':
        return (value as string[]).map(textOf).join(', ')
      default:
        return Array.isArray(value) ? value.join(', ') : String(value)
    }
  }
  return (
    <>
      {value === undefined ? problem && <s>{raw}</s> : shown()}
      {problem && <span className={styles.problem}>{words[problem]}</span>}
    </>
  )
}
