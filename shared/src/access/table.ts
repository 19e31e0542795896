import { roles } from './roles.ts'
import type { Act, Role } from './roles.ts'
import type { Room } from './rooms.ts'

/**
 * Who may do what, whole and as data: role by act (`roles.ts`), role by room and role by route (here). A test asks the running
 * server about every cell, and about strangers, removed people, and links that were reset or whose time is over.
 *
 * Adding a route: write its row below under `METHOD path`, the path as the record of the API (`/docs/json`) has it, and say
 * who may call it:
 *
 * - `by(act)`: a seat at this board whose role may do it. A new act goes into `roles.ts` first. `programs`: a key for programs
 *   is enough as well. `owner`: so is being signed in as the owner of the board. `signedIn`: one has to be signed in besides.
 * - `'anyone'`: no token is looked at, or none is needed. `'own-page'`: the same, but no page of another server.
 * - `'link'`: the body carries a link's token, or a code that stands for it.
 * - `'account'`: whoever is signed in, by a cookie. `'owner'`: whoever is signed in and owns the board; to others there is none.
 * - `'knocker'`, `'plan-link'`: a token that only this route and its like know.
 *
 * The server has to ask for the token before it looks anything up: a stranger is answered 401, a role that may not 403, each
 * before any 404. The test fills in the path and the body from the record; where it cannot know what would be right, say so
 * in `samples` of the test.
 */
export type Caller = 'anyone' | 'own-page' | 'link' | 'knocker' | 'plan-link' | 'account' | 'owner' | SeatCaller

export interface SeatCaller {
  act: Act
  programs?: boolean
  owner?: boolean
  signedIn?: boolean
}

const by = (act: Act, more: Omit<SeatCaller, 'act'> = {}): Caller => ({ act, ...more })

export const callers: Readonly<Record<string, Caller>> = {
  'GET /healthz': 'anyone',
  'GET /metrics': 'anyone',
  'GET /schemas/plan/1.0.0.json': 'anyone',
  'GET /api/time': 'anyone',
  'GET /api/templates': 'anyone',
  'POST /api/boards': 'anyone',
  'POST /api/boards/import': 'anyone',

  'POST /api/codes': 'link',
  'POST /api/boards/{boardId}/link': 'link',
  'POST /api/boards/{boardId}/seats': 'link',
  'GET /api/boards/{boardId}/knocks/{knockId}': 'knocker',
  'GET /api/shared-plans/{linkId}': 'plan-link',

  'GET /api/me': 'anyone',
  'POST /api/auth/sign-in': 'own-page',
  'GET /api/auth/callback': 'anyone',
  'POST /api/auth/sign-out': 'own-page',
  'GET /api/me/boards': 'account',
  'POST /api/me/boards/{boardId}/seat': 'owner',
  'POST /api/me/boards/{boardId}/title': 'owner',
  'POST /api/boards/{boardId}/owner': by('delete-board', { signedIn: true }),

  'GET /api/boards/{boardId}': by('read-board'),
  'GET /api/boards/{boardId}/repairs': by('read-board'),
  'GET /api/boards/{boardId}/bin': by('read-board', { owner: true }),
  'POST /api/boards/{boardId}/bin': by('delete-board', { owner: true }),
  'POST /api/boards/{boardId}/bin/restore': by('delete-board', { owner: true }),
  'POST /api/boards/{boardId}/bin/purge': by('delete-board', { owner: true }),
  'POST /api/boards/{boardId}/keep': by('write-board'),
  'GET /api/boards/{boardId}/pictures/{pictureId}': by('read-board'),
  'POST /api/boards/{boardId}/pictures': by('write-board'),
  'GET /api/boards/{boardId}/history': by('read-history'),
  'GET /api/boards/{boardId}/history/{snapshotId}': by('read-history'),
  'POST /api/boards/{boardId}/history': by('keep-history'),
  'DELETE /api/boards/{boardId}/history/{snapshotId}': by('keep-history'),
  'POST /api/boards/{boardId}/history/{snapshotId}/restore': by('restore-board'),
  'GET /api/boards/{boardId}/plan': by('read-plan', { programs: true }),
  'GET /api/boards/{boardId}/plans': by('read-plan', { programs: true }),
  'GET /api/boards/{boardId}/plans/{revision}': by('read-plan', { programs: true }),
  'GET /api/boards/{boardId}/plans/{before}/diff/{after}': by('read-plan', { programs: true }),
  'GET /api/boards/{boardId}/record': by('read-record'),

  'POST /api/boards/{boardId}/groups/join': by('join-group'),
  'GET /api/boards/{boardId}/rounds/{roundId}/ballot': by('vote'),
  'PUT /api/boards/{boardId}/rounds/{roundId}/ballot': by('vote'),

  'GET /api/boards/{boardId}/links': by('manage-links'),
  'PATCH /api/boards/{boardId}/links/{kind}': by('manage-links'),
  'POST /api/boards/{boardId}/links/{kind}/reset': by('manage-links'),
  'POST /api/boards/{boardId}/links/{kind}/code': by('manage-links'),
  'DELETE /api/boards/{boardId}/links/{kind}/code': by('manage-links'),
  'GET /api/boards/{boardId}/knocks': by('manage-people'),
  'POST /api/boards/{boardId}/knocks/{knockId}': by('manage-people'),
  'GET /api/boards/{boardId}/seats': by('manage-people'),
  'POST /api/boards/{boardId}/seats/{seatId}/remove': by('manage-people'),
  'POST /api/boards/{boardId}/seats/{seatId}/name': by('manage-people'),
  'POST /api/boards/{boardId}/seats/{seatId}/role': by('change-roles'),

  'POST /api/boards/{boardId}/session/step': by('conduct'),
  'POST /api/boards/{boardId}/session/timer': by('conduct'),
  'POST /api/boards/{boardId}/session/pause': by('conduct'),
  'POST /api/boards/{boardId}/session/summon': by('conduct'),
  'POST /api/boards/{boardId}/session/ready': by('conduct'),
  'POST /api/boards/{boardId}/session/floor': by('conduct'),
  'POST /api/boards/{boardId}/session/reveal': by('conduct'),
  'POST /api/boards/{boardId}/session/decisions': by('conduct'),
  'GET /api/boards/{boardId}/session/people': by('conduct'),
  'POST /api/boards/{boardId}/session/cursors': by('conduct'),
  'GET /api/boards/{boardId}/session/own': by('write-board'),
  'POST /api/boards/{boardId}/groups/draw': by('conduct'),
  'POST /api/boards/{boardId}/groups/merge': by('conduct'),
  'POST /api/boards/{boardId}/rounds': by('conduct'),
  'POST /api/boards/{boardId}/rounds/{roundId}/close': by('conduct'),
  'GET /api/boards/{boardId}/record/snapshots/{snapshotId}': by('conduct'),

  'POST /api/boards/{boardId}/plans': by('finish-plan'),
  'GET /api/boards/{boardId}/plan-links': by('share-plan'),
  'POST /api/boards/{boardId}/plans/{revision}/links': by('share-plan'),
  'DELETE /api/boards/{boardId}/plan-links/{linkId}': by('share-plan'),
  'GET /api/boards/{boardId}/tokens': by('manage-connections'),
  'POST /api/boards/{boardId}/tokens': by('manage-connections'),
  'DELETE /api/boards/{boardId}/tokens/{tokenId}': by('manage-connections'),
  'GET /api/boards/{boardId}/webhooks': by('manage-connections'),
  'POST /api/boards/{boardId}/webhooks': by('manage-connections'),
  'DELETE /api/boards/{boardId}/webhooks/{webhookId}': by('manage-connections'),
  'POST /api/boards/{boardId}/webhooks/{webhookId}/ping': by('manage-connections'),
  'GET /api/boards/{boardId}/webhooks/{webhookId}/deliveries': by('manage-connections'),
}

/** A room as somebody stands to it: a seat's own is another matter than the next one's. */
export type RoomPart = Exclude<Room['part'], 'seat'> | 'own-seat' | 'other-seat'

/** What may be done in a room, before a step says what goes now: a person's own is written in while writing is private. */
export type RoomRight = 'write' | 'read' | 'nothing'

export const roomRights: Readonly<Record<RoomPart, Readonly<Record<Role, RoomRight>>>> = {
  board: rights('write', 'write', 'read'),
  session: rights('write', 'read', 'read'),
  facilitate: rights('write', 'nothing', 'nothing'),
  'own-seat': rights('write', 'write', 'nothing'),
  'other-seat': rights('nothing', 'nothing', 'nothing'),
}

function rights(...of: [facilitator: RoomRight, participant: RoomRight, observer: RoomRight]) {
  return Object.fromEntries(roles.map((role, i) => [role, of[i]])) as Record<Role, RoomRight>
}
