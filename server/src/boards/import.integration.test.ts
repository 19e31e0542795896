import { describe, expect, it } from 'vitest'
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

  it('wants the file as XML, in a time zone there is', async () => {
    const server = await startTestApp({ store: createMemoryStore() })
    const form = await server.call('POST', path, { body: 'x', headers: { 'content-type': 'text/csv' } })
    expect(form).toMatchObject({ status: 400, body: { code: 'bad-request' } })
    const zone = await server.call('POST', `${path}?timezone=Mars`, { body: plan, headers: xml })
    expect(zone).toMatchObject({ status: 400, body: { code: 'bad-request' } })
  })
})

async function planOf(server: TestApp, board: NewBoard): Promise<unknown> {
  const { seatToken } = await server.takeSeat(board, 'observe')
  const answer = await server.call('GET', `/api/boards/${board.boardId}/plan`, { token: seatToken })
  expect(answer.status).toBe(200)
  return answer.body
}
