import { createHash } from 'node:crypto'
import { addCards, deleteElements, setField, setText } from '@planwall/shared/board/edit'
import { readBoard } from '@planwall/shared/board/read'
import type { Plan } from '@planwall/shared/plan/plan'
import { canonicalJson } from '@planwall/shared/plan/canonical-json'
import { planFormats } from '@planwall/shared/export/formats'
import { setMeta } from '@planwall/shared/session/edit-session'
import { readFinished } from '@planwall/shared/session/finished'
import { waiveCheck } from '@planwall/shared/session/waivers'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { openSqliteStore } from '../store/sqlite.ts'
import type { NewBoard } from '../testing/client.ts'
import { tempDir } from '../testing/temp-dir.ts'
import { startTestApp } from '../testing/test-app.ts'
import type { TestApp } from '../testing/test-app.ts'
import { until } from '../testing/until.ts'

describe('finishing a plan', () => {
  it('keeps the plan, who finished it, when and why, and what it was read off', async () => {
    const { server, board, ana, path } = await withBoard()
    const answer = await server.call('POST', path, { token: ana.seatToken, body: { note: '  End of day two ' } })
    expect(answer.status).toBe(201)
    expect(answer.body).toEqual({
      revision: 1,
      createdAt: expect.any(Number) as number,
      createdBy: { personId: ana.personId, name: 'Ana' },
      note: 'End of day two',
      checksum: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      counts: { moves: 1, tasks: 1, warnings: 0, waived: 0 },
    })
    const { body } = await server.call('GET', `${path}/1`, { token: ana.seatToken })
    const { plan, checksum } = body as { plan: Plan; checksum: string }
    expect(plan).toMatchObject({ status: 'complete', revision: 1, provenance: { exportedBy: ana.personId } })
    expect(plan.checks).toEqual([])
    expect(plan.moves.map(({ name }) => name)).toEqual(['Win back sleepers'])
    expect(sha256(canonicalJson(plan))).toBe(checksum)
    const snapshot = await server.store.revisions.snapshot(board.boardId, 1)
    const doc = new Y.Doc()
    Y.applyUpdate(doc, snapshot?.board ?? new Uint8Array())
    expect(readBoard(doc).board.elements.get('task1')).toMatchObject({ text: 'List them' })
  })

  it('is there for good: what changes on the board afterwards changes no revision', async () => {
    const dir = tempDir()
    const { server, doc, ana, path } = await withBoard({ dir })
    await server.call('POST', path, { token: ana.seatToken, body: {} })
    const before = (await server.call('GET', `${path}/1`, { token: ana.seatToken })).text
    deleteElements(doc, ['task1'], 'test')
    await until(async () => ((await planNow(server, path, ana.seatToken)) as Plan).tasks.length === 0)
    expect((await server.call('GET', `${path}/1`, { token: ana.seatToken })).text).toBe(before)
    await server.close()
    const again = await startTestApp({ store: openSqliteStore(dir) })
    expect((await again.call('GET', `${path}/1`, { token: ana.seatToken })).text).toBe(before)
  })

  it('is refused with a list while errors stand, and goes on once they are waived, with the reason in the plan', async () => {
    const { server, board, ana, path } = await withBoard({ checks: ['GOL-01', 'TSK-01', 'TSK-03'] })
    const refused = await server.call('POST', path, { token: ana.seatToken, body: {} })
    expect(refused).toMatchObject({
      status: 422,
      body: {
        code: 'plan-incomplete',
        retry: false,
        findings: [
          { code: 'GOL-01', text: 'There is no goal yet.' },
          { code: 'TSK-01', cardId: 'task1' },
          { code: 'TSK-01', cardId: 'task1' },
        ],
      },
    })
    expect((await server.call('GET', path, { token: ana.seatToken })).body).toEqual([])
    const session = server.open(ana, { part: 'session' })
    await until(() => session.provider.synced)
    const by = ana.personId ?? ''
    waiveCheck(session.doc, { code: 'GOL-01', reason: 'Set by the board next week', by, at: 1 }, 'test')
    waiveCheck(session.doc, { code: 'TSK-01', cardId: 'task1', reason: 'Bob is asked tonight', by, at: 2 }, 'test')
    await until(() => session.durable() >= 3)
    const finished = await server.call('POST', path, { token: ana.seatToken, body: {} })
    expect(finished).toMatchObject({ status: 201, body: { counts: { waived: 3, warnings: 1 } } })
    const { body } = await server.call('GET', `${path}/latest`, { token: ana.seatToken })
    expect((body as { plan: Plan }).plan.checks).toMatchObject([
      { code: 'GOL-01', waivedBy: by, waiverReason: 'Set by the board next week' },
      { code: 'TSK-01', waivedBy: by, waiverReason: 'Bob is asked tonight' },
      { code: 'TSK-01', waivedBy: by },
      { code: 'TSK-03' },
    ])
    expect(board.boardId).toBeTruthy()
  })

  it('gives every revision a number of its own, also where several finish at once', async () => {
    const { server, ana, path } = await withBoard()
    const all = await Promise.all(
      Array.from({ length: 6 }, () => server.call('POST', path, { token: ana.seatToken, body: {} })),
    )
    const numbers = all.map(({ body }) => (body as { revision: number }).revision)
    expect(numbers.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6])
    const list = (await server.call('GET', path, { token: ana.seatToken })).body as { revision: number }[]
    expect(list.map(({ revision }) => revision)).toEqual([6, 5, 4, 3, 2, 1])
    const { body } = await server.call('GET', `${path}/3`, { token: ana.seatToken })
    expect((body as { plan: Plan }).plan.provenance.supersedes).toBe('2')
  })

  it.each([
    ['an observer', 'observe', 403],
    ['a participant', 'participate', 403],
    ['nobody', undefined, 401],
  ] as const)('is not for %s, who reads what was finished all the same', async (_who, link, status) => {
    const { server, board, ana, path } = await withBoard()
    await server.call('POST', path, { token: ana.seatToken, body: {} })
    const token = link && (await server.takeSeat(board, link, 'Eve')).seatToken
    const call = token === undefined ? {} : { token }
    expect((await server.call('POST', path, { ...call, body: {} })).status).toBe(status)
    const reading = await Promise.all(
      [path, `${path}/1`, `${path}/1/diff/now`].map((at) => server.call('GET', at, call)),
    )
    expect(reading.map((answer) => answer.status)).toEqual(link ? [200, 200, 200] : [401, 401, 401])
  })

  it.each(['0', '2', '-1', '1.0', 'now', 'x', '1%2F..'])('there is no revision %s', async (number) => {
    const { server, ana, path } = await withBoard()
    await server.call('POST', path, { token: ana.seatToken, body: {} })
    expect([400, 404]).toContain((await server.call('GET', `${path}/${number}`, { token: ana.seatToken })).status)
  })

  it('a note that is too long is refused, and nothing is finished', async () => {
    const { server, ana, path } = await withBoard()
    const answer = await server.call('POST', path, { token: ana.seatToken, body: { note: 'x'.repeat(2001) } })
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad-request' } })
    expect((await server.call('GET', path, { token: ana.seatToken })).body).toEqual([])
  })
})

describe('what changed', () => {
  it('names what moved, what changed, what came and what went, with names for ids', async () => {
    const { server, doc, ana, path } = await withBoard()
    await server.call('POST', path, { token: ana.seatToken, body: {} })
    setField(doc, 'task1', 'due', '2027-02-01', 'test')
    setField(doc, 'task1', 'assignee', ana.personId, 'test')
    setField(doc, 'task1', 'doneWhen', 'The list is in the CRM', 'test')
    addCards(doc, [card('task', 'task2', 'Call them', { moveId: 'move1' })], 'test')
    await until(async () => ((await planNow(server, path, ana.seatToken)) as Plan).tasks.length === 2)
    const { body: now } = await server.call('GET', `${path}/1/diff/now`, { token: ana.seatToken })
    await server.call('POST', path, { token: ana.seatToken, body: {} })
    const { body } = await server.call('GET', `${path}/1/diff/2`, { token: ana.seatToken })
    const diff = {
      plan: [],
      moved: [
        {
          cardId: 'task1',
          fields: [
            { field: 'due', about: 'date', after: '2027-02-01' },
            { field: 'assignee', about: 'owner', after: ana.personId },
          ],
        },
      ],
      changed: [{ cardId: 'task1', fields: [{ field: 'definitionOfDone', after: 'The list is in the CRM' }] }],
      added: [{ section: 'tasks', cardId: 'task2', name: 'Call them' }],
      removed: [],
    }
    expect(body).toMatchObject({ before: 1, after: 2, names: { [ana.personId ?? '']: 'Ana' }, diff })
    expect(now).toMatchObject({ before: 1, after: 'now', diff })
    const { body: back } = await server.call('GET', `${path}/2/diff/1`, { token: ana.seatToken })
    expect(back).toMatchObject({ diff: { added: [], removed: [{ cardId: 'task2' }] } })
    const { body: same } = await server.call('GET', `${path}/2/diff/latest`, { token: ana.seatToken })
    expect(same).toMatchObject({ diff: { plan: [], moved: [], changed: [], added: [], removed: [] } })
  })
})

describe('a revision as a file', () => {
  it('is of the format that was asked for, made of what was finished', async () => {
    const { server, doc, ana, path } = await withBoard()
    await server.call('POST', path, { token: ana.seatToken, body: {} })
    deleteElements(doc, ['task1'], 'test')
    const file = await server.call('GET', `${path}/1?format=markdown`, { token: ana.seatToken })
    expect(file.status).toBe(200)
    expect(file.headers.get('content-type')).toContain('text/markdown')
    expect(file.headers.get('content-disposition')).toMatch(
      /^attachment; filename="[^"]+\.md"; filename\*=UTF-8''\S+\.md$/,
    )
    expect(file.text).toContain('List them')
    const wrong = await server.call('GET', `${path}/1?format=nothing`, { token: ana.seatToken })
    expect(wrong).toMatchObject({ status: 400, body: { code: 'bad-request' } })
  })

  it.each(planFormats.map(({ id, mediaType }) => [id, mediaType] as const))(
    'can be had as %s, whatever has become of the wall, and is the same each time',
    async (format, mediaType) => {
      const { server, doc, ana, path } = await withBoard()
      await server.call('POST', path, { token: ana.seatToken, body: {} })
      const before = await server.call('GET', `${path}/1?format=${format}`, { token: ana.seatToken })
      expect(before.status).toBe(200)
      expect(before.headers.get('content-type')).toBe(mediaType)
      setText(doc, 'task1', 'Something else', 'test')
      await until(async () => ((await planNow(server, path, ana.seatToken)) as Plan).tasks[0]?.summary !== 'List them')
      expect((await server.call('GET', `${path}/latest?format=${format}`, { token: ana.seatToken })).text).toBe(
        before.text,
      )
    },
  )

  it('is not made of what does not hold together any more: that is said, and what else was finished is not concerned', async () => {
    const { server, board, ana, path } = await withBoard()
    await server.call('POST', path, { token: ana.seatToken, body: {} })
    const whole = await server.store.revisions.get(board.boardId, 1)
    if (!whole) throw new Error('No revision.')
    const snapshot = { board: new Uint8Array([1, 2, 3]), session: new Uint8Array([0, 0]) }
    await server.store.revisions.add({ ...whole, revision: 2, snapshot }, [])
    const broken = await server.call('GET', `${path}/2?format=board-json`, { token: ana.seatToken })
    expect(broken).toMatchObject({ body: { code: 'damaged' } })
    expect((await server.call('GET', `${path}/1?format=board-json`, { token: ana.seatToken })).status).toBe(200)
  })
})

describe('the people at the board', () => {
  it('hear of a finished plan: which, when, and by whom', async () => {
    const { server, board, ana, path } = await withBoard()
    const eve = server.open(await server.takeSeat(board, 'observe', 'Eve'), { part: 'session' })
    await until(() => eve.provider.synced)
    expect(readFinished(eve.doc)).toBeUndefined()
    const { body } = await server.call('POST', path, { token: ana.seatToken, body: {} })
    const { createdAt } = body as { createdAt: number }
    await until(() => readFinished(eve.doc) !== undefined)
    expect(readFinished(eve.doc)).toEqual({ revision: 1, at: createdAt, by: ana.personId, name: 'Ana' })
    await server.call('POST', path, { token: ana.seatToken, body: {} })
    await until(() => readFinished(eve.doc)?.revision === 2)
  })
})

describe('a link to a finished plan', () => {
  it('shows this plan to anybody who has it, and nothing of the board', async () => {
    const { server, board, ana, path } = await withBoard()
    await server.call('POST', path, { token: ana.seatToken, body: {} })
    const made = await server.call('POST', `${path}/1/links`, { token: ana.seatToken })
    expect(made.status).toBe(201)
    const { linkId, url, token } = made.body as { linkId: string; url: string; token: string }
    expect(url).toBe(`${server.url}/p/${linkId}#${token}`)
    const shown = await server.call('GET', `/api/shared-plans/${linkId}`, { token })
    expect(shown).toMatchObject({
      status: 200,
      body: { revision: 1, plan: { moves: [{ name: 'Win back sleepers' }] } },
    })
    for (const secret of ['derivedFrom', 'A secret idea', 'ana@example.com', '/b/'])
      expect(shown.text).not.toContain(secret)
    for (const at of [path, `${path}/1`, `/api/boards/${board.boardId}`, `/api/boards/${board.boardId}/plan`]) {
      expect((await server.call('GET', at, { token })).status).toBe(401)
    }
  })

  it('is revoked by a facilitator, and by nobody else', async () => {
    const { server, board, ana, path } = await withBoard()
    await server.call('POST', path, { token: ana.seatToken, body: {} })
    const { body } = await server.call('POST', `${path}/1/links`, { token: ana.seatToken })
    const { linkId, token } = body as { linkId: string; token: string }
    const links = `/api/boards/${board.boardId}/plan-links`
    const eve = await server.takeSeat(board, 'participate', 'Eve')
    const other = await server.takeSeat(await server.createBoard(), 'facilitate', 'Otto')
    for (const seatToken of [eve.seatToken, other.seatToken, token]) {
      expect([401, 403]).toContain((await server.call('DELETE', `${links}/${linkId}`, { token: seatToken })).status)
      expect([401, 403]).toContain((await server.call('POST', `${path}/1/links`, { token: seatToken })).status)
      expect([401, 403]).toContain((await server.call('GET', links, { token: seatToken })).status)
    }
    const elsewhere = `/api/boards/${other.boardId}/plan-links/${linkId}`
    expect((await server.call('DELETE', elsewhere, { token: other.seatToken })).status).toBe(404)
    expect((await server.call('GET', links, { token: ana.seatToken })).body).toMatchObject([{ linkId, revision: 1 }])
    expect((await server.call('DELETE', `${links}/${linkId}`, { token: ana.seatToken })).status).toBe(204)
    expect((await server.call('GET', `/api/shared-plans/${linkId}`, { token })).status).toBe(401)
    expect((await server.call('GET', links, { token: ana.seatToken })).body).toEqual([])
  })

  it('is of a revision there is, and its token is in no table and no log', async () => {
    const { server, ana, path } = await withBoard()
    await server.call('POST', path, { token: ana.seatToken, body: {} })
    expect((await server.call('POST', `${path}/7/links`, { token: ana.seatToken })).status).toBe(404)
    const { body } = await server.call('POST', `${path}/1/links`, { token: ana.seatToken })
    const { linkId, token } = body as { linkId: string; token: string }
    await server.call('GET', `/api/shared-plans/${linkId}`, { token })
    expect(await server.store.revisions.findLink(linkId, token)).toBeUndefined()
    expect(server.logs()).not.toContain(token)
  })
})

async function withBoard({ checks = [], dir }: { checks?: string[]; dir?: string } = {}) {
  const server = await startTestApp(dir ? { store: openSqliteStore(dir) } : {})
  const board = await server.createBoard({ templateId: 'blank' })
  const ana = await server.takeSeat(board, 'facilitate', 'Ana')
  const { doc } = await fill(server, board, ana, checks)
  return { server, board, ana, doc, path: `/api/boards/${board.boardId}/plans` }
}

async function fill(server: TestApp, _board: NewBoard, ana: Parameters<TestApp['open']>[0], checks: string[]) {
  const wall = server.open(ana)
  const session = server.open(ana, { part: 'session' })
  await until(() => wall.provider.synced && session.provider.synced)
  setMeta(session.doc, { gate: { checks, thresholds: {} } }, 'test')
  setField(wall.doc, ana.personId ?? '', 'email', 'ana@example.com', 'test')
  addCards(
    wall.doc,
    [
      card('move', 'move1', 'Win back sleepers'),
      card('task', 'task1', 'List them', { moveId: 'move1' }),
      card('note', 'note1', 'A secret idea'),
    ],
    'test',
  )
  await until(() => wall.durable() >= 2 && session.durable() >= 1)
  return wall
}

function card(kind: 'move' | 'task' | 'note', id: string, text: string, fields: Record<string, unknown> = {}) {
  return { id, kind, text, fields, zoneId: null, geometry: null, order: 'a0', createdAt: 0, createdBy: null }
}

async function planNow(server: TestApp, path: string, token: string): Promise<unknown> {
  return (await server.call('GET', path.replace(/s$/, ''), { token })).body
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
