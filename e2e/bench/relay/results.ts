import type { CrowdFigures } from './figures.ts'
import type { ServerName } from './servers/server-kinds.ts'

type PerServer<T> = Partial<Record<ServerName, T>>

/** The largest room, how it did there, and what came of the next larger one. */
export interface LargestRoom {
  largest: number
  failed: number | undefined
  at: CrowdFigures | undefined
  failedAt: CrowdFigures | undefined
  /** The load generator had no time left when the next larger room failed: the server may do more. */
  isGeneratorLimited: boolean
}

export interface JoinFigures {
  people: number
  cards: number
  /** From the opening of the connection until the whole document has arrived, ms. */
  p50: number
  max: number
  serverCpuSeconds: number
  bytesPerClient: number
  rssPeakBytes: number
  /** The document came back as it was before the restart. */
  isWhole: boolean
  /** What every client spends on inflating, on its own machine, ms; NaN where nothing is deflated. */
  inflateMs: number
}

export interface KillFigures {
  rounds: number
  edits: number
  seen: number
  lostSeen: number
  /** NaN where a server does not acknowledge. */
  acked: number
  lostAcked: number
}

export interface AttackFigures {
  attack: string
  isAlive: boolean
  before: number
  during: number
  /** Share of the edits' deliveries that came during the attack. */
  share: number
  rssBefore: number
  rssPeak: number
  /** How long a newcomer took, ms; NaN when nobody could join. */
  newcomerMs: number
  /** What the attacker saw. */
  detail: string
}

export interface MemoryFigures {
  idle: number
  perConnectionBytes: number
  rooms: number
  perRoomBytes: number
  keptPerRoomBytes: number
}

/** Everything one run found out; absent where it was not measured. */
export interface Results {
  largest: PerServer<LargestRoom>
  /** Rooms of the same size, by size. */
  equal: PerServer<CrowdFigures[]>
  rooms: PerServer<CrowdFigures>
  join: PerServer<JoinFigures> & { blob?: JoinFigures }
  kill: PerServer<KillFigures>
  hostile: PerServer<AttackFigures[]>
  memory: PerServer<MemoryFigures>
}

/** The newer figures in the place of the older, where there are any. */
export function mergeResults(before: Results, now: Results): Results {
  return {
    largest: { ...before.largest, ...now.largest },
    equal: mergeLists(before.equal, now.equal, ({ people }) => people),
    rooms: { ...before.rooms, ...now.rooms },
    join: { ...before.join, ...now.join },
    kill: { ...before.kill, ...now.kill },
    hostile: mergeLists(before.hostile, now.hostile, ({ attack }) => attack),
    memory: { ...before.memory, ...now.memory },
  }
}

/** Figures that were written as JSON, where what is no number is null. */
export function readResults(json: string): { quick: boolean; results: Results } {
  const { options, results } = JSON.parse(json, (_key, value: unknown) => (value === null ? Number.NaN : value)) as {
    options: { quick: boolean }
    results: Results
  }
  return { quick: options.quick, results: { ...noResults(), ...results } }
}

export function noResults(): Results {
  return { largest: {}, equal: {}, rooms: {}, join: {}, kill: {}, hostile: {}, memory: {} }
}

function mergeLists<T>(before: PerServer<T[]>, now: PerServer<T[]>, key: (one: T) => unknown): PerServer<T[]> {
  const merged = { ...before }
  for (const [name, list] of Object.entries(now) as [ServerName, T[]][]) {
    const kept = (before[name] ?? []).filter((one) => !list.some((newer) => key(newer) === key(one)))
    merged[name] = [...kept, ...list]
  }
  return merged
}
