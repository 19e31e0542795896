import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { roles } from '@planwall/shared/access/roles'
import { messageType } from '@planwall/shared/protocol'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { viewport } from '../bench/canvas/browser.ts'
import type { Api, NewBoard, TakenSeat } from '../fixtures/api.ts'
import { WallPeer } from '../fixtures/peer.ts'
import { fillBoard } from './fill-board.ts'
import { otherTitle, people, title } from './sales-plan.ts'
import type { PersonName } from './sales-plan.ts'

/** Takes every picture into the folder and gives their names. */
export async function takePictures(browser: Browser, api: Api, folder: string): Promise<string[]> {
  const other = await api.createBoard(otherTitle, 'T1')
  const board = await api.createBoard(title, 'T1')
  const context = await browser.newContext({
    viewport,
    // Letters on a wall that is seen whole are small: twice as fine, they can still be read.
    deviceScaleFactor: 2,
    locale: 'en-GB',
    timezoneId: 'UTC',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const taken: string[] = []
  const take = async (name: string) => {
    await page.evaluate(() => document.fonts.ready.then(() => undefined))
    await page.screenshot({ path: join(folder, name), animations: 'disabled' })
    taken.push(`docs/pictures/${name}`)
  }

  await joinAsMara(page, other)
  await joinAsMara(page, board)
  const company = await Company.gather(api, board)
  await page.setViewportSize({ width: viewport.width, height: 740 })
  await page.getByRole('button', { name: 'See everything' }).click()
  await company.pointAtThings()
  await page.getByText(people.Jonas.name, { exact: true }).first().waitFor({ state: 'attached' })
  await take('board.png')

  await page.getByRole('button', { name: 'Plan', exact: true }).click()
  await page.getByRole('button', { name: 'See everything' }).click()
  await zoomIn(page, { x: 640, y: 260 })
  await take('plan.png')
  await page.getByRole('button', { name: 'Plan', exact: true }).click()

  await page.setViewportSize(viewport)
  await page.getByRole('tab', { name: 'List' }).click()
  await take('list.png')

  await page.setViewportSize({ width: viewport.width, height: 1010 })
  await page.goto(api.url)
  await page.getByText(otherTitle).waitFor()
  await take('home.png')
  company.leave()
  await context.close()
  return taken
}

/** Brings the wall nearer at one place, with the wheel, and what is below it up. */
async function zoomIn(page: Page, at: { x: number; y: number }): Promise<void> {
  await page.mouse.move(at.x, at.y)
  await page.keyboard.down('Control')
  for (let n = 0; n < 9; n++) await page.mouse.wheel(0, -10)
  await page.keyboard.up('Control')
  await page.mouse.wheel(0, 110)
  await page.mouse.move(at.x, 66)
}

/** The facilitator, in the browser that is photographed. */
async function joinAsMara(page: Page, board: NewBoard): Promise<void> {
  await page.goto(board.links.facilitate.url)
  await page.getByLabel('Your name').fill(people.Mara.name)
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await page.getByText('Saved', { exact: true }).first().waitFor()
}

/** Everybody else on the call. */
class Company {
  readonly #peer: WallPeer
  readonly #seats: Readonly<Partial<Record<PersonName, TakenSeat>>>
  readonly #url: string
  readonly #providers: WebsocketProvider[] = []

  private constructor(api: Api, peer: WallPeer, seats: Readonly<Partial<Record<PersonName, TakenSeat>>>) {
    this.#url = api.url
    this.#peer = peer
    this.#seats = seats
  }

  /** They join, and the board is as they left it. */
  static async gather(api: Api, board: NewBoard): Promise<Company> {
    const seats: Partial<Record<PersonName, TakenSeat>> = {}
    for (const name of ['Tomas', 'Aisha', 'Jonas', 'Priya', 'Chen'] as const) {
      seats[name] = await api.takeSeat(board, 'participate', people[name].name)
    }
    const peer = await WallPeer.sit(api, seats.Tomas as TakenSeat)
    const mara = peer.cards('person').find(({ text }) => text === people.Mara.name)
    const personIds: Partial<Record<PersonName, string>> = mara ? { Mara: mara.id } : {}
    for (const [name, seat] of Object.entries(seats)) {
      if (seat.personId) personIds[name as PersonName] = seat.personId
    }
    await fillBoard(peer, personIds, new Date().toISOString().slice(0, 10))
    await peer.saved()
    return new Company(api, peer, seats)
  }

  /** Two of them point at what they talk about, the others are just there. */
  async pointAtThings(): Promise<void> {
    const at = (text: string) => {
      const geometry = this.#peer.card(text)?.geometry
      return geometry
        ? { c: [Math.round(geometry.x + geometry.w * 0.8), Math.round(geometry.y + geometry.h * 0.7)] }
        : {}
    }
    await this.#appear('Jonas', 2, at('Visit the first 25 with a service engineer'))
    await this.#appear('Priya', 8, at('Write one page that sells it'))
    await this.#appear('Aisha', 5, {})
  }

  leave(): void {
    for (const provider of this.#providers) provider.destroy()
    this.#peer.leave()
  }

  async #appear(name: PersonName, color: number, state: Record<string, unknown>): Promise<void> {
    const seat = this.#seats[name]
    if (!seat) return
    const provider = new WebsocketProvider(`${this.#url.replace(/^http/, 'ws')}/sync`, seat.boardId, new Y.Doc(), {
      params: { token: seat.seatToken },
      disableBc: true,
    })
    this.#providers.push(provider)
    // They only look on: how far their own words are saved is nothing to them.
    provider.messageHandlers[messageType.durable] = () => undefined
    const me = { n: people[name].name, c: color, r: roles[1], p: seat.personId }
    provider.awareness.setLocalState({ u: me, ...state })
    await new Promise<void>((resolve) => {
      provider.once('sync', () => resolve())
    })
  }
}
