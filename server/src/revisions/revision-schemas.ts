import { planSchema } from '@planwall/shared/plan/plan'
import { sectionNames } from '@planwall/shared/plan/plan-items'
import Type from 'typebox'
import type { StoredRevision } from '../store/revisions-port.ts'

/** What the routes of finished plans answer with. */
export const revisionAnswer = Type.Object({
  revision: Type.Integer({ minimum: 1 }),
  createdAt: Type.Number({ description: 'Unix ms' }),
  createdBy: Type.Object({
    personId: Type.Union([Type.String(), Type.Null()], {
      description: 'In the plan, where they are one of its people.',
    }),
    name: Type.String(),
  }),
  note: Type.String(),
  checksum: Type.String({
    description: 'SHA-256, hex, of the plan as canonical JSON (RFC 8785), which is how it is kept and sent.',
  }),
  counts: Type.Object({
    moves: Type.Integer(),
    tasks: Type.Integer(),
    warnings: Type.Integer({ description: 'Open when it was finished.' }),
    waived: Type.Integer({
      description: 'What a facilitator let be, with a reason. The reasons are in `plan.checks`.',
    }),
  }),
})

export const wholeRevisionAnswer = Type.Object({ ...revisionAnswer.properties, plan: planSchema })

export const findingAnswer = Type.Object({
  code: Type.String({ description: 'The check, such as TSK-01.' }),
  text: Type.String({ description: 'For a person, in English.' }),
  cardId: Type.Optional(Type.String({ description: 'The card it is about; absent: the plan as a whole.' })),
})

const change = Type.Object({
  field: Type.String(),
  about: Type.Enum(['date', 'owner', 'other']),
  before: Type.Optional(Type.Unknown()),
  after: Type.Optional(Type.Unknown()),
})
const itemProperties = {
  section: Type.Enum([...sectionNames]),
  kind: Type.String(),
  id: Type.String(),
  cardId: Type.String(),
  name: Type.String(),
}
const changed = Type.Array(Type.Object({ ...itemProperties, fields: Type.Array(change) }))
const items = Type.Array(Type.Object(itemProperties))

export const diffAnswer = Type.Object({
  before: Type.Union([Type.Integer(), Type.Literal('now')]),
  after: Type.Union([Type.Integer(), Type.Literal('now')]),
  names: Type.Record(Type.String(), Type.String(), {
    description: 'Words of the people and items that the changes name by id.',
  }),
  diff: Type.Object({
    plan: Type.Array(change, { description: 'What the plan says as a whole.' }),
    moved: Type.Array(Type.Object({ ...itemProperties, fields: Type.Array(change) }), {
      description: 'Items whose dates or owners are not what they were; with these fields only.',
    }),
    changed,
    added: items,
    removed: items,
  }),
})

export function answerOf({ revision, createdAt, personId, name, note, checksum, counts }: StoredRevision) {
  return { revision, createdAt, createdBy: { personId, name }, note, checksum, counts }
}
