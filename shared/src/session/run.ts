import Type from 'typebox'
import type { Static } from 'typebox'
import { timerSchema } from './timer.ts'

/**
 * What goes on in a session now, as it lies in the root `run`: one key for each thing, so that two acts at once both
 * stand. Every `by` and time is the server's stamp. Late joiners get all of it with the document.
 */

const id = Type.String({ minLength: 1, maxLength: 128 })
const by = Type.Union([id, Type.Null()])
const at = Type.Number()

export const runSchemas = {
  /** The session as a whole; `id` names it in the record and the plan. */
  session: Type.Object({ id, startedAt: at, endedAt: Type.Union([at, Type.Null()]) }),
  /** The step that runs; `n` counts starts, so that starting the same step again is seen as new. */
  step: Type.Object({ stepId: id, startedAt: at, n: Type.Integer({ minimum: 1 }), by }),
  timer: timerSchema,
  /** Nobody but facilitators writes; `timer` says whether the timer is to go on with the session. */
  pause: Type.Object({ at, by, timer: Type.Boolean() }),
  /** Everybody is shown these zones, or this part of the wall. */
  summon: Type.Object({
    n: Type.Integer({ minimum: 1 }),
    at,
    by,
    target: Type.Union([
      Type.Object({ zoneIds: Type.Array(id, { minItems: 1, maxItems: 100 }) }),
      Type.Object({
        x: Type.Number(),
        y: Type.Number(),
        w: Type.Number({ exclusiveMinimum: 0 }),
        h: Type.Number({ exclusiveMinimum: 0 }),
      }),
    ]),
  }),
  /** Who speaks, or which card is read: `order` goes round and round, `turn` counts from 0. */
  floor: Type.Object({
    of: Type.Enum(['people', 'cards']),
    order: Type.Array(id, { minItems: 1, maxItems: 2000 }),
    turn: Type.Integer({ minimum: 0 }),
    at,
    by,
  }),
  /** Cards written in private that are not revealed yet. Once `anonymous`, it stays so until the reveal. */
  writing: Type.Object({
    stepIds: Type.Array(id, { minItems: 1, maxItems: 100 }),
    anonymous: Type.Boolean(),
    since: at,
  }),
  /** Everybody is asked whether they are done; `n` tells one asking from the next. */
  readyCheck: Type.Object({ n: Type.Integer({ minimum: 1 }), at, by }),
  /** Nobody sees the cursors of others, whatever step runs. */
  cursorsHidden: Type.Object({ at, by }),
} as const

export type RunKey = keyof typeof runSchemas
export type Run = { [K in RunKey]: Static<(typeof runSchemas)[K]> | null }
export type RunningStep = Static<typeof runSchemas.step>
export type Summon = Static<typeof runSchemas.summon>
export type SummonTarget = Summon['target']
export type Floor = Static<typeof runSchemas.floor>

/** Nothing is going on: the wall is open to all who may write. */
export const idle: Run = {
  session: null,
  step: null,
  timer: null,
  pause: null,
  summon: null,
  floor: null,
  writing: null,
  readyCheck: null,
  cursorsHidden: null,
}
