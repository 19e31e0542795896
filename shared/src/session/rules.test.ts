import { describe, expect, it } from 'vitest'
import { zone, sessionWith } from '../testing/builders.ts'
import { during, round } from '../testing/session-builders.ts'
import type { Group } from './facilitation.ts'
import { mayReadRoom, mayWriteRoom } from './room-rules.ts'
import { refusals, rulesNow } from './rules.ts'
import type { Ask, Refusal, Ruled } from './rules.ts'
import { isZoneMeant, modeOf } from './step.ts'
import type { StepRules } from './step.ts'

const pause = { at: 0, by: 'fay', timer: false }
const group = (id: string, ...zoneIds: string[]): Group => ({ id, name: id, color: 'blue', zoneIds, order: 'a0' })
const open: Partial<StepRules> = { mayAdd: ['note'], mayEdit: 'all', mayMove: 'all', mayConnect: true, mayDraw: true }
const inIdeas = { zoneIds: ['ideas'] }
const groups = [group('g1', 'tasks'), group('g2')]
const small = {
  zones: sessionWith(zone('ideas', { accepts: ['note'], maxCards: 2 }), zone('tasks', { accepts: ['task'] })).zones,
}

type Row = [rule: string, ruled: Ruled, ask: Partial<Ask>, code: Refusal | 'allowed']
const rows: Row[] = [
  [
    '[R2] an observer changes nothing, even on an open wall',
    during(null),
    { role: 'observer', act: 'move' },
    'observer',
  ],
  ['[R2] a facilitator is bound by no step', during({}), { role: 'facilitator', act: 'add', kind: 'goal' }, 'allowed'],
  ['[R2] and by no pause', during({}, { run: { pause } }), { role: 'facilitator', act: 'edit' }, 'allowed'],
  [
    '[R3] paused, participants change nothing',
    during(open, { run: { pause } }),
    { act: 'add', kind: 'note' },
    'paused',
  ],
  ['[R3] nor vote', during({}, { run: { pause }, rounds: new Map([['r', round()]]) }), { act: 'vote' }, 'paused'],
  ['[R3] nor on a wall without step', during(null, { run: { pause } }), { act: 'draw' }, 'paused'],
  ['[R4] without a step the wall is open', during(null), { act: 'add', kind: 'goal', zoneId: 'any' }, 'allowed'],
  ['[R4] but for what zones refuse', during(null), { act: 'add', kind: 'goal', zoneId: 'ideas' }, 'zone-refuses-kind'],
  ['[R4] a step that was removed binds nobody', during(null, { run: during({}).run }), { act: 'edit' }, 'allowed'],
  ['[R5] a kind of the step is added', during(open), { act: 'add', kind: 'note', zoneId: 'ideas' }, 'allowed'],
  ['[R5] another is not', during(open), { act: 'add', kind: 'task', zoneId: 'tasks' }, 'kind-not-now'],
  ['[R5] nothing at all', during({ mayMove: 'all' }), { act: 'add', kind: 'note' }, 'kind-not-now'],
  [
    '[R5] an owner is named where one may edit',
    during({ mayEdit: 'all' }),
    { act: 'add', kind: 'person', zoneId: null },
    'allowed',
  ],
  [
    '[R5] but laid on the wall only where it says so',
    during({ mayEdit: 'all' }),
    { act: 'add', kind: 'person', zoneId: 'any' },
    'kind-not-now',
  ],
  ['[R5] and nowhere in a step for reading', during({}), { act: 'add', kind: 'person', zoneId: null }, 'read-only'],
  [
    '[R5] no more than the step allows each',
    during({ mayAdd: ['note'], maxOwn: 2 }),
    { act: 'add', kind: 'note', ownCount: 2 },
    'enough-cards',
  ],
  ['[R5] up to that', during({ mayAdd: ['note'], maxOwn: 2 }), { act: 'add', kind: 'note', ownCount: 1 }, 'allowed'],
  ['[R6] a step for reading', during({}), { act: 'edit', own: true }, 'read-only'],
  ['[R6] own cards are edited', during({ mayEdit: 'own' }), { act: 'edit', own: true }, 'allowed'],
  ['[R6] not those of others', during({ mayEdit: 'own' }), { act: 'edit', own: false }, 'not-yours'],
  ['[R6] all are', during({ mayEdit: 'all' }), { act: 'edit', own: false }, 'allowed'],
  ['[R6] none are', during({ mayMove: 'all' }), { act: 'edit', own: true }, 'edit-not-now'],
  ['[R6] some kinds are', during({ mayEdit: 'all', editKinds: ['task'] }), { act: 'edit', kind: 'task' }, 'allowed'],
  [
    '[R6] others are not',
    during({ mayEdit: 'all', editKinds: ['task'] }),
    { act: 'edit', kind: 'note' },
    'edit-not-now',
  ],
  ['[R6] own cards are moved', during({ mayMove: 'own' }), { act: 'move', own: true }, 'allowed'],
  ['[R6] not those of others', during({ mayMove: 'own' }), { act: 'move', own: false }, 'not-yours'],
  ['[R6] none are', during({ mayAdd: ['note'] }), { act: 'move', own: true }, 'move-not-now'],
  ['[R6] own cards are deleted where one writes', during(open), { act: 'delete', own: true }, 'allowed'],
  ['[R6] those of others never', during(open), { act: 'delete', own: false }, 'not-yours-to-delete'],
  ['[R6] nothing is where one only moves', during({ mayMove: 'all' }), { act: 'delete', own: true }, 'edit-not-now'],
  ['[R6] arrows need their own yes', during({ ...open, mayConnect: false }), { act: 'connect' }, 'arrows-not-now'],
  ['[R6] and have it', during(open), { act: 'connect' }, 'allowed'],
  ['[R6] drawings as well', during({ ...open, mayDraw: false }), { act: 'draw' }, 'drawing-not-now'],
  [
    '[R7] in another zone nothing is added',
    during(open, inIdeas),
    { act: 'add', kind: 'note', zoneId: 'any' },
    'zone-not-now',
  ],
  ['[R7] nor beside the zones', during(open, inIdeas), { act: 'add', kind: 'note', zoneId: null }, 'zone-not-now'],
  [
    '[R7] a move begins in the zones',
    during(open, inIdeas),
    { act: 'move', zoneId: 'any', toZoneId: 'ideas' },
    'zone-not-now',
  ],
  ['[R7] and ends in them', during(open, inIdeas), { act: 'move', zoneId: 'ideas', toZoneId: null }, 'zone-not-now'],
  ['[R7] editing and deleting as well', during(open, inIdeas), { act: 'edit', zoneId: 'any' }, 'zone-not-now'],
  [
    '[R7] within them all is well',
    during(open, inIdeas),
    { act: 'move', kind: 'note', zoneId: 'ideas', toZoneId: 'ideas' },
    'allowed',
  ],
  [
    '[R8] one’s own group’s zone',
    during({ ...open, mayAdd: ['task'], byGroup: true }, { groups }),
    { act: 'add', kind: 'task', zoneId: 'tasks', groupId: 'g1' },
    'allowed',
  ],
  [
    '[R8] another group’s',
    during({ ...open, mayAdd: ['task'], byGroup: true }, { groups }),
    { act: 'add', kind: 'task', zoneId: 'tasks', groupId: 'g2' },
    'other-group',
  ],
  [
    '[R8] a group’s, of nobody’s group',
    during({ ...open, byGroup: true }, { groups }),
    { act: 'edit', zoneId: 'tasks' },
    'no-group',
  ],
  [
    '[R8] a copy is its group’s',
    during({ ...open, byGroup: true }, { groups }),
    { act: 'edit', zoneId: 'ideas~g2', groupId: 'g1' },
    'other-group',
  ],
  [
    '[R8] other zones are everybody’s',
    during({ ...open, byGroup: true }, { groups }),
    { act: 'edit', zoneId: 'ideas' },
    'allowed',
  ],
  [
    '[R8] groups do not count where the step does not say so',
    during(open, { groups }),
    { act: 'edit', zoneId: 'tasks', groupId: 'g2' },
    'allowed',
  ],
  [
    '[R9] a full zone takes no more',
    during(open, small),
    { act: 'add', kind: 'note', zoneId: 'ideas', inZone: 2 },
    'zone-full',
  ],
  [
    '[R9] moving about in a full one is no coming',
    during(open, small),
    { act: 'move', kind: 'note', zoneId: 'ideas', toZoneId: 'ideas', inZone: 2 },
    'allowed',
  ],
  [
    '[R9] a zone refuses kinds that are moved in',
    during(open),
    { act: 'move', kind: 'note', zoneId: 'ideas', toZoneId: 'tasks' },
    'zone-refuses-kind',
  ],
  [
    '[R11] what is private is not written on the wall',
    during({ ...open, private: true }),
    { act: 'add', kind: 'note', zoneId: 'ideas' },
    'in-private',
  ],
  [
    '[R11] nor is anything else done there',
    during({ ...open, private: true }),
    { act: 'move', own: true },
    'in-private',
  ],
  [
    '[R11] but in one’s own room',
    during({ ...open, private: true }),
    { act: 'add', kind: 'note', zoneId: 'ideas', inPrivate: true },
    'allowed',
  ],
  [
    '[R11] by the same rules',
    during({ ...open, private: true }),
    { act: 'add', kind: 'task', inPrivate: true },
    'kind-not-now',
  ],
  ['[R11] not where nothing is hidden', during(open), { act: 'add', kind: 'note', inPrivate: true }, 'not-in-private'],
  [
    '[R11] what is hidden goes by the rules it was begun under',
    {
      ...during({}),
      agenda: [
        ...during({}).agenda,
        ...during({ mayAdd: ['note'], private: true }).agenda.map((one) => ({ ...one, id: 'w' })),
      ],
      run: { ...during({}).run, writing: { stepIds: ['w'], anonymous: false, since: 0 } },
    },
    { act: 'add', kind: 'note', zoneId: 'ideas', inPrivate: true },
    'allowed',
  ],
  ['[R12] a vote needs a round', during({}), { act: 'vote' }, 'no-vote'],
  ['[R12] an open one', during({}, { rounds: new Map([['r', round({ closedAt: 1 })]]) }), { act: 'vote' }, 'no-vote'],
  ['[R12] and is cast then', during({}, { rounds: new Map([['r', round()]]) }), { act: 'vote' }, 'allowed'],
  ['[R12] by facilitators too', during({}), { role: 'facilitator', act: 'vote' }, 'no-vote'],
  [
    '[R12] never by observers',
    during({}, { rounds: new Map([['r', round()]]) }),
    { role: 'observer', act: 'vote' },
    'observer',
  ],
]

describe('the rules of a step', () => {
  it.each(rows)('%s', (_rule, ruled, ask, code) => {
    const verdict = rulesNow(ruled, { role: 'participant', act: 'add', ...ask })
    expect(verdict.allowed ? 'allowed' : verdict.code).toBe(code)
    if (!verdict.allowed) expect(verdict.message).toBe(refusals[verdict.code])
  })

  it('[R10] every refusal says something a person can read', () => {
    for (const words of Object.values(refusals)) expect(words).toMatch(/^[A-Z].{10,}\.$/)
    expect(new Set(Object.values(refusals)).size).toBe(Object.keys(refusals).length)
  })

  it.each([
    ['read-only', {}, {}],
    ['private', { private: true, mayAdd: ['note'] }, {}],
    ['vote', {}, { vote: { perPerson: 3, maxPerCard: 1, kinds: [] } }],
    ['reading', {}, { reading: 'cards' as const }],
    ['open', { mayMove: 'all' as const }, {}],
    ['open', { mayConnect: true }, {}],
  ])('[R1] the mode %s follows from the step', (mode, rules, of) => {
    const [step] = during(rules).agenda
    expect(step && modeOf({ ...step, ...of })).toBe(mode)
  })

  it.each([
    ['move-{n}', 'move-3', true],
    ['move-{n}', 'move-12', true],
    ['move-{n}', 'move-0', false],
    ['move-{n}', 'move-x', false],
    ['move-{n}', 'move-1-a', false],
    ['tasks-{n}-month', 'tasks-2-month', true],
    ['ideas', 'ideas', true],
    ['ideas', 'ideas~g1', true],
    ['ideas~g1', 'ideas', false],
    ['move-{n}', 'move-4~g1', true],
  ])('[A6] %s means %s: %s', (pattern, id, meant) => {
    expect(isZoneMeant([pattern], id)).toBe(meant)
  })
})

describe('rooms', () => {
  const facilitator = { role: 'facilitator', seatId: 'f' } as const
  const participant = { role: 'participant', seatId: 'p' } as const
  const observer = { role: 'observer', seatId: 'o' } as const
  const hidden = during({ mayAdd: ['note'], private: true })

  it.each([
    ['board', [true, true, true]],
    ['session', [true, true, true]],
    ['facilitate', [true, false, false]],
  ] as const)('[D1] %s is opened by facilitator, participant, observer: %s', (part, allowed) => {
    expect([facilitator, participant, observer].map((who) => mayReadRoom({ part }, who))).toEqual(allowed)
  })

  it('[D1] a seat is opened by whoever sits in it, and by no facilitator', () => {
    const room = { part: 'seat', seatId: 'p' } as const
    expect([facilitator, participant, observer].map((who) => mayReadRoom(room, who))).toEqual([false, true, false])
    expect(mayReadRoom({ part: 'seat', seatId: 'o' }, observer)).toBe(false)
  })

  const seat = { part: 'seat', seatId: 'p' } as const
  it.each([
    ['[R2] an observer never writes', during(null), observer, { part: 'board' }, 'observer'],
    ['[R4] participants write on an open wall', during(null), participant, { part: 'board' }, 'allowed'],
    ['[R3] not while it is paused', during(null, { run: { pause } }), participant, { part: 'board' }, 'paused'],
    ['[R6] not in a step for reading', during({}), participant, { part: 'board' }, 'read-only'],
    ['[R6] in a step for grouping', during({ mayMove: 'all' }), participant, { part: 'board' }, 'allowed'],
    ['[R6] where only arrows are drawn', during({ mayConnect: true }), participant, { part: 'board' }, 'allowed'],
    ['[R11] the board is closed while all write in private', hidden, participant, { part: 'board' }, 'in-private'],
    ['[R2] not to facilitators', hidden, facilitator, { part: 'board' }, 'allowed'],
    ['[D1] the session is the facilitators’', during(null), participant, { part: 'session' }, 'not-your-room'],
    ['[D1] who write in it', during({}), facilitator, { part: 'session' }, 'allowed'],
    ['[D1] and their notes', during({}), participant, { part: 'facilitate' }, 'not-your-room'],
    ['[D1] are theirs alone', during({}), facilitator, { part: 'facilitate' }, 'allowed'],
    ['[R11] one writes in one’s own room', hidden, participant, seat, 'allowed'],
    ['[D1] not in another’s', hidden, { role: 'participant', seatId: 'q' }, seat, 'not-your-room'],
    ['[D1] nor does a facilitator', hidden, facilitator, seat, 'not-your-room'],
    ['[R3] not while paused', { ...hidden, run: { ...hidden.run, pause } }, participant, seat, 'paused'],
    ['[R11] not after the reveal', during({ mayAdd: ['note'] }), participant, seat, 'not-in-private'],
    [
      '[R11] until the reveal, whatever step runs',
      during({ mayMove: 'all' }, { run: { writing: { stepIds: ['x'], anonymous: true, since: 0 } } }),
      participant,
      seat,
      'allowed',
    ],
  ] as const)('%s', (_rule, ruled, who, room, code) => {
    const verdict = mayWriteRoom(ruled, who, room)
    expect(verdict.allowed ? 'allowed' : verdict.code).toBe(code)
  })
})
