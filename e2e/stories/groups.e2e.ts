import { violationsOf } from '../fixtures/accessibility.ts'
import { PartView } from '../fixtures/part-view.ts'
import type { Person } from '../fixtures/person.ts'
import { SessionView } from '../fixtures/session-view.ts'
import { expect, test } from '../fixtures/story.ts'

/** Makes a board as somebody does who will facilitate: their browser knows its links. Gives the link to take part. */
async function makeBoard(fay: Person, name: RegExp): Promise<string> {
  await fay.home()
  await fay.page.getByRole('button', { name }).click()
  await fay.page.getByRole('button', { name: 'Create the board' }).click()
  const dialog = fay.page.getByRole('dialog', { name: /is ready$/ })
  await dialog.getByRole('button', { name: 'Copy link: Take part' }).click()
  await expect(dialog.getByText('Copied', { exact: true })).toBeVisible()
  const link = await fay.copied()
  await dialog.getByRole('button', { name: 'Open the board' }).click()
  await fay.giveName()
  await fay.arrive()
  return link
}

test('breakout groups: drawn by lot, a link and zones of their own, and together again', async ({ person }) => {
  const [fay, ann, ben] = [await person('Fay'), await person('Ann'), await person('Ben')]
  const invitation = await makeBoard(fay, /Plan on a wall/)
  for (const someone of [ann, ben]) {
    await someone.page.goto(invitation)
    await someone.giveName()
    await someone.arrive()
  }
  const lead = new SessionView(fay.page)
  const panel = fay.page.locator('#session-part')

  await test.step('two groups, everybody is dealt out by lot', async () => {
    await lead.open('People')
    await panel.getByLabel('How many groups').fill('2')
    await panel.getByRole('button', { name: 'Add groups' }).click()
    await expect(panel.getByLabel('Name of Group 2')).toHaveValue('Group 2')
    await panel.getByRole('button', { name: 'Draw lots' }).click()
    await expect(panel.getByText('nobody yet')).toHaveCount(0)
    await panel.getByLabel('Name of Group 2').fill('The north')
    await panel.getByLabel('Name of Group 2').press('Tab')
    await expect(panel.getByLabel('Name of The north')).toBeVisible()
  })

  await test.step('each link leads into its group, whatever was drawn', async () => {
    for (const [someone, group] of [
      [ann, 'Group 1'],
      [ben, 'The north'],
    ] as const) {
      await panel.getByRole('combobox', { name: `Group of ${someone.name}` }).selectOption({ label: 'no group' })
      await panel.getByRole('button', { name: `Copy link: the link of ${group}` }).click()
      await expect.poll(() => fay.copied()).toContain('group=')
      await someone.page.goto(await fay.copied())
      await expect(someone.message(`You are in ${group}.`)).toBeVisible()
      await expect(panel.getByRole('combobox', { name: `Group of ${someone.name}` })).toHaveValue(/./)
    }
  })

  const [annPart, benPart] = [new PartView(ann.page), new PartView(ben.page)]
  await test.step('each group writes in its own zones, and cannot in those of the other', async () => {
    await panel.getByRole('button', { name: 'Give each group its zones' }).click()
    await lead.open('Agenda')
    await fay.page.getByRole('button', { name: 'Start: Tasks' }).click()
    await lead.runs('Tasks')
    const where = (part: PartView) => part.root.getByRole('combobox', { name: 'Where' })
    await expect(annPart.root.getByText('The north')).toHaveCount(0)
    await where(annPart).selectOption({ label: 'Move 1: This month' })
    await annPart.write('Call the sleepers')
    await expect(annPart.root.getByRole('region', { name: /Move 1: This month · Group 1/ })).toContainText('1 card')
    await where(benPart).selectOption({ label: 'Move 2: Later' })
    await benPart.write('Write to the fair')
    await fay.find('Call the sleepers')
    await expect(fay.wall.card('Call the sleepers')).toBeVisible()
    await fay.page.keyboard.press('Escape')
    await expect(benPart.card('Call the sleepers')).toHaveCount(0)
    await fay.wall.seeEverything()
    await fay.page.screenshot({ path: test.info().outputPath('groups.png') })
    await lead.open('People')
    await fay.page.screenshot({ path: test.info().outputPath('groups-panel.png') })
    expect(await violationsOf(fay.page)).toEqual([])
  })

  await test.step('brought together, every card lies in the zone its zone was made of', async () => {
    await panel.getByRole('button', { name: 'Bring their cards together' }).click()
    await expect(fay.message('2 cards came back.')).toBeVisible()
    await expect(fay.page.locator('[data-zone*="~"]')).toHaveCount(0)
    await fay.showList()
    await expect(fay.list.card('Call the sleepers', fay.list.zone('This month'))).toBeVisible()
    await expect(fay.list.card('Write to the fair', fay.list.zone('Later', 1))).toBeVisible()
    await fay.showWall()
    await fay.wall.seeEverything()
    await fay.page.screenshot({ path: test.info().outputPath('merged.png') })
  })
})
