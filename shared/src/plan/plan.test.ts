import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyBoard, anyLargeBoard } from '../testing/arbitraries.ts'
import { boardWith, sessionWith, t1Session } from '../testing/builders.ts'
import { thresholdsFrom } from './check-settings.ts'
import { checkPlan, withChecks } from './checks.ts'
import { rules } from './checks/rules.ts'
import { extractPlan } from './extract.ts'
import example from './fixtures/example.plan.json' with { type: 'json' }
import { PLAN_SCHEMA_VERSION, planSchema, publishedPlanSchema } from './plan.ts'

const context = { boardId: 'b', asOf: '2026-04-15', exportedAt: '2026-04-15T09:00:00Z', generator: 'test' }
const wall = t1Session()
const waiver = { code: 'GOL-01', reason: 'Next week', by: 'fi/ü', at: 1 }
const settings = {
  codes: new Set(rules.map(({ code }) => code)),
  thresholds: thresholdsFrom({}),
  waivers: [waiver],
}

// Strict: a keyword the validator does not know, or one that cannot work, is an error.
const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true, allowUnionTypes: true })
addFormats.default(ajv)
const isValid = ajv.compile(published())

function published(): Record<string, unknown> {
  return JSON.parse(JSON.stringify(publishedPlanSchema)) as Record<string, unknown>
}

function expectValid(plan: unknown): void {
  isValid(JSON.parse(JSON.stringify(plan)))
  expect(isValid.errors ?? []).toEqual([])
}

describe('the published schema', () => {
  it('is JSON Schema 2020-12 and says under which address it is found', () => {
    expect(published()).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: `/schemas/plan/${PLAN_SCHEMA_VERSION}.json`,
    })
    expect(ajv.validateSchema(published())).toBe(true)
  })

  it('is the one of the types, but that lists may be absent', () => {
    expect({ ...published(), required: [] }).toEqual({ ...JSON.parse(JSON.stringify(planSchema)), required: [] })
  })

  it('takes the example', () => expectValid(example))

  it('takes any keys that begin with x-, and no others', () => {
    expectValid({ ...example, 'x-crm': { id: 7 } })
    expect(isValid({ ...example, crm: 7 })).toBe(false)
  })

  it.each([
    ['a higher major version', { schemaVersion: '2.0.0' }],
    ['a date that is none', { period: { start: '2026-13-01', end: '2026-12-31' } }],
    ['an item without an id', { tasks: [{ summary: 'Call' }] }],
    ['a status nobody knows', { moves: [{ id: 'm', status: 'MAYBE' }] }],
    ['a next step of nine hours', { microTasks: [{ id: 'u', effortMinutes: 540 }] }],
  ])('refuses %s', (_name, change) => {
    expect(isValid({ ...example, ...change })).toBe(false)
  })

  it.each([
    ['a T1 wall', anyBoard(wall), 100],
    ['a wall without zones', anyBoard(sessionWith()), 100],
    ['up to 1,500 cards with hostile texts', anyLargeBoard(wall), 15],
  ] as const)('takes every plan, with its checks and waivers: %s', (_name, boards, numRuns) => {
    fc.assert(
      fc.property(boards, (board) => {
        const plan = extractPlan(board, wall, { ...context, status: 'complete', revision: 3, exportedBy: 'ü' })
        expectValid(plan)
        expectValid(withChecks(plan, checkPlan(plan, settings)))
      }),
      { numRuns },
    )
  })
})

describe('what is kept', () => {
  it('[P29] keys that begin with x- come out as they came in', () => {
    const extensions = { 'x-crm': { id: 7 }, 'x-a': [1, null] }
    const plan = extractPlan(boardWith(), { ...wall, meta: { ...wall.meta, extensions } }, context)
    expect(plan).toMatchObject(extensions)
    expect(withChecks(plan, checkPlan(plan, settings))).toMatchObject(extensions)
    expectValid(plan)
  })

  it('a waiver is printed with its reason', () => {
    const plan = extractPlan(boardWith(), wall, context)
    const { checks } = withChecks(plan, checkPlan(plan, { ...settings, codes: new Set(['GOL-01']) }))
    expect(checks).toEqual([
      {
        code: 'GOL-01',
        severity: 'error',
        message: 'There is no goal yet.',
        messageCode: 'GOL-01.no-goal',
        params: {},
        waivedBy: 'x:fi:2f::fc:',
        waiverReason: 'Next week',
      },
    ])
  })
})
