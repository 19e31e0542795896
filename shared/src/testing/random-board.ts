import { cardKinds, kindNames } from '../board/kinds.ts'
import type { CardKind } from '../board/kinds.ts'
import type { Field } from '../board/fields.ts'
import type { Board, BoardElement, Card, Session } from '../board/model.ts'
import { arrow, boardWith, card } from './builders.ts'
import { createDice } from './dice.ts'
import type { Dice } from './dice.ts'

/** Texts that break exports, besides ordinary ones: quotes, newlines, formulas, markup, right to left, very long. */
export const hostileTexts = [
  '',
  ' ',
  'Call "Anna", then Bob',
  'one\ntwo\r\nthree',
  "=cmd|' /C calc'!A0",
  '+1',
  '-1',
  '@SUM(A1)',
  '\tTab',
  ']]> <![CDATA[ & < > </script>',
  '-- <!-- --> | * _ ` # [x](y) \\',
  '👩‍👩‍👧 e\u0301 \u202Eright to left\u202C שלום',
  'a;b,c:d\\n',
  '__proto__',
  'We believe that this holds',
  'x'.repeat(10_000),
]

/**
 * A board of this many cards of every kind, with any fields, references and arrows: the same for the same seed. Made
 * without fast-check's own choices, so that boards of 1,500 cards take milliseconds; draw seed and size with it.
 */
export function randomBoard(seed: number, size: number, session: Session): Board {
  const dice = createDice(seed)
  const ids = Array.from({ length: size }, (_, i) => idOf(i, dice))
  const kinds = ids.map(() => dice.pick(kindNames))
  const byKind = new Map<string, string[]>()
  ids.forEach((id, i) => byKind.set(kinds[i] as string, [...(byKind.get(kinds[i] as string) ?? []), id]))
  const zoneIds = [...session.zones.keys(), 'gone']
  const cards = ids.map((id, i): BoardElement => {
    const kind = kinds[i] as CardKind
    const known = dice.percent(98)
    return card(known ? kind : 'from-the-future', {
      id,
      text: textOf(dice),
      fields: known ? fieldsOf(kind, byKind, dice) : {},
      zoneId: dice.percent(20) ? null : dice.pick(zoneIds),
      order: `a${dice.below(50)}`,
      votes: dice.percent(20) ? dice.below(9) : 0,
      createdBy: dice.percent(50) ? null : dice.pick(byKind.get('person') ?? ['nobody']),
      createdAt: dice.below(2_000_000_000) * 1000,
      links: dice.percent(10)
        ? [dice.pick(['https://example.com/?a=1#b', 'mailto:x@example.com', ' ', 'https://ü.example'])]
        : [],
      ...(kind === 'person' && dice.percent(50) ? { geometry: null } : {}),
    } satisfies Partial<Card>)
  })
  const arrows = Array.from({ length: Math.floor(size / 8) }, () =>
    arrow(dice.percent(5) ? null : dice.pick(ids), dice.pick(ids)),
  )
  return boardWith(...cards, ...arrows)
}

function idOf(i: number, dice: Dice): string {
  return dice.percent(3) ? `${dice.pick(['_', 'ü', ' ', 'x:', '"', '/'])}${i}` : `c${i}`
}

function textOf(dice: Dice): string {
  return dice.percent(30) ? dice.pick(hostileTexts) : `Agree step ${dice.below(1000)} with them`
}

function fieldsOf(kind: CardKind, byKind: ReadonlyMap<string, readonly string[]>, dice: Dice): Record<string, unknown> {
  const { title, fields }: { title: string; fields: Record<string, Field> } = cardKinds[kind]
  const found: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(fields)) {
    if (name !== title && dice.percent(50)) found[name] = valueOf(field, byKind, dice)
  }
  return found
}

function valueOf(field: Field, byKind: ReadonlyMap<string, readonly string[]>, dice: Dice): unknown {
  const reference = (kinds: readonly string[]) =>
    dice.percent(10) ? 'gone' : dice.pick(byKind.get(dice.pick(kinds)) ?? ['gone'])
  const several = (one: () => unknown) => Array.from({ length: dice.below(4) }, one)
  switch (field.control) {
    case 'text':
    case 'long':
      return textOf(dice)
    case 'person':
      return reference(['person'])
    case 'people':
      return several(() => reference(['person']))
    case 'ref':
      return reference(field.kinds ?? [])
    case 'refs':
      return several(() => reference(field.kinds ?? []))
    case 'date':
      return dice.pick([
        '2026-01-31',
        '2026-04-20',
        '2026-06-30',
        '2026-12-31',
        '2026-02-29',
        '9999-12-31',
        '0001-01-01',
      ])
    case 'datetime':
      return dice.pick(['2026-04-16T09:00', '2026-05-31T23:59', '2026-13-01T25:99'])
    case 'int':
    case 'num':
    case 'scale5':
      return numberOf(field, dice)
    case 'qty':
      return { value: dice.below(1000) / 4, unit: dice.pick(['EUR', 'site', '', '%']) }
    case 'enum':
      return dice.pick(field.options ?? [''])
    case 'bool':
      return dice.percent(50)
    case 'texts':
      return several(() => textOf(dice))
    case 'rows':
      return several(() =>
        Object.fromEntries(
          Object.entries(field.columns ?? {})
            .filter(() => dice.percent(80))
            .map(([name, column]) => [name, name === 'period' ? dice.pick(periods) : valueOf(column, byKind, dice)]),
        ),
      )
    default:
      return field.control satisfies never
  }
}

const periods = ['2025-11', '2025-12', '2026-01', '2026-Q1', '2026', 'spring', '']

function numberOf({ schema, control }: Field, dice: Dice): number {
  const { minimum = 0, maximum = 1000 }: { minimum?: number; maximum?: number } = schema
  return control === 'num'
    ? minimum + (dice.below(101) / 100) * (maximum - minimum)
    : minimum + dice.below(maximum - minimum + 1)
}
