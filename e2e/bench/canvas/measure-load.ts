import type { Browser } from '@playwright/test'
import type { Api } from '../../fixtures/api.ts'
import { makeWall } from './make-wall.ts'
import { wallOfCards } from './cards.ts'
import { visit } from './browser.ts'
import type { Visitor } from './browser.ts'
import { pause } from './gestures.ts'
import { pressJoin, wallShown } from './our-wall.ts'
import { count, kB } from './report.ts'
import type { Report } from './report.ts'
import { sum } from './statistics.ts'

const CARDS = 200
const GOAL_JOIN_BYTES = 90_000
const GOAL_BOARD_BYTES = 400_000
/** What a page still asks for after it is shown: it is waited for, and counted. */
const QUIET_MS = 1500

/** What a first visitor is sent: code, fonts, and from where. */
export async function measureLoad(report: Report, { browser, api }: { browser: Browser; api: Api }): Promise<void> {
  report.progress('first load')
  const made = await makeWall(api, wallOfCards(CARDS))
  const visitor = await visit(browser)
  const requests = await listRequests(visitor)
  await visitor.page.goto(made.links.facilitate.url)
  await visitor.page.getByLabel('Your name').waitFor()
  await pause(QUIET_MS)
  const joining = requests.splice(0)
  await visitor.page.getByLabel('Your name').fill('Ana Berg')
  await pressJoin(visitor.page)
  await wallShown(visitor.page)
  await pause(QUIET_MS)
  const board = requests.splice(0)
  await visitor.leave()
  const all = [...joining, ...board]
  report.add(
    ofScripts('join page: JavaScript, brotli', joining, GOAL_JOIN_BYTES),
    ofScripts('board: JavaScript, brotli, besides that', board, GOAL_BOARD_BYTES),
    {
      part: 'load',
      what: 'style sheets / pictures and icons, both',
      measured: `${kB(bytesOf(all, 'Stylesheet'))} / ${kB(bytesOf(all, 'Image'))}`,
      numbers: { stylesheets: bytesOf(all, 'Stylesheet'), images: bytesOf(all, 'Image') },
    },
    ofFonts(all),
    ofOrigins(all, api.url),
  )
}

interface Sent {
  url: string
  type: string
  encoding: string
  /** Body as it was transferred. */
  bytes: number
}

async function listRequests({ cdp }: Visitor): Promise<Sent[]> {
  const requests: Sent[] = []
  const byId = new Map<string, Sent>()
  cdp.on('Network.requestWillBeSent', ({ requestId, request, type = 'Other' }) => {
    const sent = { url: request.url, type, encoding: '', bytes: 0 }
    byId.set(requestId, sent)
    requests.push(sent)
  })
  cdp.on('Network.webSocketCreated', ({ url }) => {
    requests.push({ url, type: 'WebSocket', encoding: '', bytes: 0 })
  })
  cdp.on('Network.responseReceived', ({ requestId, response }) => {
    const sent = byId.get(requestId)
    if (sent) sent.encoding = headerOf(response.headers, 'content-encoding')
  })
  cdp.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    const sent = byId.get(requestId)
    if (sent) sent.bytes += encodedDataLength
  })
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const sent = byId.get(requestId)
    // Without the parts, the whole: headers and body.
    if (sent && sent.bytes === 0) sent.bytes = encodedDataLength
  })
  await cdp.send('Network.enable')
  return requests
}

function headerOf(headers: Record<string, string>, name: string): string {
  const found = Object.entries(headers).find(([header]) => header.toLowerCase() === name)
  return found?.[1] ?? ''
}

/** A file that is as small as this with its headers, bytes, would not become smaller. */
const NOT_WORTH_IT = 1000

function ofScripts(what: string, requests: readonly Sent[], goal: number) {
  const scripts = requests.filter(({ type }) => type === 'Script')
  const bytes = bytesOf(requests, 'Script')
  const plain = scripts.filter(({ encoding, bytes: size }) => encoding !== 'br' && size > NOT_WORTH_IT)
  return {
    part: 'load',
    what,
    measured: `${kB(bytes)} in ${scripts.length} files${plain.length > 0 ? `, ${plain.length} not brotli` : ''}`,
    goal: `at most ${kB(goal)}`,
    met: bytes > 0 && bytes <= goal && plain.length === 0,
    numbers: { bytes, files: scripts.map(({ url, bytes: size }) => ({ name: nameOf(url), bytes: size })) },
  }
}

function ofFonts(requests: readonly Sent[]) {
  const fonts = requests.filter(({ type }) => type === 'Font')
  return {
    part: 'load',
    what: 'fonts, as they are used',
    measured: `${kB(bytesOf(requests, 'Font'))}: ${fonts.map(({ url }) => nameOf(url)).join(', ') || 'none'}`,
    numbers: { fonts: fonts.map(({ url, bytes }) => ({ name: nameOf(url), bytes })) },
  }
}

function ofOrigins(requests: readonly Sent[], own: string) {
  const { host } = new URL(own)
  const foreign = requests.map(({ url }) => new URL(url)).filter((url) => isOnTheNetwork(url) && url.host !== host)
  return {
    part: 'load',
    what: `requests to other origins, of ${count(requests.length)}`,
    measured: foreign.length === 0 ? 'none' : [...new Set(foreign.map(({ origin }) => origin))].join(', '),
    goal: 'none',
    met: foreign.length === 0,
    numbers: { foreign: foreign.map(String), requests: requests.length },
  }
}

function isOnTheNetwork({ protocol }: URL): boolean {
  return ['http:', 'https:', 'ws:', 'wss:'].includes(protocol)
}

function bytesOf(requests: readonly Sent[], type: string): number {
  return sum(requests.filter((sent) => sent.type === type).map(({ bytes }) => bytes))
}

function nameOf(url: string): string {
  return new URL(url).pathname.split('/').at(-1) ?? url
}
