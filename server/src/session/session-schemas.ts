import { roleSchema } from '../http/schemas.ts'
import { eventSchema } from '@planwall/shared/session/record'
import { runSchemas } from '@planwall/shared/session/run'
import { roundSchema } from '@planwall/shared/session/voting'
import Type from 'typebox'

export const idSchema = Type.String({ minLength: 1, maxLength: 128, pattern: '^[A-Za-z0-9_~.:-]+$' })
const stepIdSchema = Type.String({ minLength: 1, maxLength: 64 })

const expectedStep = Type.Optional(
  Type.Integer({
    minimum: 0,
    description:
      '`run.step.n` as the page knows it, 0 for none. Where another step runs by now: `taken`, nothing moves.',
  }),
)

/** What a facilitator may ask for about the agenda. */
export const stepBody = Type.Union([
  Type.Object({ do: Type.Literal('start'), stepId: stepIdSchema, n: expectedStep }, { additionalProperties: false }),
  Type.Object(
    {
      do: Type.Enum(['next', 'skip', 'back', 'end', 'end-session'], {
        description: '`end` ends the step without starting another, `end-session` the session as well.',
      }),
      n: expectedStep,
    },
    { additionalProperties: false },
  ),
])

export const timerBody = Type.Union([
  Type.Object(
    { do: Type.Literal('start'), durationMs: Type.Integer({ minimum: 1000, maximum: 12 * 3_600_000 }) },
    { additionalProperties: false },
  ),
  Type.Object(
    { do: Type.Literal('add'), ms: Type.Integer({ minimum: -12 * 3_600_000, maximum: 12 * 3_600_000 }) },
    { additionalProperties: false },
  ),
  Type.Object({ do: Type.Enum(['pause', 'resume', 'stop']) }, { additionalProperties: false }),
])

export const floorBody = Type.Union([
  Type.Object(
    {
      do: Type.Literal('open'),
      of: Type.Enum(['people', 'cards'], { description: 'Everybody who is here, or the cards of the step.' }),
      first: Type.Optional(Type.String({ maxLength: 128, description: 'Person id of who begins.' })),
      kinds: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 40 })),
    },
    { additionalProperties: false },
  ),
  Type.Object({ do: Type.Literal('join'), personId: idSchema }, { additionalProperties: false }),
  Type.Object({ do: Type.Enum(['pass', 'back', 'close']) }, { additionalProperties: false }),
])

export const summonBody = Type.Object(
  { target: Type.Union([runSchemas.summon.properties.target, Type.Null()]) },
  { additionalProperties: false },
)

export const conductedAnswer = Type.Object({
  at: Type.Number({ description: 'Server time of the act, Unix ms.' }),
  started: Type.Optional(Type.String({ description: 'Id of the step that started.' })),
  ended: Type.Optional(Type.String({ description: 'Id of the step that ended; what the board was then is kept.' })),
})

export const peopleAnswer = Type.Object({
  people: Type.Array(
    Type.Object({
      seatId: Type.String(),
      personId: Type.Union([Type.String(), Type.Null()]),
      name: Type.String(),
      role: roleSchema,
      isHere: Type.Boolean(),
      privateCards: Type.Integer({ description: 'Written in private and not revealed yet.' }),
      isWriting: Type.Boolean({ description: 'Has written in private within the last seconds.' }),
      votes: Type.Array(Type.Object({ roundId: Type.String(), hasVoted: Type.Boolean(), votesLeft: Type.Integer() })),
    }),
  ),
})

const namedPerson = Type.Object({ personId: Type.String(), name: Type.String() })

export const recordAnswer = Type.Object({
  title: Type.String(),
  summary: Type.Object({
    sessionIds: Type.Array(Type.String()),
    startedAt: Type.Union([Type.Number(), Type.Null()]),
    endedAt: Type.Union([Type.Number(), Type.Null()]),
    pausedMs: Type.Number(),
    steps: Type.Array(
      Type.Object({
        stepId: Type.String(),
        title: Type.String(),
        plannedMinutes: Type.Number(),
        startedAt: Type.Number(),
        endedAt: Type.Union([Type.Number(), Type.Null()]),
        ranMs: Type.Number(),
        runs: Type.Integer(),
        outcome: Type.Enum(['done', 'skipped', 'back', 'running']),
        people: Type.Array(Type.String()),
      }),
    ),
    people: Type.Array(Type.String()),
    reveals: Type.Array(
      Type.Object({
        at: Type.Number(),
        cards: Type.Integer(),
        writers: Type.Integer(),
        anonymous: Type.Boolean(),
      }),
    ),
    votes: Type.Array(
      Type.Object({
        at: Type.Number(),
        roundId: Type.String(),
        title: Type.String(),
        ballots: Type.Integer(),
        people: Type.Integer(),
      }),
    ),
    decisions: Type.Array(
      Type.Object({
        at: Type.Number(),
        by: Type.Union([Type.String(), Type.Null()]),
        text: Type.String(),
        cardId: Type.Union([Type.String(), Type.Null()]),
      }),
    ),
  }),
  events: Type.Array(eventSchema, { description: 'As they happened, the oldest first.' }),
  rounds: Type.Array(roundSchema),
  comparison: Type.Array(
    Type.Object({
      cardId: Type.String(),
      votes: Type.Array(Type.Union([Type.Number(), Type.Null()])),
    }),
    { description: 'Votes of each card in every round that has a result, in the order of `rounds`.' },
  ),
  people: Type.Array(namedPerson, { description: 'Names of those in the record.' }),
  snapshots: Type.Array(Type.Object({ snapshotId: Type.String(), stepId: Type.String(), at: Type.Number() }), {
    description: 'What was kept of the board at the end of steps, the newest first.',
  }),
})
