import { kindNames } from '@planwall/shared/board/kinds'
import { colors } from '@planwall/shared/board/model'
import { describe, expect, it } from 'vitest'
import { contrast, readColorTokens } from './contrast.ts'
import { personColors } from './person-colors.ts'
import css from './tokens.css?raw'

const tokens = readColorTokens(css)
const themes = ['light', 'dark'] as const
const surfaces = ['wall', 'bg', 'surface', 'surface-raised', 'surface-sunken', 'hover', 'selected']
const messages = ['info', 'ok', 'warn', 'danger']
const kinds = [...kindNames, 'unknown'].map((kind) => `kind-${kind}`)
const zones = colors.map((color) => `zone-${color}`)

/** What is read: at least 4.5 to 1. */
const texts: [text: string, on: string][] = [
  ...surfaces.flatMap((on): [string, string][] => [
    ['text', on],
    ['text-soft', on],
    ['accent-text', on],
  ]),
  ['brand', 'bg'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-hover'],
  ['danger', 'surface'],
  ...messages.map((name): [string, string] => [`${name}-text`, `${name}-bg`]),
  ...kinds.map((kind): [string, string] => [`${kind}-text`, `${kind}-bg`]),
  ...zones.flatMap((zone): [string, string][] => [
    ['text', `${zone}-bg`],
    ['text-soft', `${zone}-bg`],
  ]),
]

/** Edges and icons that have to be made out: at least 3 to 1. */
const edges: [edge: string, on: string][] = [
  ...['wall', 'bg', 'surface', 'surface-raised', 'surface-sunken'].flatMap((on): [string, string][] => [
    ['line-strong', on],
    ['focus', on],
    ['accent', on],
  ]),
  ['danger', 'surface'],
  ...messages.map((name): [string, string] => [`${name}-edge`, `${name}-bg`]),
  ...kinds.flatMap((kind): [string, string][] => [
    [`${kind}-edge`, `${kind}-bg`],
    [`${kind}-edge`, 'wall'],
  ]),
  ...zones.flatMap((zone): [string, string][] => [
    [`${zone}-edge`, `${zone}-bg`],
    [`${zone}-edge`, 'wall'],
  ]),
]

describe.each(themes)('in the %s theme', (theme) => {
  it.each(texts)('%s can be read on %s', (text, on) => {
    expect(contrast(value(text), value(on))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(edges)('%s can be made out on %s', (edge, on) => {
    expect(contrast(value(edge), value(on))).toBeGreaterThanOrEqual(3)
  })

  it.each(personColors)('a person drawn in $fill can be read, and made out on the wall', ({ fill, text }) => {
    expect(contrast(fill, text)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(fill, value('wall'))).toBeGreaterThanOrEqual(3)
  })

  function value(name: string): string {
    const token = tokens.get(name)
    expect(token, `--pw-${name}`).toBeDefined()
    return (token as NonNullable<typeof token>)[theme]
  }
})

it('every kind of card has a face of its own', () => {
  const faces = kinds.map((kind) => tokens.get(`${kind}-bg`)?.light)
  expect(new Set(faces).size).toBe(kinds.length)
})

it('black on white is 21 to 1, and the order does not matter', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21)
})
