import type { Role } from '../access/roles.ts'
import { isCardKind } from '../board/kinds.ts'
import { currentStep } from './facilitation.ts'
import type { Facilitation } from './facilitation.ts'
import { COPY, isZoneMeant } from './step.ts'
import type { AgendaStep } from './step.ts'

/** Something a person may want to do on the wall. `draw` is shapes and lines, `connect` is arrows. */
export type SessionAct = 'add' | 'edit' | 'move' | 'delete' | 'connect' | 'draw' | 'vote'

export interface Ask {
  role: Role
  act: SessionAct
  /** Group id of the person; absent: the person is in none. */
  groupId?: string | undefined
  /** Kind of the card it is about; absent: not a card, or not known yet. */
  kind?: string
  /** The zone the card lies in, or is added to; null: in none. Absent: wherever it is allowed. */
  zoneId?: string | null
  /** For a move: the zone it goes to. */
  toZoneId?: string | null
  /** Whether the card was made by this person. */
  own?: boolean
  /** Cards the person has in the zones of this step already. */
  ownCount?: number
  /** Cards that lie in the zone it goes to already. */
  inZone?: number
  /** Whether it is written in the person's own private document. */
  inPrivate?: boolean
}

/** Why something is not allowed now, in words for the person. */
export const refusals = {
  observer: 'You are watching. Ask the facilitator for a link to take part.',
  paused: 'The session is paused. You can go on when the facilitator resumes it.',
  'read-only': 'In this step you listen and read. The facilitator edits.',
  'in-private': 'In this step you write in private. Your cards appear on the wall when they are revealed.',
  'not-in-private': 'Nothing is written in private now. Your card can go on the wall.',
  'kind-not-now': 'Cards of this kind are not part of this step.',
  'edit-not-now': 'Cards are not edited in this step.',
  'move-not-now': 'Cards are not moved in this step.',
  'arrows-not-now': 'Arrows are not drawn in this step.',
  'drawing-not-now': 'Nothing is drawn in this step.',
  'not-yours': 'This card is somebody else’s. In this step you change your own.',
  'not-yours-to-delete': 'You can delete your own cards. Ask the facilitator to delete this one.',
  'zone-not-now': 'This step takes place in another zone.',
  'other-group': 'This zone belongs to another group.',
  'no-group': 'Ask the facilitator to put you in a group.',
  'zone-refuses-kind': 'This zone does not take cards of this kind.',
  'zone-full': 'This zone is full.',
  'enough-cards': 'You have as many cards here as this step allows.',
  'no-vote': 'There is no vote open now.',
} as const
export type Refusal = keyof typeof refusals

export type Verdict = { allowed: true } | { allowed: false; code: Refusal; message: string }

const yes: Verdict = { allowed: true }

/** What a decision is made from. */
export type Ruled = Pick<Facilitation, 'agenda' | 'run' | 'zones' | 'groups' | 'rounds'>

/**
 * [R2 to R12] Whether somebody may do something now, and if not, why not. Rules of roles (`can`) come before, never
 * instead; facilitators are bound by those alone. Zones and prompts are not asked about here: they lie in a document
 * participants cannot write.
 */
export function rulesNow(ruled: Ruled, ask: Ask): Verdict {
  if (ask.role === 'observer') return no('observer')
  if (ask.role === 'facilitator' && ask.act !== 'vote') return yes
  if (ruled.run.pause) return no('paused')
  if (ask.act === 'vote') return isVoteOpen(ruled) ? yes : no('no-vote')
  if (ask.inPrivate && !ruled.run.writing) return no('not-in-private')
  const step = ask.inPrivate ? writtenIn(ruled) : currentStep(ruled)
  if (!step) return intoZone(ruled, ask)
  if (step.rules.private && !ask.inPrivate) return no('in-private')
  return byAct(step, ask) ?? byZones(ruled, step, ask)
}

/** [R11] What is hidden still goes by the rules it was begun under, also when another step runs meanwhile. */
export function writtenIn(ruled: Ruled): AgendaStep | undefined {
  const step = currentStep(ruled)
  if (step?.rules.private) return step
  const last = ruled.run.writing?.stepIds.at(-1)
  return ruled.agenda.find(({ id }) => id === last)
}

function byAct({ rules }: AgendaStep, ask: Ask): Verdict | undefined {
  switch (ask.act) {
    case 'add':
      return mayAdd(rules, ask)
    case 'edit':
      if (rules.mayEdit === 'none') return no(isReadOnly(rules) ? 'read-only' : 'edit-not-now')
      if (rules.editKinds && ask.kind !== undefined && !rules.editKinds.includes(ask.kind)) return no('edit-not-now')
      return rules.mayEdit === 'own' && ask.own === false ? no('not-yours') : undefined
    case 'move':
      if (rules.mayMove === 'none') return no(isReadOnly(rules) ? 'read-only' : 'move-not-now')
      return rules.mayMove === 'own' && ask.own === false ? no('not-yours') : undefined
    case 'delete':
      if (rules.mayEdit === 'none' && rules.mayAdd.length === 0)
        return no(isReadOnly(rules) ? 'read-only' : 'edit-not-now')
      return ask.own === false ? no('not-yours-to-delete') : undefined
    case 'connect':
      return rules.mayConnect ? yes : no(isReadOnly(rules) ? 'read-only' : 'arrows-not-now')
    case 'draw':
      return rules.mayDraw ? yes : no(isReadOnly(rules) ? 'read-only' : 'drawing-not-now')
    case 'vote':
      return undefined
    default:
      return ask.act satisfies never
  }
}

/** [R5] People are named while owners are: a person's card without a place on the wall may be added wherever one may write. */
function mayAdd(rules: AgendaStep['rules'], ask: Ask): Verdict | undefined {
  const mayWrite = rules.mayAdd.length > 0 || rules.mayEdit !== 'none'
  if (ask.kind === 'person' && !ask.zoneId && mayWrite) return yes
  if (rules.mayAdd.length === 0) return no(isReadOnly(rules) ? 'read-only' : 'kind-not-now')
  if (ask.kind !== undefined && !rules.mayAdd.includes(ask.kind)) return no('kind-not-now')
  if (rules.maxOwn !== undefined && (ask.ownCount ?? 0) >= rules.maxOwn) return no('enough-cards')
  return undefined
}

/** [R7, R8] Where: in the zones of the step, and in one's own group's where groups count. */
function byZones(ruled: Ruled, step: AgendaStep, ask: Ask): Verdict {
  const places = [ask.zoneId, ask.act === 'move' ? ask.toZoneId : undefined]
  for (const zoneId of places) {
    if (zoneId === undefined) continue
    if (step.zoneIds.length > 0 && (zoneId === null || !isZoneMeant(step.zoneIds, zoneId))) return no('zone-not-now')
    const group = zoneId !== null && step.rules.byGroup ? groupOfZone(ruled, zoneId) : undefined
    if (group !== undefined && group !== ask.groupId) return no(ask.groupId === undefined ? 'no-group' : 'other-group')
  }
  return intoZone(ruled, ask)
}

/** [R9] What the zone itself takes: its kinds, and no more cards than it has room for. */
function intoZone({ zones }: Ruled, ask: Ask): Verdict {
  const enters =
    ask.act === 'add' ? ask.zoneId : ask.act === 'move' && ask.toZoneId !== ask.zoneId ? ask.toZoneId : null
  const zone = enters ? zones.get(enters) : undefined
  if (!zone) return yes
  if (ask.kind !== undefined && isCardKind(ask.kind) && zone.accepts.length > 0 && !zone.accepts.includes(ask.kind)) {
    return no('zone-refuses-kind')
  }
  return zone.maxCards !== undefined && (ask.inZone ?? 0) >= zone.maxCards ? no('zone-full') : yes
}

/** The group a zone belongs to: its own zones, and its copies of others. */
export function groupOfZone({ groups }: Pick<Ruled, 'groups'>, zoneId: string): string | undefined {
  const copyOf = zoneId.split(COPY)[1]
  return groups.find((group) => group.id === copyOf || group.zoneIds.includes(zoneId))?.id
}

/** [R10] The verdict for a refusal, with its words. */
export function no(code: Refusal): Verdict {
  return { allowed: false, code, message: refusals[code] }
}

function isReadOnly({ mayAdd: kinds, mayEdit, mayMove, mayConnect, mayDraw }: AgendaStep['rules']): boolean {
  return kinds.length === 0 && mayEdit === 'none' && mayMove === 'none' && !mayConnect && !mayDraw
}

function isVoteOpen({ rounds }: Ruled): boolean {
  return [...rounds.values()].some(({ closedAt }) => closedAt === undefined)
}
