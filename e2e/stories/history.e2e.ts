import { beyondTheEdge, violationsOf } from '../fixtures/accessibility.ts'
import { HistoryView } from '../fixtures/history-view.ts'
import { expect, test } from '../fixtures/story.ts'

test('the way a board went is replayed, by the keyboard and in words', async ({ api, person, peer }) => {
  const board = await api.createBoard('Replayed')
  const paul = await peer(board)
  const ana = await person('Ana')
  await ana.join(board, 'facilitate')
  const history = new HistoryView(ana.page)
  const { dialog } = history
  const [, second] = await paul.add('note', 'ideas', 'First idea', 'Second idea')
  await expect(ana.wall.card('Second idea')).toBeVisible()
  await history.open()
  await history.keepAs('Two ideas')
  await history.close()
  await paul.add('note', 'ideas', 'Third idea')
  paul.remove(second ?? '')
  await paul.saved()
  await expect(ana.wall.card('Second idea')).toHaveCount(0)
  await expect(ana.wall.card('Third idea')).toBeVisible()
  await history.open()
  await history.keepAs('One went, one came')

  await test.step('what appeared and what went is said for each moment', async () => {
    await history.goTo('One went, one came')
    await expect(history.what).toHaveText('One went, one came')
    const changes = dialog.getByRole('region').or(dialog).getByRole('listitem')
    await expect(changes.filter({ hasText: 'Third idea' }).filter({ hasText: 'New' })).toHaveCount(1)
    await expect(changes.filter({ hasText: 'Second idea' }).filter({ hasText: 'Deleted' })).toHaveCount(1)
    await history.goTo('Two ideas')
    await history.zone('Ideas').locator('summary').click()
    await expect(history.zone('Ideas').getByText('Second idea')).toBeVisible()
    await expect(history.zone('Ideas').getByText('Third idea')).toHaveCount(0)
  })

  await test.step('played from the first moment, it ends at the board as it is', async () => {
    await history.slider.press('Home')
    await dialog.getByRole('button', { name: 'Play', exact: true }).click()
    await expect(history.slider).toHaveAttribute('aria-valuetext', 'Now: The board as it is')
  })

  await test.step('what went is brought back where it went, and undone like any other change', async () => {
    await history.goTo('One went, one came')
    await dialog.getByRole('button', { name: 'Bring back: Note: Second idea' }).click()
    await expect.poll(() => paul.card('Second idea')?.id).toBe(second)
    await expect(dialog.getByRole('button', { name: 'Bring back: Note: Second idea' })).toHaveCount(0)
    await history.close()
    await expect(ana.wall.card('Second idea')).toBeVisible()
    await ana.undoButton.click()
    await expect.poll(() => paul.card('Second idea')).toBeUndefined()
  })
})

test('the cards of a zone come back as one change of one’s own; what came since stays', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard('A zone restored')
  const paul = await peer(board)
  const fay = await person('Fay')
  await fay.join(board, 'facilitate')
  const kept = new HistoryView(fay.page)
  const ids = await paul.add('note', 'ideas', 'One', 'Two', 'Three')
  await expect(fay.wall.card('Three')).toBeVisible()
  await kept.open()
  await kept.keepAs('Three ideas')
  const ana = await person('Ana')
  await ana.join(board)
  for (const id of ids.slice(0, 2)) paul.remove(id)
  await paul.add('note', 'ideas', 'Came since')
  await expect(ana.wall.cards).toHaveCount(2)

  const history = new HistoryView(ana.page)
  await history.open()
  await history.goTo('Three ideas')
  await expect(history.dialog.getByRole('button', { name: 'Restore the whole board' })).toHaveCount(0)
  await history.zone('Ideas').locator('summary').click()
  await history.dialog.getByRole('button', { name: 'Bring back the cards of this zone: Ideas' }).click()
  await expect(history.dialog.getByText('2 things are as they were: Ideas')).toBeVisible()
  await history.close()
  await expect(ana.wall.cards).toHaveCount(4)
  await ana.isSaved()
  expect(ids.every((id) => paul.read().elements.has(id))).toBe(true)
  await expect(fay.wall.cards).toHaveCount(4)

  await ana.undoButton.click()
  await expect(fay.wall.cards).toHaveCount(2)
  await ana.page.reload()
  await ana.isSaved()
  await expect(ana.wall.cards).toHaveCount(2)
})

test('a facilitator restores the whole board while somebody works on it; what was kept before undoes it', async ({
  api,
  person,
}) => {
  const board = await api.createBoard('All of it')
  const [ana, ben] = [await person('Ana'), await person('Ben')]
  await ana.join(board, 'facilitate')
  await ben.join(board)
  const history = new HistoryView(ana.page)
  await ana.wall.write('ideas', 'From the good days')
  await ana.isSaved()
  await history.open()
  await history.keepAs('Good days')
  await history.close()
  await ben.wall.write('ideas', 'A mistake')
  await ben.isSaved()
  await expect(ana.wall.card('A mistake')).toBeVisible()

  const restore = async (words: string) => {
    await history.open()
    await history.goTo(words)
    await history.dialog.getByRole('button', { name: 'Restore the whole board' }).click()
    expect(await violationsOf(ana.page)).toEqual([])
    await history.dialog.getByRole('button', { name: 'Restore the whole board' }).click()
    await expect(history.dialog).toHaveCount(0)
  }

  await test.step('she goes back to the good days; he is told by whom, and to what', async () => {
    await restore('Good days')
    await expect(ben.page.getByText('This board was restored or replaced as a whole.')).toBeVisible()
    await expect(ben.page.getByText(/^Ana brought it back to what it was on /)).toBeVisible()
    await expect(ana.page.getByText(/^You brought it back to what it was on /)).toBeVisible()
    for (const someone of [ana, ben]) {
      await someone.isSaved()
      await expect(someone.wall.card('From the good days')).toBeVisible()
      await expect(someone.wall.card('A mistake')).toHaveCount(0)
    }
    expect(await violationsOf(ben.page)).toEqual([])
  })

  await test.step('what was there just before is in the history, and undoes it', async () => {
    for (const someone of [ana, ben]) await someone.page.getByRole('button', { name: 'All right' }).click()
    await restore('Before Ana restored the board')
    for (const someone of [ana, ben]) {
      await expect(someone.wall.card('A mistake')).toBeVisible()
      await expect(someone.wall.card('From the good days')).toBeVisible()
      await someone.isSaved()
    }
  })

  await test.step('everybody goes on from there', async () => {
    await ben.wall.write('ideas', 'Written afterwards')
    await ben.isSaved()
    await expect(ana.wall.card('Written afterwards')).toBeVisible()
  })
})

const looks = [
  [1440, 900],
  [640, 900],
  [390, 800],
] as const

for (const [width, height] of looks) {
  test(`the history passes WCAG 2.2 AA, light and dark, ${width} wide`, async ({ api, person, peer }) => {
    const board = await api.createBoard('A history to be looked at')
    const paul = await peer(board)
    const ana = await person('Ana', { viewport: { width, height } })
    const { page } = ana
    await ana.join(board, 'facilitate')
    const history = new HistoryView(page)
    const ids = await paul.add('note', 'ideas', 'First idea', 'Second idea, with more words than the first', 'Third')
    await paul.add('note', 'parking', 'The supplier is late')
    await history.open()
    await history.keepAs('Before the vote')
    await history.close()
    paul.remove(ids[0] ?? '')
    await paul.add('task', 'tasks-1-month', 'Call the supplier')
    await history.open()
    await history.keepAs('After the vote')
    const scenes: [name: string, reach: () => Promise<void>][] = [
      ['now', () => Promise.resolve()],
      ['moment', () => history.goTo('After the vote')],
      ['zone', () => history.zone('Ideas').locator('summary').click()],
      ['asking', () => history.dialog.getByRole('button', { name: 'Restore the whole board' }).click()],
    ]
    for (const [name, reach] of scenes) {
      await reach()
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        expect.soft(await violationsOf(page), `${name}, ${colorScheme}`).toEqual([])
        const folder = process.env.E2E_PICTURES
        if (folder) await page.screenshot({ path: `${folder}/history-${name}-${width}-${colorScheme}.png` })
      }
      expect.soft(await beyondTheEdge(page), name).toEqual([])
    }
  })
}
