import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures/story.ts'
import type { Person } from '../fixtures/person.ts'

const widths = [1440, 640, 390]
const schemes = ['light', 'dark'] as const
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What axe finds in a view, in both colour schemes and at every width; and whether it has to be scrolled sideways. */
async function findings(page: Page, view: string): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme })
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      const where = `${view}, ${colorScheme}, ${width} px`
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      if (overflow > 0) found.push(`${where}: ${overflow} px too wide`)
      const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
      for (const { id, nodes } of violations) {
        found.push(`${where}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
      }
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
  return found
}

test('home, a new board and its links', async ({ person }) => {
  const ana = await person('Ana')
  await ana.home()
  await expect(ana.page.getByRole('button', { name: /Plan on a wall/ })).toBeVisible()
  expect(await findings(ana.page, 'home')).toEqual([])
  await ana.page.getByRole('button', { name: /Plan on a wall/ }).click()
  await ana.page.getByLabel('Title').fill('')
  await ana.page.getByRole('button', { name: 'Create the board' }).click()
  await expect(ana.page.getByText('Please give the board a title.')).toBeVisible()
  expect(await findings(ana.page, 'new board')).toEqual([])
  await ana.page.getByLabel('Title').fill('Spring plan')
  await ana.page.getByRole('button', { name: 'Create the board' }).click()
  await expect(ana.page.getByRole('dialog', { name: 'Spring plan is ready' })).toBeVisible()
  expect(await findings(ana.page, 'links')).toEqual([])
})

test('joining, and what goes wrong there', async ({ api, person }) => {
  const board = await api.createBoard('Spring plan')
  const ana = await person('Ana')
  ana.tolerate(/401/)
  await ana.openLink(board, 'participate')
  await expect(ana.page.getByRole('heading', { name: 'Join Spring plan' })).toBeVisible()
  expect(await findings(ana.page, 'join')).toEqual([])
  await ana.page.goto(`/b/${board.boardId}#wrong`)
  await expect(ana.page.getByRole('alert')).toBeVisible()
  expect(await findings(ana.page, 'wrong link')).toEqual([])
})

test('the board: wall, list, details, plan, paste, find, help', async ({ api, person, peer }) => {
  const board = await api.createBoard('Spring plan')
  const paul = await peer(board)
  await fill(paul)
  const ana = await person('Ana')
  await ana.join(board, 'facilitate')
  const { page } = ana
  await expect(ana.wall.card('List the sleepers')).toBeVisible()
  expect(await findings(page, 'wall')).toEqual([])

  await ana.wall.select('List the sleepers')
  await ana.inspector.openMoreFields()
  expect(await findings(page, 'wall with details')).toEqual([])
  await page.keyboard.press('Escape')
  await ana.plan.open()
  await expect(ana.plan.panel.getByText('Not in the plan yet')).toBeVisible()
  expect(await findings(page, 'plan')).toEqual([])
  await ana.plan.open()

  await ana.showList()
  await ana.list.row('List the sleepers').click()
  await expect(ana.inspector.panel).toBeVisible()
  expect(await findings(page, 'list with details')).toEqual([])
  await page.keyboard.press('Escape')
  expect(await findings(page, 'list')).toEqual([])

  await ana.copy('Task\tOwner\tDue\nVisit them\tBen\tsoon\nCall them\tCarla\t31/12/2026')
  await page.keyboard.press('Control+v')
  await expect(page.getByRole('dialog', { name: 'Add pasted cards' })).toBeVisible()
  expect(await findings(page, 'paste')).toEqual([])
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+f')
  await page.keyboard.type('the')
  expect(await findings(page, 'find')).toEqual([])
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Help' })).toBeVisible()
  expect(await findings(page, 'help')).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Share this board' })).toBeVisible()
  expect(await findings(page, 'share')).toEqual([])
})

test('whatever has the keyboard can be seen to have it', async ({ api, person, peer }) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  await fill(paul)
  const ana = await person('Ana')
  await ana.home()
  expect(await unseenStops(ana, 12)).toEqual([])
  await ana.join(board, 'facilitate')
  expect(await unseenStops(ana, 25)).toEqual([])
  await ana.showList()
  expect(await unseenStops(ana, 40)).toEqual([])
})

test('nothing moves by itself for those who want less motion', async ({ api, person }) => {
  const board = await api.createBoard()
  const ana = await person('Ana')
  const running = () =>
    ana.page.evaluate(() =>
      document
        .getAnimations()
        .filter(({ playState }) => playState === 'running')
        .map(({ effect }) => (effect as KeyframeEffect).target?.className),
    )
  await ana.home()
  expect(await running()).toEqual([])
  await ana.page.getByRole('button', { name: /Plan on a wall/ }).hover()
  await ana.page.getByRole('button', { name: /Plan on a wall/ }).click()
  expect(await running()).toEqual([])
  await ana.join(board)
  await ana.plan.open()
  expect(await running()).toEqual([])
})

/** Stops of the Tab key, from the top of the page, that do not show that they have the keyboard. */
async function unseenStops(someone: Person, stops: number): Promise<string[]> {
  const { page } = someone
  const unseen: string[] = []
  await page.locator('body').press('Home')
  for (let stop = 0; stop < stops; stop++) {
    await page.keyboard.press('Tab')
    const found = await page.evaluate(() => {
      const element = document.activeElement
      if (!(element instanceof HTMLElement) || element === document.body) return ''
      const looks = (of: Element) => {
        const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor } = getComputedStyle(of)
        return [outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor].join(' ')
      }
      const around = [element, element.parentElement, ...element.children].filter((one) => one !== null)
      const focused = around.map(looks)
      element.blur()
      const blurred = around.map(looks)
      element.focus({ preventScroll: true })
      return focused.join() === blurred.join() ? element.outerHTML.slice(0, 160) : ''
    })
    if (found !== '') unseen.push(found)
  }
  return unseen
}

async function fill(paul: import('../fixtures/peer.ts').WallPeer): Promise<void> {
  const [carla] = await paul.add('person', null, 'Carla Moreno')
  const fields = { metric: 'Accounts', baseline: { value: 12, unit: 'accounts' }, due: '2026-12-31' }
  await paul.add('goal', 'goal', { text: 'Win back 30 accounts', fields })
  await paul.add('note', 'ideas', 'Call every lost account', 'Offer a trial week')
  await paul.add('parking', 'parking', 'Do we need a new CRM?')
  await paul.add('move', 'move-1', { text: 'Reactivate sleepers', fields: { accountable: carla } })
  const late = { assignee: carla, due: '2020-01-01', description: 'By region.' }
  await paul.add('task', 'tasks-1-month', { text: 'List the sleepers', fields: late })
  await paul.add('task', 'tasks-2-month', { text: 'Visit the ten largest', fields: { status: 'COMPLETED' } })
  await paul.add('kpi', 'kpis-1', 'Visits a week')
  await paul.add('risk', null, 'The largest customer is sold')
}
