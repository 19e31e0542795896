import { zoneSchema } from '@planwall/shared/board/model'
import Type from 'typebox'
import type { Static } from 'typebox'

/** What the routes of a board's history take and answer with. */

export const momentId = Type.String({
  pattern: '^(kept|step|plan)-[A-Za-z0-9_-]{1,128}$',
  description: 'As the history lists it.',
})

const why = Type.Enum(['time', 'named', 'before-restore', 'step', 'plan'], {
  description:
    '`time`: it went by while the board changed. `named`: a facilitator asked for it. `before-restore`: what was there when the board was restored as a whole. `step`: a step of the agenda ended. `plan`: the plan was finished.',
})

export const momentAnswer = Type.Object({
  snapshotId: momentId,
  at: Type.Number({ description: 'Unix ms' }),
  why,
  name: Type.String({
    description: 'Of a named moment, of the step that ended, or what was said of the finished plan.',
  }),
  by: Type.String({
    description: 'Who named the moment, restored the board or finished the plan; empty for the others.',
  }),
  revision: Type.Optional(Type.Integer({ description: 'Of the finished plan.' })),
  step: Type.Optional(Type.Object({ stepId: Type.String(), title: Type.String() })),
  people: Type.Array(Type.String(), {
    description: 'Person ids of those who were there, as the record of the session says it; empty outside of sessions.',
  }),
})
export type MomentAnswer = Static<typeof momentAnswer>

export const historyAnswer = Type.Object({
  moments: Type.Array(momentAnswer, { description: 'The oldest first.' }),
  people: Type.Array(Type.Object({ personId: Type.String(), name: Type.String() }), {
    description: 'Names of those who were there, where the board still knows them.',
  }),
})

export const contentAnswer = Type.Object({
  title: Type.String(),
  timezone: Type.String(),
  zones: Type.Array(zoneSchema),
  elements: Type.Array(
    Type.Object(
      {
        id: Type.String(),
        type: Type.Enum(['card', 'connector', 'shape', 'drawing', 'opaque']),
        createdBy: Type.Union([Type.String(), Type.Null()], {
          description: 'Whoever asks, where they made it; nobody else is ever named.',
        }),
      },
      { additionalProperties: true },
    ),
    { description: 'Cards, lines, shapes and drawings, as they were.' },
  ),
})

export const momentBody = Type.Object({ name: Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' }) })
