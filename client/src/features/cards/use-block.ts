import type { I18n, MessageDescriptor } from '@lingui/core'
import { useLingui } from '@lingui/react/macro'
import type { CardKind } from '@planwall/shared/board/kinds'
import { useMemo, useState } from 'react'
import { wordsOfField, wordsOfOption } from '../../sync/kind-names.ts'
import { usePeople } from '../../sync/use-people.ts'
import { useView } from '../../sync/use-board.ts'
import {
  fieldsFromContent,
  fieldsFromHeadings,
  MAX_PASTED_CARDS,
  newPeopleIn,
  orderOfDates,
  readRows,
  targetsOf,
} from './parse-block.ts'
import type { BlockRow, BlockSettings } from './parse-block.ts'
import { needsDecimalSign } from './read-cell.ts'
import type { DateOrder, DecimalSign } from './read-cell.ts'

/** A pasted block and how it is read; everything that was guessed can be chosen. */
export interface Block {
  /** Rows as cards, at most as many as are added at once. */
  rows: BlockRow[]
  /** Rows beyond that. */
  left: number
  width: number
  headings: readonly string[]
  settings: BlockSettings
  hasTitle: boolean
  newPeople: string[]
  /** The dates can be read in two ways; so can the numbers. */
  asksDates: boolean
  asksDecimal: boolean
  setColumn: (column: number, field: string | null) => void
  setHeading: (hasHeading: boolean) => void
  setDates: (order: DateOrder) => void
  setDecimal: (sign: DecimalSign) => void
}

interface Chosen {
  columns: Record<number, string | null>
  hasHeading: boolean | null
  dates: DateOrder | null
  decimal: DecimalSign | null
}

const nothingChosen: Chosen = { columns: {}, hasHeading: null, dates: null, decimal: null }

/** A block that is pasted on a board: its people are known, and its cards can be referred to. */
export function useBlock(raw: readonly string[][], kind: CardKind): Block {
  const people = usePeople()
  const elements = useView((view) => view.elements)
  const cards = useMemo(
    () => [...elements.values()].flatMap((element) => (element.type === 'card' ? [element] : [])),
    [elements],
  )
  return useBlockAmong(raw, kind, { people, cards, most: MAX_PASTED_CARDS })
}

/** What a block is read among. */
export interface Surroundings {
  people: readonly { name: string }[]
  /** Cards a reference may name. */
  cards: BlockSettings['cards']
  /** How many cards are added at once. */
  most: number
}

export function useBlockAmong(raw: readonly string[][], kind: CardKind, among: Surroundings): Block {
  const { people, cards, most } = among
  const { i18n } = useLingui()
  const [chosen, setChosen] = useState<Record<string, Chosen>>({})
  const mine = chosen[kind] ?? nothingChosen
  const choose = (part: Partial<Chosen>) => setChosen({ ...chosen, [kind]: { ...mine, ...part } })
  const words = useMemo(
    () => ({
      field: (name: string) => translated(i18n, wordsOfField(kind, name)?.label, name),
      option: (field: string, option: string) => translated(i18n, wordsOfOption(field, option), option),
    }),
    [kind, i18n],
  )

  const guessed = useMemo(() => {
    const [headings = []] = raw
    const byHeading = fieldsFromHeadings(headings, kind, words)
    const hasHeading = raw.length > 1 && byHeading.some((field) => field !== null)
    const names = people.map(({ name }) => name)
    return { byHeading, hasHeading, byContent: fieldsFromContent(raw, kind, names) }
  }, [raw, kind, words, people])
  const hasHeading = mine.hasHeading ?? guessed.hasHeading
  const base = hasHeading ? guessed.byHeading : guessed.byContent
  const columns = base.map((field, column) => (column in mine.columns ? (mine.columns[column] ?? null) : field))
  const filled = raw.slice(hasHeading ? 1 : 0)
  const order = orderOfDates(cellsOf(filled, columns, kind, ['date', 'datetime']))
  const asksDecimal = needsDecimalSign(cellsOf(filled, columns, kind, ['num', 'int', 'qty']))
  const settings: BlockSettings = {
    kind,
    columns,
    hasHeading,
    dates: mine.dates ?? (order === 'either' ? 'dmy' : order),
    decimal: mine.decimal ?? '.',
    words,
    cards,
  }
  const all = readRows(raw, settings)
  const rows = all.slice(0, most)
  return {
    rows,
    left: all.length - rows.length,
    width: raw[0]?.length ?? 0,
    headings: raw[0] ?? [],
    settings,
    hasTitle: targetsOf(kind).some(({ isTitle, name }) => isTitle && columns.includes(name)),
    newPeople: newPeopleIn(
      rows,
      settings,
      people.map(({ name }) => name),
    ),
    asksDates: order === 'either',
    asksDecimal,
    setColumn: (column, field) => choose({ columns: withField(columns, column, field) }),
    setHeading: (next) => choose({ hasHeading: next, columns: {} }),
    setDates: (dates) => choose({ dates }),
    setDecimal: (decimal) => choose({ decimal }),
  }
}

function translated(i18n: I18n, words: MessageDescriptor | undefined, otherwise: string): string {
  return words ? i18n._(words) : otherwise
}

/** A field is filled by one column: choosing it for another takes it from the first. */
function withField(
  columns: readonly (string | null)[],
  column: number,
  field: string | null,
): Record<number, string | null> {
  const next = columns.map((old, at) => (at === column ? field : old === field ? null : old))
  return Object.fromEntries(next.entries())
}

function cellsOf(
  rows: readonly (readonly string[])[],
  columns: readonly (string | null)[],
  kind: CardKind,
  controls: readonly string[],
): string[] {
  const fields = new Map(targetsOf(kind).map(({ name, field }) => [name, field]))
  const wanted = columns.flatMap((name, column) => {
    const control = name === null ? undefined : fields.get(name)?.control
    return control && controls.includes(control) ? [column] : []
  })
  return rows.flatMap((row) => wanted.map((column) => row[column] ?? '')).filter((cell) => cell !== '')
}
