import type { BrowserContext } from '@playwright/test'
import { violationsOf } from '../fixtures/accessibility.ts'
import type { Person } from '../fixtures/person.ts'
import { SessionView } from '../fixtures/session-view.ts'
import { expect, test } from '../fixtures/story.ts'

const HOUR = 3_600_000

/** A computer whose clock is off by so much. */
async function setClock(context: BrowserContext, offMs: number): Promise<void> {
  await context.addInitScript((off) => {
    const RealDate = Date
    class WrongDate extends RealDate {
      constructor(...of: unknown[]) {
        super(...((of.length === 0 ? [RealDate.now() + off] : of) as [number]))
      }
      static override now(): number {
        return RealDate.now() + off
      }
    }
    globalThis.Date = WrongDate as DateConstructor
  }, offMs)
}

const sessionOf = ({ page }: Person) => new SessionView(page)

/** Moves the wall under the window with the wheel, pixels. */
async function pan({ page }: Person, { x, y }: { x: number; y: number }): Promise<void> {
  await page.mouse.move(700, 500)
  await page.mouse.wheel(x, y)
}

test('the agenda is run forwards, back and past a step, and who joins late is told the same', async ({
  api,
  person,
}) => {
  const board = await api.createBoard('North', 'T5')
  const [fay, ana] = [await person('Fay'), await person('Ana')]
  await fay.join(board, 'facilitate')
  await ana.join(board)
  const [lead, part] = [sessionOf(fay), sessionOf(ana)]

  await lead.begin()
  await part.runs('Set the scene')
  await expect(part.bar).toContainText('It is the day after our target date.')
  await expect(ana.wall.zone('headline')).toBeInViewport()

  await lead.next()
  await part.runs('Write the history')
  await expect(part.bar).toContainText('Private')
  await lead.back()
  await part.runs('Set the scene')
  await lead.next()
  await lead.more('Skip this step')
  await part.runs('One at a time')

  const late = await person('Leo')
  await late.join(board)
  await sessionOf(late).runs('One at a time')
  await expect(sessionOf(late).timer).toBeVisible()

  await lead.open()
  await expect(lead.step('Set the scene')).toContainText('done')
  await expect(lead.step('Write the history')).toContainText('skipped')
  expect(await violationsOf(fay.page)).toEqual([])

  // Nothing of this is offered to who takes part.
  await expect(part.bar.getByRole('button', { name: /^Next: / })).toHaveCount(0)
  await expect(ana.page.getByRole('button', { name: 'Session', exact: true })).toHaveCount(0)
})

test('facilitators change the agenda while it runs; their notes reach nobody else', async ({ api, person }) => {
  const board = await api.createBoard('North', 'T5')
  const [fay, ana] = [await person('Fay'), await person('Ana')]
  await fay.join(board, 'facilitate')
  await ana.join(board)
  const lead = sessionOf(fay)
  await lead.open()
  await lead.begin()
  await expect(lead.step('Set the scene')).toContainText('Ask the most senior person to speak last')
  await expect(ana.page.getByText('Ask the most senior person')).toHaveCount(0)

  // By keyboard: opened, its title and minutes changed, moved up.
  const last = fay.page.locator('[data-step="5.9"]')
  await expect(last).toContainText('Did we face it?')
  await last.getByRole('button', { expanded: false }).focus()
  await fay.page.keyboard.press('Enter')
  await last.getByLabel('Title').fill('What did we not dare to say?')
  await last.getByLabel('Minutes').fill('7')
  await last.getByLabel('Minutes').press('Tab')
  await expect(last).toContainText('What did we not dare to say?')
  await last.getByRole('button', { expanded: true }).focus()
  await fay.page.keyboard.press('Alt+ArrowUp')
  await expect(fay.page.locator('[data-step]').nth(7)).toContainText('What did we not dare to say?')
  await expect(last).toContainText('7 min')

  await last.getByRole('button', { name: 'Remove this step' }).click()
  await expect(fay.page.locator('[data-step]')).toHaveCount(8)
  await fay.page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
  await expect(fay.page.locator('[data-step]')).toHaveCount(9)
  await fay.isSaved()

  await fay.page.reload()
  await lead.runs('Set the scene')
  await lead.open()
  await expect(lead.step('What did we not dare to say?')).toContainText('7 min')
})

test('everybody has the same time left, whatever their clocks say', async ({ api, person }) => {
  const board = await api.createBoard('North', 'T5')
  const [fay, early, late] = [await person('Fay'), await person('Ed'), await person('Lu')]
  await setClock(early.context, -HOUR)
  await setClock(late.context, HOUR)
  await fay.join(board, 'facilitate')
  await early.join(board)
  await late.join(board)
  const lead = sessionOf(fay)
  await lead.begin()
  const views = [lead, sessionOf(early), sessionOf(late)]
  const spread = async () => {
    const left = await Promise.all(views.map((view) => view.secondsLeft()))
    return Math.max(...left) - Math.min(...left)
  }
  for (const view of views) await expect(view.timer).toContainText(/\d:\d\d/)
  await expect.poll(spread).toBeLessThanOrEqual(1)

  await lead.bar.getByRole('button', { name: 'Add a minute' }).click()
  await expect.poll(() => sessionOf(late).secondsLeft()).toBeGreaterThan(180)
  await lead.bar.getByRole('button', { name: 'Pause the timer' }).click()
  for (const view of views) await expect(view.timer).toHaveAttribute('data-state', 'paused')
  await expect.poll(spread).toBe(0)
  await lead.bar.getByRole('button', { name: 'Let the timer run again' }).click()
  for (const view of views) await expect(view.timer).not.toHaveAttribute('data-state', 'paused')
  await lead.bar.getByRole('button', { name: 'Stop the timer' }).click()
  for (const view of views) await expect(view.timer).toHaveCount(0)
})

test('a pause reaches everybody, late joiners too, and ends for all at once', async ({ api, person }) => {
  const board = await api.createBoard('North', 'T5')
  const [fay, ana] = [await person('Fay'), await person('Ana')]
  await fay.join(board, 'facilitate')
  await ana.join(board)
  const lead = sessionOf(fay)
  await lead.begin()
  await lead.everybody('Pause the session')
  await expect(sessionOf(ana).bar).toContainText('The session is paused.')
  const late = await person('Leo')
  await late.join(board)
  await expect(sessionOf(late).bar).toContainText('The session is paused.')
  await expect(sessionOf(late).timer).toHaveAttribute('data-state', 'paused')
  await lead.everybody('Resume the session')
  for (const view of [lead, sessionOf(ana), sessionOf(late)]) {
    await expect(view.bar).not.toContainText('The session is paused.')
    await expect(view.timer).not.toHaveAttribute('data-state', 'paused')
  }
})

test('everybody is brought to the facilitator, and a person can be followed', async ({ api, person }) => {
  const board = await api.createBoard('North', 'T5')
  const [fay, ana] = [await person('Fay'), await person('Ana')]
  await fay.join(board, 'facilitate')
  await ana.join(board)
  const lead = sessionOf(fay)
  await expect(fay.wall.zone('headline')).toBeInViewport()
  await expect(ana.wall.zone('headline')).toBeInViewport()
  await pan(ana, { x: 3000, y: 0 })
  await expect(ana.wall.zone('headline')).not.toBeInViewport()
  await lead.everybody('Bring everyone to me')
  await expect(ana.wall.zone('headline')).toBeInViewport()

  await lead.open('People')
  await lead.person('Ana').getByRole('button', { name: 'What to do with Ana' }).click()
  await fay.page.getByRole('button', { name: 'See what they see' }).click()
  await expect(fay.page.getByText('You see what Ana sees.')).toBeVisible()
  await pan(ana, { x: 3000, y: 0 })
  await expect(fay.wall.zone('headline')).not.toBeInViewport()
  await fay.page.getByRole('button', { name: 'Go my own way' }).click()
  await expect(fay.page.getByText('You see what Ana sees.')).toHaveCount(0)
  await pan(ana, { x: -3000, y: 0 })
  await expect(ana.wall.zone('headline')).toBeInViewport()
  await expect(fay.wall.zone('headline')).not.toBeInViewport()
})

test('the role is shared, handed over, and kept through a reload', async ({ api, person }) => {
  const board = await api.createBoard('North', 'T5')
  const [fay, ana] = [await person('Fay'), await person('Ana')]
  await fay.join(board, 'facilitate')
  await ana.join(board)
  const lead = sessionOf(fay)
  await lead.open('People')
  await lead.person('Ana').getByRole('button', { name: 'What to do with Ana' }).click()
  await fay.page.getByRole('button', { name: 'Make a facilitator too' }).click()
  await expect(lead.person('Ana')).toContainText('Facilitator')
  const second = sessionOf(ana)
  await second.begin()
  await lead.runs('Set the scene')

  await second.open('People')
  await second.person('Fay').getByRole('button', { name: 'What to do with Fay' }).click()
  await ana.page.getByRole('button', { name: "Take the facilitator's role back" }).click()
  await expect(fay.page.getByRole('button', { name: 'Session', exact: true })).toHaveCount(0)
  await ana.page.reload()
  await second.next()
  await expect(sessionOf(fay).title).toHaveText('Write the history')
})

test('the summary writes itself', async ({ api, person }) => {
  const board = await api.createBoard('North', 'T5')
  const fay = await person('Fay')
  await fay.join(board, 'facilitate')
  const lead = sessionOf(fay)
  await lead.begin()
  await lead.open()
  await fay.page.getByLabel('What was decided').fill('We begin with three accounts.')
  await fay.page.getByRole('button', { name: 'Write in the record' }).click()
  await lead.more('End the session')
  await fay.page.getByRole('button', { name: 'Summary of the session' }).click()
  const summary = fay.page.getByTestId('summary')
  await expect(summary).toContainText('We begin with three accounts.')
  await expect(summary.getByRole('row', { name: /Set the scene/ })).toContainText('done')
  await expect(summary).toContainText('Fay')
  expect(await violationsOf(fay.page)).toEqual([])
})
