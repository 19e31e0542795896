import { describe, expect, it } from 'vitest'
import type { Plan } from '@planwall/shared/plan/plan'
import { limits } from '@planwall/shared/protocol'
import { createMemoryStore } from '../store/memory.ts'
import type { NewBoard } from '../testing/client.ts'
import { startTestApp } from '../testing/test-app.ts'
import type { TestApp } from '../testing/test-app.ts'

const path = '/api/boards/import'
const xml = { 'content-type': 'application/xml' }

/** Our own, with the structures real files have. */
const plan = `<?xml version="1.0" encoding="utf-8"?>
<StrategicPlan xmlns="urn:ISO:std:iso:17469:tech:xsd:stratml_core">
  <Name>Harbour plan</Name>
  <Description>How the harbour grows</Description>
  <StrategicPlanCore>
    <Vision><Description>A harbour for everybody</Description><Identifier>_v1</Identifier></Vision>
    <Mission><Description>Boats in, boats out</Description></Mission>
    <Goal>
      <Name>More berths</Name><Description>Room for visitors</Description><Identifier>_g1</Identifier>
      <Objective><Name>Build the east pier</Name><Description>Forty berths</Description><Identifier>_o1</Identifier></Objective>
      <Objective><Name>Dredge the basin</Name><Description></Description></Objective>
    </Goal>
  </StrategicPlanCore>
</StrategicPlan>`

describe('POST /api/boards/import', () => {
  it.each([
    ['application/xml', plan],
    ['text/xml; charset=utf-8', plan],
    ['application/octet-stream', Buffer.from(`\uFEFF${plan}`, 'utf8')],
    ['application/xml', Buffer.from(`\uFEFF${plan.replace('utf-8', 'utf-16')}`, 'utf16le')],
  ])('makes a board of a StratML file sent as %s', async (contentType, body) => {
    const server = await startTestApp()
    const answer = await server.call('POST', `${path}?timezone=Europe/London`, {
      body,
      headers: { 'content-type': contentType },
    })
    expect(answer.status).toBe(201)
    const board = answer.body as NewBoard & { title: string }
    expect(Object.keys(board.links)).toEqual(['facilitate', 'participate', 'observe'])
    expect(board.title).toBe('Harbour plan')
    const text = JSON.stringify(await planOf(server, board))
    for (const words of ['More berths', 'Build the east pier', 'Forty berths', 'Dredge the basin']) {
      expect(text).toContain(words)
    }
  })

  const bomb = `<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>
    <StrategicPlan><Name>&b;</Name></StrategicPlan>`
  const outside = `<?xml version="1.0"?><!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]>
    <StrategicPlan><Name>&x;</Name></StrategicPlan>`
  const rows: [rule: string, body: string | Uint8Array, status: number, code: string][] = [
    ['a file that is cut off', plan.slice(0, 300), 400, 'bad-file'],
    ['a file that is no XML', 'Name,Due\nA,B', 400, 'bad-file'],
    ['another kind of XML', '<html><body>Hello</body></html>', 400, 'bad-file'],
    ['a file with entities that grow', bomb, 400, 'bad-file'],
    ['a file with entities from outside', outside, 400, 'bad-file'],
    ['bytes that are not the text they say', Buffer.from([0x3c, 0xff, 0xfe, 0x80]), 400, 'bad-file'],
    ['an empty file', '', 400, 'bad-file'],
    ['20 MB', Buffer.alloc(20 * 1024 * 1024, 'x'), 413, 'too-large'],
    ['one byte too much', Buffer.alloc(limits.maxImportBytes + 1, ' '), 413, 'too-large'],
  ]
  it.each(rows)('%s gets a clear error and makes nothing', async (_rule, body, status, code) => {
    const store = createMemoryStore()
    let made = 0
    const createBoard: typeof store.createBoard = (board) => {
      made++
      return store.createBoard(board)
    }
    const server = await startTestApp({ store: { ...store, createBoard } })
    const answer = await server.call('POST', path, { body, headers: xml })
    expect([answer.status, answer.body]).toEqual([
      status,
      { code, message: expect.stringMatching(/\w+ \w+/) as string, retry: false },
    ])
    expect(made).toBe(0)
    expect(answer.text).not.toContain('root:')
  })

  it('wants a file it knows, in a time zone there is', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const form = await server.call('POST', path, { body: 'x', headers: { 'content-type': 'multipart/form-data' } })
    expect(form).toMatchObject({ status: 400, body: { code: 'bad-request' } })
    const zone = await server.call('POST', `${path}?timezone=Mars`, { body: plan, headers: xml })
    expect(zone).toMatchObject({ status: 400, body: { code: 'bad-request' } })
  })
})

describe('what was exported is imported', () => {
  it.each([
    ['plan-json', 'application/json'],
    ['board-json', 'application/json'],
    ['markdown', 'text/markdown'],
    ['stratml-1', 'application/xml'],
    ['stratml-2', 'application/octet-stream'],
  ])('%s, sent as %s, makes the plan again', async (format, contentType) => {
    const server = await startTestApp({ store: createMemoryStore() })
    const first = await server.call('POST', path, { body: plan, headers: xml })
    const before = first.body as NewBoard
    const { seatToken: token } = await server.takeSeat(before, 'observe')
    const file = await server.call('GET', `/api/boards/${before.boardId}/plan?format=${format}`, { token })
    expect(file.status).toBe(200)
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="harbour-plan \d{4}-\d{2}-\d{2}.*"/)
    const again = await server.call('POST', path, { body: file.text, headers: { 'content-type': contentType } })
    expect(again).toMatchObject({ status: 201, body: { title: 'Harbour plan', notKept: [] } })
    const [old, made] = [await planOf(server, before), await planOf(server, again.body as NewBoard)] as [Plan, Plan]
    // What a StratML file calls an item stays with it, where it cannot be its id.
    const named = ({ moves }: Plan) =>
      moves.map(({ id, name, externalRefs = [] }) => [externalRefs[0]?.key ?? id, name])
    expect(named(made)).toEqual(named(old))
    expect(made.tasks.map(({ summary, description }) => [summary, description])).toEqual(
      old.tasks.map(({ summary, description }) => [summary, description]),
    )
  })

  it('a large file is read beside everything else: others are answered meanwhile', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const tasks = Array.from({ length: 4000 }, (_, i) => ({
      id: `t${i}`,
      summary: `Task ${i}`,
      moveId: 'm',
      description: 'x'.repeat(500),
    }))
    const body = planWith({ moves: [{ id: 'm', name: 'Move' }], tasks })
    const importing = server.call('POST', path, { body, headers: { 'content-type': 'application/json' } })
    const isDone = importing.then(() => true)
    let answered = 0
    let longest = 0
    for (;;) {
      const before = performance.now()
      const ping = server.call('GET', '/healthz').then(() => false)
      if (await Promise.race([isDone, ping])) break
      longest = Math.max(longest, performance.now() - before)
      answered++
    }
    const board = await importing
    expect(board.status).toBe(201)
    expect(((await planOf(server, board.body as NewBoard)) as Plan).tasks).toHaveLength(4000)
    expect(answered).toBeGreaterThan(3)
    expect(longest).toBeLessThan(5000)
  })

  it('a large file that is broken is refused with its place', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const body = planWith({ tasks: [{ id: 't', due: 'soon', description: 'x'.repeat(300_000) }] })
    const answer = await server.call('POST', path, { body, headers: { 'content-type': 'application/json' } })
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad-file' } })
    expect(answer.text).toContain('/tasks/0/due')
  })

  it('a format there is none of is refused, and those there are are named', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const board = await server.createBoard()
    const { seatToken: token } = await server.takeSeat(board, 'observe')
    const answer = await server.call('GET', `/api/boards/${board.boardId}/plan?format=pptx`, { token })
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad-request' } })
    expect(answer.text).toContain('pptx')
    expect(answer.text).toContain('plan-json')
  })

  const rows: [what: string, body: string, words: RegExp][] = [
    ['JSON that is cut off', '{"schemaVersion": "1.0.0", "moves": [', /not well-formed.*\(line 1, column \d+\)/],
    ['JSON of something else', '{"hello": "world"}', /neither a plan nor a board/],
    ['JSON that is too deep', `{"schemaVersion":${'['.repeat(100)}`, /64 levels/],
    ['a plan of the next major version', '{"schemaVersion":"2.0.0"}', /version 2\.0\.0.*\(\/schemaVersion\)/],
    ['a value that is not allowed', planWith({ tasks: [{ id: 't', due: 'soon' }] }), /\(\/tasks\/0\/due\)/],
    [
      'a field nobody knows',
      planWith({ tasks: [{ id: 't', colour: 'red' }] }),
      /“colour” is not known here.*\(\/tasks\/0\/colour\)/,
    ],
    [
      'an id that stands twice',
      planWith({ moves: [{ id: 'm' }, { id: 'm' }] }),
      /“m” stands twice.*\(\/moves\/1\/id\)/,
    ],
    ['a board of a newer version', '{"format":"planwall-board","version":9}', /newer Planwall/],
    [
      'a board without its cards',
      '{"format":"planwall-board","version":1,"boardId":"b","exportedAt":"","generator":"","session":{}}',
      /is missing/,
    ],
    ['Markdown with a date that is none', '# Plan\n\n## Move 1: A\n\n- [ ] Call\n  - **Due:** soon\n', /\(line 6\)/],
    ['Markdown with a field nobody knows', '# Plan\n\n## Move 1: A\n\n- **Colour:** red\n', /“Colour”.*\(line 5\)/],
    ['Markdown with a table nobody knows', '# Plan\n\n| a | b |\n', /\(line 3\)/],
    ['a spreadsheet', 'Name,Due\nA,B', /start page/],
  ]
  it.each(rows)('%s is refused, with the place, and makes nothing', async (_what, body, words) => {
    const store = createMemoryStore()
    let made = 0
    const createBoard: typeof store.createBoard = (board) => {
      made++
      return store.createBoard(board)
    }
    const server = await startTestApp({ store: { ...store, createBoard } })
    const answer = await server.call('POST', path, { body, headers: { 'content-type': 'application/octet-stream' } })
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad-file', retry: false } })
    expect((answer.body as { message: string }).message).toMatch(words)
    expect(made).toBe(0)
  })
})

function planWith(parts: object): string {
  const provenance = { boardId: 'b', exportedAt: '2026-01-06T16:05:00Z', generator: 'test' }
  return JSON.stringify({ schemaVersion: '1.0.0', id: 'p', provenance, ...parts })
}

async function planOf(server: TestApp, board: NewBoard): Promise<unknown> {
  const { seatToken } = await server.takeSeat(board, 'observe')
  const answer = await server.call('GET', `/api/boards/${board.boardId}/plan`, { token: seatToken })
  expect(answer.status).toBe(200)
  return answer.body
}
