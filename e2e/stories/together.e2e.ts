import { Conductor } from '../fixtures/conductor.ts'
import type { Person } from '../fixtures/person.ts'
import { PartView } from '../fixtures/part-view.ts'
import { SessionView } from '../fixtures/session-view.ts'
import { expect, test } from '../fixtures/story.ts'

const lasersOf = ({ page }: Person) => page.getByTestId('laser')

test('a laser shines for everybody in its person’s colour, with a trail, and ends on Escape', async ({
  api,
  person,
}) => {
  const board = await api.createBoard('North', 'T5')
  const fay = await person('Fay')
  const ana = await person('Ana', { reducedMotion: 'no-preference' })
  const calm = await person('Cal')
  await fay.join(board, 'facilitate')
  await ana.join(board)
  await calm.join(board)
  for (const { wall } of [fay, ana, calm]) await expect(wall.zone('headline')).toBeVisible()

  await test.step('by its button: a dot for all, the trail where motion is welcome', async () => {
    await fay.page.getByRole('button', { name: 'Point with the laser' }).click()
    await fay.page.mouse.move(600, 400)
    for (const someone of [ana, calm]) await expect(lasersOf(someone)).toContainText('Fay')
    await expect(fay.page.getByTestId('laser')).toHaveCount(1)
    const color = await lasersOf(fay).getAttribute('data-color')
    await expect(lasersOf(ana)).toHaveAttribute('data-color', color ?? '')
    // Others see a laser instead of a cursor.
    await expect(ana.wall.cursor('Fay')).toHaveCount(0)
    let x = 600
    await expect
      .poll(async () => {
        x = x > 900 ? 600 : x + 25
        await fay.page.mouse.move(x, 400 + (x % 50))
        return Number(await lasersOf(ana).getAttribute('data-trail'))
      })
      .toBeGreaterThan(2)
    await ana.page.screenshot({ path: test.info().outputPath('laser.png') })
    await expect.poll(async () => Number(await lasersOf(ana).getAttribute('data-trail'))).toBe(0)
    await expect(lasersOf(calm)).not.toHaveAttribute('data-trail', /./)
  })

  await test.step('nothing on the wall is touched by it, and Escape ends it', async () => {
    await fay.page.mouse.down()
    await fay.page.mouse.move(700, 500)
    await fay.page.mouse.up()
    await fay.page.keyboard.press('Escape')
    for (const someone of [fay, ana, calm]) await expect(lasersOf(someone)).toHaveCount(0)
    await fay.page.mouse.move(650, 450)
    await expect(ana.wall.cursor('Fay')).toBeVisible()
    await expect(fay.page.getByRole('button', { name: 'Point with the laser' })).toHaveAttribute(
      'aria-pressed',
      'false',
    )
  })

  await test.step('by keyboard, in a step in which one may only listen too', async () => {
    const conductor = await Conductor.join(api, board, 'Con')
    await conductor.start('5.1')
    await ana.wall.surface.focus()
    await ana.page.keyboard.press('l')
    await ana.page.mouse.move(500, 500)
    await expect(lasersOf(fay)).toContainText('Ana')
    await ana.page.keyboard.press('Escape')
    await expect(lasersOf(fay)).toHaveCount(0)
  })
})

test('cursors are hidden without a step, for late joiners too, until they are shown again', async ({ api, person }) => {
  const board = await api.createBoard('North', 'T5')
  const [fay, ana] = [await person('Fay'), await person('Ana')]
  await fay.join(board, 'facilitate')
  await ana.join(board)
  const lead = new SessionView(fay.page)
  const point = async () => {
    await ana.page.mouse.move(500 + Math.random() * 100, 450)
    return await fay.wall.cursor('Ana').count()
  }
  await expect.poll(point).toBe(1)
  await lead.everybody("Hide everybody's cursors")
  await expect(fay.wall.cursor('Ana')).toHaveCount(0)
  const late = await person('Leo')
  await late.join(board)
  await expect(late.wall.zone('headline')).toBeVisible()
  await point()
  await expect(late.peopleHere).toHaveAccessibleName('People here: 3')
  await expect(late.wall.cursor('Ana')).toHaveCount(0)
  await lead.everybody("Hide everybody's cursors")
  await expect.poll(point).toBe(1)
})

test('who comes while the floor goes round speaks last', async ({ api, person }) => {
  const board = await api.createBoard('North', 'T5')
  const [fay, ana] = [await person('Fay'), await person('Ana')]
  await fay.join(board, 'facilitate')
  await ana.join(board)
  const lead = new SessionView(fay.page)
  await lead.begin()
  await lead.everybody('Give the floor in random order')
  await expect(fay.page.getByTestId('floor')).toBeVisible()
  const late = await person('Leo')
  await late.join(board)
  for (let turn = 1; turn <= 2; turn++) {
    await expect(fay.page.getByTestId('floor')).not.toContainText(/Leo has the floor/)
    await fay.page.getByTestId('floor').getByRole('button', { name: 'Next speaker' }).click()
    await expect(fay.page.getByTestId('floor')).toContainText(turn === 2 ? 'Leo has the floor' : 'Next: Leo')
  }
  await expect(new PartView(late.page).root).toContainText('Your turn')
})
