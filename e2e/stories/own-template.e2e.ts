import { readFile } from 'node:fs/promises'
import { violationsOf } from '../fixtures/accessibility.ts'
import { SessionView } from '../fixtures/session-view.ts'
import { expect, test } from '../fixtures/story.ts'

interface SavedTemplate {
  format: string
  template: {
    name: string
    zones: { id: string; name: string; accepts: string[] }[]
    agenda: { id: string; title: string; minutes: number; notes: string; rules: { mayAdd: string[] } }[]
  }
}

test('a template edited on the board is saved, leads to a new board, and goes to another browser as a file', async ({
  api,
  person,
}) => {
  const board = await api.createBoard('North', 'T5')
  const fay = await person('Fay')
  await fay.join(board, 'facilitate')
  const { page } = fay
  const lead = new SessionView(page)

  await test.step('the agenda is changed on the board: minutes, a note, a step away', async () => {
    await lead.open()
    const step = page.locator('[data-step="5.4"]')
    await step.getByRole('button', { expanded: false }).click()
    await step.getByLabel('Minutes').fill('9')
    await step.getByLabel('Minutes').press('Tab')
    await step.getByLabel('Notes only facilitators see').fill('Let them move in silence')
    await step.getByLabel('Notes only facilitators see').press('Tab')
    await step.getByLabel('Title').fill('Group in silence')
    await step.getByLabel('Title').press('Tab')
    await expect(step).toContainText('9 min')
    await page.locator('[data-step="5.9"]').getByRole('button', { expanded: false }).click()
    await page.locator('[data-step="5.9"]').getByRole('button', { name: 'Remove this step' }).click()
    await expect(page.locator('[data-step]')).toHaveCount(8)
    await fay.isSaved()
  })

  const file = await test.step('saved as a file, and kept on the start page', async () => {
    await page.getByRole('button', { name: 'Menu', exact: true }).click()
    await page.getByRole('button', { name: 'Save as template' }).click()
    const dialog = page.getByRole('dialog', { name: 'Save as template' })
    await expect(dialog.getByLabel("Take the facilitators' notes along")).toBeChecked()
    await dialog.getByLabel('Name').fill('Our silent pre-mortem')
    await dialog.getByLabel('When to use it, in a sentence or two').fill('Before every launch.')
    expect(await violationsOf(page)).toEqual([])
    const downloading = page.waitForEvent('download')
    await dialog.getByRole('button', { name: 'Save template' }).click()
    const path = await (await downloading).path()
    const saved = JSON.parse(await readFile(path, 'utf8')) as SavedTemplate
    const original = await api.template('T5')
    const { template } = saved
    expect(template.agenda.map(({ id }) => id)).toEqual(
      original.agenda.map(({ id }) => id).filter((id) => id !== '5.9'),
    )
    const group = template.agenda.find(({ id }) => id === '5.4')
    expect(group).toMatchObject({ minutes: 9, notes: 'Let them move in silence', title: 'Group in silence' })
    const write = template.agenda.find(({ id }) => id === '5.2')
    expect(write).toEqual(original.agenda.find(({ id }) => id === '5.2'))
    return path
  })

  await test.step('the start page has it; one click makes a board of it', async () => {
    await fay.home()
    const tile = page.getByRole('button', { name: /^Our silent pre-mortem/ })
    await tile.scrollIntoViewIfNeeded()
    await expect(tile).toContainText('Before every launch.')
    await page.screenshot({ path: test.info().outputPath('own-template.png') })
    expect(await violationsOf(page)).toEqual([])
    await tile.click()
    await page
      .getByRole('dialog', { name: /is ready$/ })
      .getByRole('button', { name: 'Open the board' })
      .click()
    await fay.giveName()
    await fay.arrive()
    await lead.open()
    await expect(page.locator('[data-step]')).toHaveCount(8)
    await lead.begin()
    await lead.runs('Set the scene')
    await expect(lead.step('Set the scene')).toContainText('Ask the most senior person to speak last')
    await expect(lead.step('Group in silence')).toContainText('9 min')
    await expect(page.getByRole('button', { name: 'Add a move column' })).toBeVisible()
  })

  await test.step('somebody else imports the file; a broken one is refused in words', async () => {
    const ana = await person('Ana')
    await ana.home()
    await ana.page.getByLabel('File to import').setInputFiles(file)
    await expect(ana.page.getByRole('dialog', { name: /Our silent pre-mortem is ready/ })).toBeVisible()
    ana.tolerate(/422|400/)
    const text = await readFile(file, 'utf8')
    await ana.home()
    await ana.page.getByLabel('File to import').setInputFiles({
      name: 'broken.json',
      mimeType: 'application/json',
      buffer: Buffer.from(text.replace('"minutes": 9', '"minutes": "nine"').replace('"minutes":9', '"minutes":"nine"')),
    })
    await expect(ana.page.getByRole('alert')).toContainText(/agenda\[\d+\]\.minutes/)
  })
})
