import { catalog } from '@planwall/shared/templates/catalog'
import { expect, it } from 'vitest'
import { readTemplateCard } from './template-card.ts'

it.each(catalog.map((template) => [template.name, template] as const))('%s can be drawn', (_name, template) => {
  const card = readTemplateCard(JSON.parse(JSON.stringify(template)))
  const columns = template.columns ? template.columns.default * template.columns.zones.length : 0
  expect(card?.zones.length).toBe(template.zones.length + columns)
})

it('columns stand beside each other and carry their number', () => {
  const zone = { name: 'Move {n}', color: 'blue', accepts: ['move'], geometry: { x: 100, y: 0, w: 50, h: 50 } }
  const card = readTemplateCard({ id: 't', name: 'T', zones: [], columns: { default: 2, stepX: 60, zones: [zone] } })
  expect(card?.zones.map(({ name, geometry }) => [name, geometry.x])).toEqual([
    ['Move 1', 100],
    ['Move 2', 160],
  ])
})

const broken: [what: string, value: unknown][] = [
  ['nothing', undefined],
  ['a list', []],
  ['no id', { name: 'T' }],
]
it.each(broken)('%s is not shown', (_what, value) => {
  expect(readTemplateCard(value)).toBeUndefined()
})

it('a zone without a place is left out, a colour that is no word is grey', () => {
  const geometry = { x: 0, y: 0, w: 1, h: 1 }
  const zones = [{ name: 'Lost' }, { name: 'Here', color: 'red;x', geometry }]
  const card = readTemplateCard({ id: 't', name: 'T', zones })
  expect(card?.zones).toEqual([{ name: 'Here', color: 'grey', kind: '', geometry }])
})
