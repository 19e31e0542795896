import { addSteps, changeStep } from '@planwall/shared/session/agenda'
import { addGroups, copyZonesForGroups } from '@planwall/shared/session/groups'
import { readFacilitation } from '@planwall/shared/session/facilitation'
import { readNotes, setNote } from '@planwall/shared/session/notes'
import { timeLeftMs } from '@planwall/shared/session/timer'
import { step } from '@planwall/shared/testing/session-builders'
import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { until } from '../testing/until.ts'
import { cardsOf, startSessionServer, write } from './testing/session-server.ts'

describe('the agenda', () => {
  it('[A1] a step that is started is seen by everybody, stamped by the server', async () => {
    const clock = { now: 1_800_000_000_000 }
    const { ask, facilitator, facilitation, board, join } = await startSessionServer({ now: () => clock.now })
    expect(await ask('POST', '/session/step', { do: 'start', stepId: '5.1' })).toMatchObject({
      status: 200,
      body: { at: clock.now, started: '5.1' },
    })
    const late = await join(board, 'observe', { part: 'session' })
    for (const { doc } of [facilitator, late]) {
      await until(() => readFacilitation(doc).facilitation.run.step !== null)
      const { run } = readFacilitation(doc).facilitation
      expect(run.step).toMatchObject({ stepId: '5.1', startedAt: clock.now, by: facilitator.seat.personId })
      expect(run.timer && timeLeftMs(run.timer, clock.now + 60_000)).toBe(2 * 60_000)
    }
    expect(facilitation().run.session).toMatchObject({ startedAt: clock.now, endedAt: null })
  })

  it('[A2] next, back, skip and end go along it; where there is nothing, words say so', async () => {
    const { ask, facilitation } = await startSessionServer()
    for (const act of ['next', 'next', 'back', 'skip', 'end', 'end-session']) {
      expect((await ask('POST', '/session/step', { do: act })).status, act).toBe(200)
    }
    await until(() => facilitation().run.session?.endedAt !== null)
    const ends = facilitation().record.flatMap((e) => (e.type === 'step-ended' ? [[e.stepId, e.outcome]] : []))
    expect(ends).toEqual([
      ['5.1', 'done'],
      ['5.2', 'back'],
      ['5.1', 'skipped'],
      ['5.2', 'done'],
    ])
    for (const body of [{ do: 'end' }, { do: 'end-session' }, { do: 'start', stepId: 'none' }]) {
      expect(await ask('POST', '/session/step', body)).toMatchObject({ status: 404, body: { code: 'not-found' } })
    }
    expect((await ask('POST', '/session/step', { do: 'jump' })).status).toBe(400)
  })

  it('where two facilitators press at once, the agenda goes on by one step', async () => {
    const { ask, facilitation } = await startSessionServer()
    const next = (n: number) => ask('POST', '/session/step', { do: 'next', n })
    const answers = await Promise.all([next(0), next(0), next(0)])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409])
    await until(() => facilitation().run.step !== null)
    expect(facilitation().run.step).toMatchObject({ stepId: '5.1', n: 1 })
    expect((await next(1)).status).toBe(200)
  })

  it('[A3] the end of a step keeps what the board was then', async () => {
    const server = await startSessionServer()
    const { ask, start, join, board, saved } = server
    const ann = await join(board, 'participate', { name: 'Ann' })
    await start('5.6')
    write(ann, 'task', 'cures-1', ['Call every customer'])
    await saved(ann)
    await ask('POST', '/session/step', { do: 'end' })
    const { body } = await ask('GET', '/record')
    const [last] = (body as { snapshots: { snapshotId: string; stepId: string }[] }).snapshots
    expect(last?.stepId).toBe('5.6')
    const snapshotId = last?.snapshotId
    const kept = (await ask('GET', `/record/snapshots/${snapshotId}`)).body as { board: string; session: string }
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Buffer.from(kept.board, 'base64'))
    expect(cardsOf({ doc }, 'task').map(({ text }) => text)).toEqual(['Call every customer'])
    expect((await ask('GET', '/record/snapshots/none')).status).toBe(404)
    expect((await ask('GET', `/record/snapshots/${snapshotId}`, undefined, ann.seat.seatToken)).status).toBe(403)
  })

  it('[A4] facilitators edit it in the document, and what they change counts at once', async () => {
    const { saved, start, facilitator, board, join, gates } = await withGates()
    const ann = await join(board, 'participate', { name: 'Ann' })
    await start('5.1')
    expect(changeStep(facilitator.doc, '5.1', { rules: { ...step('x').rules, mayAdd: ['note'] } }, 'me')).toBe(true)
    addSteps(facilitator.doc, [step('more')], 'me')
    await until(async () => (await gates.rulesOf(board.boardId)).agenda.some(({ id }) => id === 'more'))
    write(ann, 'note', 'headline', ['Let in'])
    await saved(ann)
    expect(ann.closes).toEqual([])
  })

  it('[D4] notes are for facilitators: others cannot open the room they lie in', async () => {
    const { saved, join, board } = await startSessionServer()
    const fay = await join(board, 'facilitate', { name: 'Eve', part: 'facilitate' as never })
    expect(readNotes(fay.doc).get('5.1')).toMatch(/\w/)
    setNote(fay.doc, '5.1', 'Ask Bob last', 'me')
    await saved(fay)
    for (const link of ['participate', 'observe'] as const) {
      const other = await join(board, link, { name: 'Ann', part: 'facilitate' as never })
      expect(other.closes).toMatchObject([{ code: 4403 }])
      expect(readNotes(other.doc).size).toBe(0)
    }
  })
})

describe('what all do together', () => {
  it('[T1 to T3] the timer is the server’s: start, add, pause, resume, stop', async () => {
    const clock = { now: 1_000_000 }
    const { ask, facilitation } = await startSessionServer({ now: () => clock.now })
    const left = () => {
      const { timer } = facilitation().run
      return timer && timeLeftMs(timer, clock.now)
    }
    const timer = async (body: object, expected: number | null) => {
      expect((await ask('POST', '/session/timer', body)).status).toBe(200)
      await until(() => left() === expected)
    }
    await timer({ do: 'start', durationMs: 120_000 }, 120_000)
    clock.now += 30_000
    await timer({ do: 'add', ms: 60_000 }, 150_000)
    await timer({ do: 'pause' }, 150_000)
    clock.now += 500_000
    expect(left()).toBe(150_000)
    await timer({ do: 'resume' }, 150_000)
    clock.now += 50_000
    expect(left()).toBe(100_000)
    await timer({ do: 'stop' }, null)
    expect((await ask('POST', '/session/timer', { do: 'pause' })).status).toBe(404)
  })

  it('[M1 to M4] pause, summons, floor and ready check are stamped and seen by whoever comes late', async () => {
    const { ask, facilitator, board, join } = await startSessionServer()
    const ann = await join(board, 'participate', { name: 'Ann' })
    await ask('POST', '/session/pause', { isPaused: true })
    await ask('POST', '/session/summon', { target: { zoneIds: ['reasons'] } })
    await ask('POST', '/session/floor', { do: 'open', of: 'people', first: facilitator.seat.personId })
    await ask('POST', '/session/ready', { isAsked: true })
    const late = await join(board, 'participate', { name: 'Late', part: 'session' })
    const by = facilitator.seat.personId
    const { run } = readFacilitation(late.doc).facilitation
    expect(run).toMatchObject({ pause: { by }, summon: { by, target: { zoneIds: ['reasons'] } }, readyCheck: { by } })
    expect(run.floor).toMatchObject({ of: 'people', turn: 0 })
    const order = [by, ann.seat.personId, late.seat.personId]
    await until(() => readFacilitation(late.doc).facilitation.run.floor?.order.length === 3)
    expect(readFacilitation(late.doc).facilitation.run.floor).toMatchObject({ order, turn: 0 })
    await ask('POST', '/session/floor', { do: 'pass' })
    await ask('POST', '/session/floor', { do: 'join', personId: late.seat.personId })
    await until(() => readFacilitation(late.doc).facilitation.run.floor?.turn === 1)
    expect(readFacilitation(late.doc).facilitation.run.floor).toMatchObject({ order })
    for (const [path, body] of [
      ['pause', { isPaused: false }],
      ['summon', { target: null }],
      ['floor', { do: 'close' }],
      ['ready', { isAsked: false }],
    ] as const) {
      expect((await ask('POST', `/session/${path}`, body)).status).toBe(200)
    }
    await until(() => readFacilitation(late.doc).facilitation.run.readyCheck === null)
    expect(readFacilitation(late.doc).facilitation.run).toMatchObject({ pause: null, summon: null, floor: null })
  })

  it('[M3] whoever comes while the floor goes round is put at its end once, however many tabs they open; watchers are not', async () => {
    const { ask, facilitation, board, join, open } = await startSessionServer()
    await ask('POST', '/session/floor', { do: 'open', of: 'people' })
    await until(() => facilitation().run.floor !== null)
    const late = await join(board, 'participate', { name: 'Late', part: 'session' })
    open(late.seat, { part: 'session' })
    await join(board, 'observe', { name: 'Olga', part: 'session' })
    await until(() => facilitation().run.floor?.order.includes(late.seat.personId ?? '') === true)
    await ask('POST', '/session/floor', { do: 'pass' })
    await until(() => facilitation().run.floor?.turn === 1)
    expect(facilitation().run.floor?.order).toHaveLength(2)
    expect(facilitation().run.floor?.order.at(-1)).toBe(late.seat.personId)
  })

  it('[M6] cursors are hidden without a step too, until they are shown again', async () => {
    const { ask, facilitation, facilitator, start } = await startSessionServer()
    expect((await ask('POST', '/session/cursors', { areHidden: true })).status).toBe(200)
    await until(() => facilitation().run.cursorsHidden !== null)
    expect(facilitation().run.cursorsHidden).toMatchObject({ by: facilitator.seat.personId })
    await start('5.1')
    expect(facilitation().run.cursorsHidden).not.toBeNull()
    await ask('POST', '/session/cursors', { areHidden: false })
    await until(() => facilitation().run.cursorsHidden === null)
  })

  it('[M3] cards are shown one by one, in an order drawn by lot', async () => {
    const { saved, ask, start, facilitation, board, join } = await startSessionServer()
    const wall = await join(board, 'facilitate', { name: 'Wall' })
    expect((await ask('POST', '/session/floor', { do: 'open', of: 'cards', kinds: ['kpi'] })).status).toBe(404)
    write(wall, 'failure', 'reasons', ['a', 'bb', 'ccc'])
    await saved(wall)
    await start('5.3')
    expect((await ask('POST', '/session/floor', { do: 'open', of: 'cards' })).status).toBe(200)
    await until(() => facilitation().run.floor !== null)
    expect(facilitation().run.floor?.order.toSorted()).toEqual(
      cardsOf(wall, 'failure')
        .map(({ id }) => id)
        .toSorted(),
    )
  })

  it.each([
    ['participate', 'POST', '/session/step', { do: 'next' }],
    ['participate', 'POST', '/session/timer', { do: 'stop' }],
    ['participate', 'POST', '/session/pause', { isPaused: true }],
    ['participate', 'POST', '/session/summon', { target: null }],
    ['participate', 'POST', '/session/floor', { do: 'close' }],
    ['participate', 'POST', '/session/ready', { isAsked: true }],
    ['participate', 'POST', '/session/cursors', { areHidden: true }],
    ['participate', 'POST', '/session/reveal', undefined],
    ['participate', 'POST', '/session/decisions', { text: 'Yes' }],
    ['participate', 'GET', '/session/people', undefined],
    ['participate', 'POST', '/groups/draw', {}],
    ['participate', 'POST', '/groups/merge', undefined],
    ['participate', 'POST', '/rounds', {}],
    ['observe', 'POST', '/groups/join', {}],
  ] as const)('whoever came to %s may not %s %s', async (link, method, path, body) => {
    const { ask, facilitation, board, takeSeat } = await startSessionServer()
    const before = JSON.stringify(facilitation())
    const { seatToken } = await takeSeat(board, link, 'Ann')
    expect(await ask(method, path, body, seatToken)).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
    expect((await ask(method, path, body, 'nonsense')).status).toBe(401)
    expect(JSON.stringify(facilitation())).toBe(before)
  })
})

describe('roles', () => {
  it('are handed over, and count at once on what is open', async () => {
    const { saved, ask, start, board, join, facilitator } = await startSessionServer()
    const ann = await join(board, 'participate', { name: 'Ann', part: 'session' })
    const wall = await join(board, 'participate', { name: 'Ben' })
    await start('5.1', ann)
    const role = (seatId: string, to: string, token?: string) =>
      ask('POST', `/seats/${seatId}/role`, { role: to }, token)
    expect((await role(facilitator.seat.seatId, 'participant')).body).toMatchObject({ code: 'refused' })
    expect((await role(ann.seat.seatId, 'facilitator', ann.seat.seatToken)).status).toBe(403)
    expect((await role(ann.seat.seatId, 'facilitator')).body).toEqual({ seatId: ann.seat.seatId, role: 'facilitator' })
    addSteps(ann.doc, [step('hers')], 'me')
    await saved(ann)
    expect((await ask('POST', '/session/step', { do: 'next' }, ann.seat.seatToken)).status).toBe(200)
    expect((await role(facilitator.seat.seatId, 'participant', ann.seat.seatToken)).status).toBe(200)
    expect((await ask('POST', '/session/step', { do: 'next' })).status).toBe(403)
    expect((await role(wall.seat.seatId, 'observer', ann.seat.seatToken)).status).toBe(200)
    write(wall, 'task', 'cures-1', ['Too late'])
    await until(() => wall.closes.length > 0)
    expect(wall.closes[0]?.code).toBe(4422)
    expect((await role('nobody', 'observer', ann.seat.seatToken)).status).toBe(404)
  })

  it('whoever loses the role loses the notes they have open', async () => {
    const { ask, board, join } = await startSessionServer()
    const eve = await join(board, 'facilitate', { name: 'Eve', part: 'facilitate' as never })
    await ask('POST', `/seats/${eve.seat.seatId}/role`, { role: 'participant' })
    await until(() => eve.closes.length > 0)
    expect(eve.closes[0]?.code).toBe(4403)
  })
})

describe('groups', () => {
  it('[G1, G2] are drawn by lot among who is here, joined by link, and merged', async () => {
    const { saved, ask, facilitator, facilitation, board, join } = await startSessionServer()
    expect((await ask('POST', '/groups/draw', {})).status).toBe(404)
    const groups = ['g1', 'g2'].map((id) => ({ id, name: id, color: 'blue' as const, zoneIds: [] }))
    addGroups(facilitator.doc, groups, 'me')
    copyZonesForGroups(facilitator.doc, ['reasons'], 'me')
    await saved(facilitator)
    const people = [
      await join(board, 'participate', { name: 'Ann' }),
      await join(board, 'participate', { name: 'Ben' }),
    ]
    expect((await ask('POST', '/groups/draw', {})).status).toBe(200)
    await until(() => facilitation().members.size === 3)
    const late = await join(board, 'participate', { name: 'Late' })
    const joinGroup = (body: object) => ask('POST', '/groups/join', body, late.seat.seatToken)
    expect((await joinGroup({ groupId: 'g2' })).body).toEqual({ groupId: 'g2' })
    expect((await joinGroup({})).body).toEqual({ groupId: 'g2' })
    expect((await joinGroup({ groupId: 'none' })).status).toBe(404)
    write(people[0] as never, 'failure', 'reasons~g1', ['From the first'])
    await saved(people[0] as never)
    expect((await ask('POST', '/groups/merge')).body).toEqual({ cards: 1 })
    await until(() => cardsOf(late, 'failure')[0]?.zoneId === 'reasons')
    await until(() => !facilitation().zones.has('reasons~g1'))
  })
})

describe('the record', () => {
  it('[E2, E3] tells what happened, who was there, what was decided, and goes into the plan', async () => {
    const clock = { now: 1_800_000_000_000 }
    const { ask, start, board, join, facilitator } = await startSessionServer({ now: () => clock.now })
    const ann = await join(board, 'participate', { name: 'Ann' })
    await start('5.1')
    clock.now += 90_000
    expect((await ask('POST', '/session/decisions', { text: '  We start on Monday ' })).status).toBe(201)
    await ask('POST', '/session/step', { do: 'end-session' })
    const { body } = await ask('GET', '/record', undefined, ann.seat.seatToken)
    expect(body).toMatchObject({
      summary: {
        startedAt: 1_800_000_000_000,
        endedAt: clock.now,
        steps: [{ stepId: '5.1', title: 'Set the scene', ranMs: 90_000, runs: 1, outcome: 'done' }],
        decisions: [{ text: 'We start on Monday', by: facilitator.seat.personId }],
      },
      rounds: [],
    })
    const { people, summary } = body as {
      people: { name: string }[]
      summary: { people: string[]; sessionIds: string[] }
    }
    expect(people.map(({ name }) => name).toSorted()).toEqual(['Ann', 'Fay'])
    expect(new Set(summary.people)).toEqual(new Set([ann.seat.personId, facilitator.seat.personId]))
    const plan = (await ask('GET', '/plan')).body as { provenance: { sessionIds?: string[] } }
    expect(plan.provenance.sessionIds).toEqual(summary.sessionIds)
  })
})

async function withGates() {
  const server = await startSessionServer()
  return { ...server, gates: server.app.gates }
}
