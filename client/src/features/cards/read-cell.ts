/** Whether 3/4/2027 is the third of April or the fourth of March. */
export const dateOrders = ['dmy', 'mdy'] as const
export type DateOrder = (typeof dateOrders)[number]

/** Which sign stands before tenths, where a number alone does not tell. */
export type DecimalSign = ',' | '.'

/** A date as people and spreadsheets write it, as ISO 8601; undefined for what is none, 31 February included. */
export function readDate(raw: string, order: DateOrder): string | undefined {
  const text = raw.trim().replace(/[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[AP]M)?$/i, '')
  return readSerial(text) ?? readNumeric(text, order) ?? readNamed(text)
}

/** A number with its thousands and tenths in any usual form; undefined for what is none. */
export function readNumber(raw: string, decimal: DecimalSign): number | undefined {
  const text = raw.replace(/[\s\u00a0\u202f'’]/g, '')
  if (!/^[+-]?\d[\d.,]*$/.test(text)) return undefined
  const sign = tenthsSign(text, decimal)
  const other = sign === ',' ? /\./g : /,/g
  const number = Number(text.replace(other, '').replace(sign, '.'))
  return Number.isFinite(number) ? number : undefined
}

/** Whether one of these numbers can be read both ways: 1,234 is one thousand to some and one and a bit to others. */
export function needsDecimalSign(cells: readonly string[]): boolean {
  return cells.some((cell) => readNumber(cell, '.') !== readNumber(cell, ','))
}

/** Day numbers that a spreadsheet shows where a date was not formatted as one; 1 is 31 December 1899. */
const SERIAL_MIN = 20_000
const SERIAL_MAX = 80_000

function readSerial(text: string): string | undefined {
  const serial = Number(text)
  if (!/^\d{5}$/.test(text) || serial < SERIAL_MIN || serial > SERIAL_MAX) return undefined
  return new Date(Date.UTC(1899, 11, 30 + serial)).toISOString().slice(0, 10)
}

function readNumeric(text: string, order: DateOrder): string | undefined {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text)
  if (iso) return isoDate(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const local = /^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})$/.exec(text)
  if (!local) return undefined
  const [first, second, year] = [Number(local[1]), Number(local[2]), yearOf(local[3] ?? '')]
  return order === 'dmy' ? isoDate(year, second, first) : isoDate(year, first, second)
}

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

/** 3 Apr 2027, 3-Apr-27, April 3rd, 2027, Sat 3 April 2027. */
function readNamed(text: string): string | undefined {
  const words = text
    .toLowerCase()
    .replace(/(\d)(st|nd|rd|th)\b/g, '$1')
    .split(/[\s,.\-/]+/)
    .filter((word) => word !== '')
  const numbers = words.filter((word) => /^\d+$/.test(word))
  const month = words
    .map((word) => months.findIndex((name) => word.length > 2 && name.startsWith(word)))
    .find((at) => at >= 0)
  const isWordy = words.length <= 4 && numbers.length === 2
  if (month === undefined || !isWordy) return undefined
  const year = numbers.find((number) => number.length === 4) ?? numbers[1] ?? ''
  const day = numbers[0] === year ? numbers[1] : numbers[0]
  return isoDate(yearOf(year), month + 1, Number(day))
}

function yearOf(digits: string): number {
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits)
}

function isoDate(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  const isReal = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isReal ? date.toISOString().slice(0, 10) : undefined
}

function tenthsSign(text: string, decimal: DecimalSign): DecimalSign {
  const commas = text.split(',').length - 1
  const points = text.split('.').length - 1
  // Both are there: the last one is the sign before tenths. One of them several times: it parts thousands.
  if (commas > 0 && points > 0) return text.lastIndexOf(',') > text.lastIndexOf('.') ? ',' : '.'
  if (commas > 1) return '.'
  if (points > 1) return ','
  const [, tail = ''] = text.split(/[.,]/)
  const isPlain = commas + points === 0
  if (isPlain || tail.length !== 3) return commas > 0 ? ',' : '.'
  return decimal
}
