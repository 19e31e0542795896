import type { PlanFormat } from './format.ts'

export const planJson: PlanFormat = {
  id: 'plan-json',
  name: 'Plan, as JSON',
  use: 'keep',
  mediaType: 'application/json; charset=utf-8',
  extension: 'json',
  purpose:
    'For programs, and to start another board from this plan. Every item with its id, fields and source, by the published schema.',
  limits: [
    'Cards that are not in the plan (ideas, for example) are only named, with the reason.',
    'Places on the wall, shapes, drawings and arrows that mean nothing to the plan are not in it.',
  ],
  readBack: true,
  render: ({ plan }) => `${JSON.stringify(plan, null, 2)}\n`,
}
