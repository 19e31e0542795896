import Type from 'typebox'
import type { Static, TSchema } from 'typebox'
import Value from 'typebox/value'

/**
 * What a tab tells the others of a session while it is open: the part of its awareness state under `f`, beside name and
 * cursor. Keys are short, since all of it is sent with every movement. Nothing in it is believed for more than showing it.
 */

export const reactionNames = ['thumbs-up', 'clap', 'heart', 'laugh', 'wow', 'thinking'] as const
export type ReactionName = (typeof reactionNames)[number]

const count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })

export const togetherSchemas = {
  /** Done with the step, or with the ready check, of this number (`run.step.n`, `run.readyCheck.n`). */
  r: Type.Object({ step: Type.Optional(count), check: Type.Optional(count) }),
  /** Hand up since this server time, Unix ms. */
  h: Type.Number({ minimum: 0 }),
  /** The last reaction, and how many this tab has sent: a new number is a new reaction. */
  x: Type.Tuple([Type.Enum([...reactionNames]), count]),
  /** Points with the laser: it shines where the tab's cursor is, and what it passed is its trail. */
  l: Type.Boolean(),
  /** Writing something at the moment, wherever that is. */
  t: Type.Boolean(),
  /** Follows the view of this client id. */
  w: count,
  /** The part of the wall this tab sees: x, y, width, height; sent while somebody follows. */
  v: Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()]),
} as const satisfies Record<string, TSchema>

type Keys = keyof typeof togetherSchemas
/** The state as it is sent: any part may be missing. */
export type TogetherState = { [K in Keys]?: Static<(typeof togetherSchemas)[K]> }

/** The state in words. */
export interface Together {
  readyStep: number | null
  readyCheck: number | null
  handSince: number | null
  reaction: { name: ReactionName; n: number } | null
  /** Whether the cursor is a laser. */
  laser: boolean
  typing: boolean
  following: number | null
  view: { x: number; y: number; w: number; h: number } | null
}

/** [M5] Reads somebody's state, part by part: what is not valid is as if it were not there. Never throws. */
export function readTogether(state: unknown): Together {
  const from = typeof state === 'object' && state !== null ? (state as Record<string, unknown>) : {}
  const part = <K extends Keys>(key: K): Static<(typeof togetherSchemas)[K]> | undefined => {
    const value = Object.hasOwn(from, key) ? from[key] : undefined
    return Value.Check(togetherSchemas[key], value) ? value : undefined
  }
  const [ready, reaction, view] = [part('r'), part('x'), part('v')]
  return {
    readyStep: ready?.step ?? null,
    readyCheck: ready?.check ?? null,
    handSince: part('h') ?? null,
    reaction: reaction ? { name: reaction[0], n: reaction[1] } : null,
    laser: part('l') ?? false,
    typing: part('t') ?? false,
    following: part('w') ?? null,
    view: view ? { x: view[0], y: view[1], w: view[2], h: view[3] } : null,
  }
}

/** [M5] Raised hands, the longest up first. */
export function handsInOrder<T extends { id: string; together: Together }>(people: Iterable<T>): T[] {
  return [...people]
    .filter(({ together }) => together.handSince !== null)
    .toSorted((a, b) => (a.together.handSince as number) - (b.together.handSince as number) || (a.id < b.id ? -1 : 1))
}
