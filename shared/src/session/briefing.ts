import type { Role } from '../access/roles.ts'
import { kindNames } from '../board/kinds.ts'
import type { CardKind } from '../board/kinds.ts'
import { byOrder } from '../board/order.ts'
import { neighbour } from './conduct.ts'
import { currentStep } from './facilitation.ts'
import type { Facilitation } from './facilitation.ts'
import type { Run } from './run.ts'
import { groupOfZone, rulesNow } from './rules.ts'
import type { Verdict } from './rules.ts'
import { COPY, isZoneMeant, modeOf } from './step.ts'
import type { AgendaStep, StepMode } from './step.ts'
import { timeLeftMs } from './timer.ts'
import { openRounds } from './voting.ts'
import type { Round } from './voting.ts'
import { turnOf } from './together.ts'

/** All that somebody who opens the board at any moment must know to take part. */
export interface Briefing {
  step: AgendaStep | undefined
  mode: StepMode
  /** The step's place in the agenda, counted from 1, and how many there are. */
  number: number | null
  steps: number
  /** Null without a timer. */
  timeLeftMs: number | null
  timerRuns: boolean
  /** Where to look: the facilitator's summons, else the zones of the step; a group's own first. In order. */
  zoneIds: string[]
  /** Kinds the person may add in at least one of these zones, and where a first card goes. */
  mayAdd: { kind: CardKind; zoneId: string | null }[]
  /** Whether what the person adds is written in the private document. */
  inPrivate: boolean
  /** Votes to take part in. */
  rounds: Round[]
  paused: Run['pause']
  summon: Run['summon']
  /** Whose turn it is; null without a floor. */
  turn: { id: string; round: number; of: 'people' | 'cards' } | null
  groupId: string | null
  next: AgendaStep | undefined
}

/** [A5] From the document and the server's time alone, so that the last to come sees what the first does. */
export function briefingFor(
  facilitation: Facilitation,
  who: { role: Role; personId: string | null },
  now: number,
): Briefing {
  const { agenda, run, rounds, members, zones } = facilitation
  const step = currentStep(facilitation)
  const groupId = who.personId === null ? undefined : members.get(who.personId)
  const inPrivate = step?.rules.private ?? false
  const target = run.summon?.target
  const patterns = target && 'zoneIds' in target ? target.zoneIds : (step?.zoneIds ?? [])
  const inGroups = step?.rules.byGroup ?? false
  const shown = zonesMeant(facilitation, patterns, groupId, inGroups)
  const ask = (kind: CardKind, zoneId: string | null): Verdict =>
    rulesNow(facilitation, { role: who.role, groupId, act: 'add', kind, zoneId, inPrivate })
  const places = step ? zonesMeant(facilitation, step.zoneIds, groupId, inGroups) : []
  return {
    step,
    mode: step ? modeOf(step) : run.pause ? 'read-only' : 'open',
    number: step ? agenda.indexOf(step) + 1 : null,
    steps: agenda.length,
    timeLeftMs: run.timer ? timeLeftMs(run.timer, now) : null,
    timerRuns: run.timer !== null && run.timer.pausedAt === null && timeLeftMs(run.timer, now) > 0,
    zoneIds: shown,
    mayAdd: kindNames.flatMap((kind) => {
      const zoneId = step && step.zoneIds.length > 0 ? places.find((id) => ask(kind, id).allowed) : null
      if (zoneId === undefined || kind === 'person') return []
      if (step && !step.rules.mayAdd.includes(kind)) return []
      if (zoneId !== null && !takes(zones.get(zoneId)?.accepts, kind)) return []
      return ask(kind, zoneId).allowed ? [{ kind, zoneId }] : []
    }),
    inPrivate,
    rounds: who.role === 'observer' ? [] : openRounds(rounds),
    paused: run.pause,
    summon: run.summon,
    turn: run.floor ? { ...turnOf(run.floor), of: run.floor.of } : null,
    groupId: groupId ?? null,
    next: neighbour(facilitation, 1),
  }
}

/**
 * [A6] The zones some ids mean, in order: those of one's own group before those of no group; other groups' left out. While
 * groups work for themselves (`inGroups`), a zone of which one's group has a copy is left out too: the copy is where to go.
 */
export function zonesMeant(
  facilitation: Pick<Facilitation, 'zones' | 'groups'>,
  patterns: readonly string[],
  groupId: string | undefined,
  inGroups = false,
): string[] {
  const meant = [...facilitation.zones.values()].filter(({ id }) => isZoneMeant(patterns, id)).toSorted(byOrder)
  const owned = meant.map(({ id }) => ({ id, group: groupOfZone(facilitation, id) }))
  const own = owned.filter(({ group }) => group !== undefined && group === groupId)
  const copied = new Set(inGroups ? own.flatMap(({ id }) => (id.includes(COPY) ? id.split(COPY)[0] : [])) : [])
  const common = owned.filter(({ id, group }) => group === undefined && !copied.has(id))
  const others = groupId === undefined ? owned.filter(({ group }) => group !== undefined) : []
  return [...own, ...common, ...others].map(({ id }) => id)
}

function takes(accepts: readonly string[] | undefined, kind: string): boolean {
  return accepts === undefined || accepts.length === 0 || accepts.includes(kind)
}
