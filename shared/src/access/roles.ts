/** What a link or a seat lets its holder be. A facilitator may do all a participant may, a participant all an observer may. */
export const roles = ['facilitator', 'participant', 'observer'] as const
export type Role = (typeof roles)[number]

/** The three links of a board, by the act they invite to. */
export const linkKinds = ['facilitate', 'participate', 'observe'] as const
export type LinkKind = (typeof linkKinds)[number]

export const roleOfLink: Record<LinkKind, Role> = {
  facilitate: 'facilitator',
  participate: 'participant',
  observe: 'observer',
}

export type Act =
  | 'read-board'
  | 'write-board'
  | 'write-session'
  | 'write-facilitate'
  | 'write-seat'
  | 'read-plan'
  | 'manage-links'
  | 'manage-people'
  | 'finish-plan'
  | 'share-plan'
  | 'manage-connections'
  | 'conduct'
  | 'vote'
  | 'join-group'
  | 'read-record'
  | 'read-history'
  | 'keep-history'
  | 'restore-board'
  | 'change-roles'
  | 'delete-board'

const allowed: Record<Act, readonly Role[]> = {
  'read-board': ['facilitator', 'participant', 'observer'],
  'write-board': ['facilitator', 'participant'],
  'write-session': ['facilitator'],
  'write-facilitate': ['facilitator'],
  'write-seat': ['facilitator', 'participant'],
  'read-plan': ['facilitator', 'participant', 'observer'],
  'manage-links': ['facilitator'],
  'manage-people': ['facilitator'],
  'finish-plan': ['facilitator'],
  'share-plan': ['facilitator'],
  'manage-connections': ['facilitator'],
  conduct: ['facilitator'],
  vote: ['facilitator', 'participant'],
  'join-group': ['facilitator', 'participant'],
  'read-record': ['facilitator', 'participant', 'observer'],
  // What was taken off the wall is nobody's business who only watches.
  'read-history': ['facilitator', 'participant'],
  'keep-history': ['facilitator'],
  'restore-board': ['facilitator'],
  'change-roles': ['facilitator'],
  'delete-board': ['facilitator'],
}

/** Every act there is. */
export const acts = Object.keys(allowed) as Act[]

/** Whether a role may do an act. Rules of the current step come on top of this, never instead of it. */
export function can(role: Role, act: Act): boolean {
  return allowed[act].includes(role)
}
