import { expect, test } from '../fixtures/story.ts'
import type { Api } from '../fixtures/api.ts'
import { beyondTheEdge, focusedNow, violationsOf } from '../fixtures/accessibility.ts'
import type { WallPeer } from '../fixtures/peer.ts'
import type { Person } from '../fixtures/person.ts'

const sizes = [
  { width: 1440, height: 900 },
  { width: 640, height: 900 },
  { width: 390, height: 800 },
]

for (const viewport of sizes) {
  test(`every page and panel passes WCAG 2.2 AA, light and dark, ${viewport.width} wide`, async ({
    api,
    person,
    peer,
  }) => {
    // Some forty looks at whole pages.
    test.setTimeout(300_000)
    const isNarrow = viewport.width <= 640
    const ana = await person('Ana', { viewport })
    const { page } = ana
    const passes = async (scene: string) => {
      await test.step(scene, async () => {
        for (const colorScheme of ['dark', 'light'] as const) {
          await page.emulateMedia({ colorScheme })
          await ana.wall.settled()
          expect.soft(await violationsOf(page), `${scene}, ${colorScheme}`).toEqual([])
        }
        expect.soft(await beyondTheEdge(page), scene).toEqual([])
      })
    }

    await ana.home()
    await expect(page.getByRole('button', { name: /Plan on a wall/ })).toBeVisible()
    await passes('home without boards')
    await page.getByRole('button', { name: /Plan on a wall/ }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await passes('new board')
    await page.getByLabel('Title').fill('')
    await page.getByRole('button', { name: 'Create the board' }).click()
    await expect(page.getByText('Please give the board a title.')).toBeVisible()
    await passes('new board without a title')
    await page.getByLabel('Title').fill('A plan for the spring, with a title that is longer than most titles are')
    await page.getByRole('button', { name: 'Create the board' }).click()
    await expect(page.getByRole('dialog', { name: /is ready$/ })).toBeVisible()
    await passes('links')
    await page.getByRole('button', { name: 'Open the board' }).click()
    await expect(page.getByLabel('Your name')).toBeVisible()
    await passes('join')

    const board = await filledBoard(api, peer)
    await ana.join(board, 'facilitate')
    await ana.showWall()
    await expect(ana.wall.surface).toBeVisible()
    await ana.wall.seeEverything()
    await passes('wall from far')
    await ana.page.keyboard.press('Control+f')
    await ana.page.getByRole('combobox', { name: 'Words of the card' }).fill('the')
    await expect(ana.page.getByRole('option')).not.toHaveCount(0)
    await passes('find')
    await ana.page.keyboard.press('Escape')
    await ana.find('List the sleepers')
    await expect(ana.wall.card('List the sleepers')).toBeVisible()
    // Near enough that cards are elements and not painted.
    await passes('wall with a card in its middle')
    if (isNarrow) await page.getByRole('group', { name: 'Selection' }).getByRole('button', { name: 'Details' }).click()
    await expect(ana.inspector.panel).toBeVisible()
    await passes('details')
    await ana.inspector.openMoreFields()
    await passes('details with all fields')
    await page.getByRole('button', { name: 'Close details' }).click()
    await expect(ana.inspector.panel).toHaveCount(0)

    await ana.plan.open()
    await expect(ana.plan.move('Reactivate sleepers')).toBeVisible()
    await passes('plan')
    await ana.plan.panel.getByRole('button', { name: 'Edit: List the sleepers' }).click()
    await passes('plan with an item opened')
    await page.getByRole('button', { name: 'Close plan' }).click()

    await ana.showList()
    await ana.list.row('List the sleepers').click()
    await expect(page.getByRole('group', { name: 'Acts on this card' })).toBeVisible()
    await passes('list')

    await ana.copy('Task\tOwner\tDue\nCall them\tBen\t2027-03-01\nWrite to them\tCarla\t2027-04-01')
    await page.keyboard.press('Control+v')
    await expect(page.getByRole('dialog', { name: 'Add pasted cards' })).toBeVisible()
    await passes('paste preview')
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Menu', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Help and shortcuts' })).toBeVisible()
    await passes('menu')
    await page.getByRole('button', { name: 'Help and shortcuts' }).click()
    await expect(page.getByRole('dialog', { name: 'Help' })).toBeVisible()
    await passes('help')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Menu', exact: true }).click()
    await page.locator('[popover]:popover-open').getByRole('button', { name: 'Share' }).click()
    await expect(page.getByRole('dialog', { name: 'Share this board' })).toBeVisible()
    await passes('share')
    await page.keyboard.press('Escape')
    await ana.peopleHere.click()
    await expect(page.getByText('1 person is here')).toBeVisible()
    await passes('people here')
    await page.keyboard.press('Escape')

    await ana.home()
    await expect(page.getByRole('link', { name: /Everything on it/ })).toBeVisible()
    await passes('home with boards')
    ana.tolerate(/404/)
    await page.goto('/b/thereIsNoSuchBoard#nobodyEverGotThisToken')
    await expect(page.getByRole('alert')).toBeVisible()
    await passes('a dead end')
  })
}

test('whatever the keyboard is on is marked and in sight, on the home page, in the list and on the wall', async ({
  api,
  person,
  peer,
}) => {
  const board = await filledBoard(api, peer)
  const ana = await person('Ana')
  await ana.home()
  await expect(ana.page.getByRole('button', { name: /Plan on a wall/ })).toBeVisible()
  expect(await walk(ana)).toEqual([])

  await ana.join(board, 'facilitate')
  await ana.showList()
  await ana.list.row('List the sleepers').click()
  await ana.page.mouse.click(2, 2)
  expect(await walk(ana)).toEqual([])

  await ana.showWall()
  await ana.wall.seeEverything()
  await ana.wall.surface.focus()
  await ana.page.keyboard.press('Escape')
  expect(await focusedNow(ana.page)).toMatchObject({ isMarked: true, isSeen: true })
})

test('whoever wants less motion gets none', async ({ api, person, peer }) => {
  const board = await filledBoard(api, peer)
  const still = await person('Ana', { reducedMotion: 'reduce' })
  const moving = await person('Ben', { reducedMotion: 'no-preference' })
  for (const [someone, isStill] of [
    [still, true],
    [moving, false],
  ] as const) {
    await someone.join(board)
    await someone.wall.seeEverything()
    const places = await placesWhile(someone, () => someone.page.getByRole('button', { name: 'Zoom in' }).click())
    // Where it was, and where it is: with motion, places between them.
    if (isStill) expect(places.length).toBeLessThanOrEqual(2)
    else expect(places.length).toBeGreaterThan(2)
  }
  await still.page.getByRole('button', { name: 'Share' }).click()
  await expect(still.page.getByRole('dialog')).toBeVisible()
  const animated = await still.page.evaluate(
    () => document.getAnimations().filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 1).length,
  )
  expect(animated).toBe(0)
})

/** A board with everything that looks different somewhere. */
async function filledBoard(api: Api, peer: (board: Awaited<ReturnType<Api['createBoard']>>) => Promise<WallPeer>) {
  const board = await api.createBoard('Everything on it')
  const paul = await peer(board)
  const [carla] = await paul.add('person', null, 'Carla Moreno')
  const numbers = {
    metric: 'Active accounts',
    baseline: { value: 10, unit: 'accounts' },
    target: { value: 40, unit: 'accounts' },
    due: '2027-06-30',
  }
  await paul.add('goal', 'goal', { text: 'Win back 30 accounts', fields: numbers })
  await paul.add('move', 'move-1', { text: 'Reactivate sleepers', fields: { accountable: carla } })
  const fields = { assignee: carla, due: '2027-02-03', doneWhen: 'Ben has the list', status: 'IN-PROCESS' }
  await paul.add(
    'task',
    'tasks-1-month',
    { text: 'List the sleepers', fields },
    { text: 'Late', fields: { due: '2020-01-01' } },
  )
  await paul.add('kpi', 'kpis-1', 'Visits a week')
  await paul.add('note', 'ideas', 'An idea', 'Another idea')
  await paul.add('parking', 'parking', 'What about the name?')
  await paul.add('risk', null, 'The largest customer is sold')
  return board
}

/** Tabs through the page, and gives what cannot be seen to have the keyboard. */
async function walk({ page }: Person): Promise<string[]> {
  const seen = new Set<string>()
  const faults: string[] = []
  for (;;) {
    await page.keyboard.press('Tab')
    const { name, isMarked, isSeen } = await focusedNow(page)
    if (name === 'nothing' || seen.has(name)) break
    seen.add(name)
    if (!isMarked) faults.push(`not marked: ${name}`)
    if (!isSeen) faults.push(`not in sight: ${name}`)
  }
  expect(seen.size).toBeGreaterThan(3)
  return faults
}

/** The places a zone has on the screen, frame by frame, from an act on until it rests. */
async function placesWhile({ page }: Person, act: () => Promise<void>): Promise<string[]> {
  const watching = page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const places: string[] = []
        let still = 0
        const look = () => {
          const place = JSON.stringify(document.querySelector('[data-zone]')?.getBoundingClientRect())
          const isNew = place !== places.at(-1)
          if (isNew) places.push(place)
          // It has moved, and has not for a while.
          still = isNew || places.length === 1 ? 0 : still + 1
          if (still > 15) resolve(places)
          else requestAnimationFrame(look)
        }
        look()
      }),
  )
  await act()
  return await watching
}
