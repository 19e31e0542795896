import { beyondTheEdge, violationsOf } from '../fixtures/accessibility.ts'
import type { Person } from '../fixtures/person.ts'
import { PartView } from '../fixtures/part-view.ts'
import { SessionView } from '../fixtures/session-view.ts'
import { expect, test } from '../fixtures/story.ts'

const half = { viewport: { width: 640, height: 860 } }
const schemes = ['dark', 'light'] as const

/** What is on screen, in both colours: a picture of each, nothing axe finds, nothing beyond the edge. */
async function looksRight({ page }: Person, name: string): Promise<void> {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: test.info().outputPath(`${name}-${colorScheme}.png`) })
    expect(await violationsOf(page), `${name}, ${colorScheme}`).toEqual([])
  }
  expect(await beyondTheEdge(page), name).toEqual([])
}

test('dots, yes or no, and scores: what came out, for whoever leads and whoever takes part', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard('Plan', 'T1')
  const paul = await peer(board, 'Paul')
  await paul.add('note', 'ideas', 'Call the sleepers', 'Lower the price', 'Hire a second analyst')
  const [fay, pat, sam] = [await person('Fay'), await person('Pat', half), await person('Sam', half)]
  await fay.join(board, 'facilitate')
  for (const someone of [pat, sam]) await someone.join(board)
  const lead = new SessionView(fay.page)
  const [patPart, samPart] = [new PartView(pat.page), new PartView(sam.page)]
  const panel = fay.page.locator('#session-part')
  const open = async (title: string, how: string, dots?: string) => {
    await lead.open('Votes')
    if (!(await panel.getByLabel('What is asked').isVisible())) await panel.getByText('Open another vote').click()
    await panel.getByLabel('What is asked').fill(title)
    await panel.getByRole('combobox', { name: 'How people answer' }).selectOption({ label: how })
    if (dots !== undefined) await panel.getByLabel('Dots each').fill(dots)
    await panel.getByRole('button', { name: 'Open the vote' }).click()
    await expect(patPart.ballot(title).or(patPart.root.getByText(title)).first()).toBeVisible()
  }
  const line = panel.getByTestId('round-line')
  const give = (part: PartView, card: string) => part.root.getByRole('button', { name: `Give a dot: ${card}` })

  await test.step('dots: the facilitator sees who has voted, then the cards sorted and sized', async () => {
    await lead.open('Agenda')
    await fay.page.getByRole('button', { name: 'Start: Show and group' }).click()
    await open('Which idea?', 'Dots', '3')
    await give(patPart, 'Lower the price').click()
    await give(patPart, 'Lower the price').click()
    await give(patPart, 'Hire a second analyst').click()
    await patPart.votesAreIn()
    await expect(line).toContainText('1 of 2 have voted')
    await lead.open('People')
    await expect(lead.person('Sam')).toContainText('has not voted')
    await give(samPart, 'Lower the price').click()
    await samPart.votesAreIn()
    await expect(lead.person('Sam')).toContainText('2 votes left')
    await lead.open('Votes')
    await expect(line).toContainText('2 of 2 have voted, 1 has votes left')
    await line.getByRole('button', { name: 'Close, sort and size' }).click()
    const results = panel.getByTestId('round-result').getByRole('listitem')
    await expect(results).toContainText([
      'Lower the price3 dots',
      'Hire a second analyst1 dot',
      'Call the sleepers0 dots',
    ])
    await expect.poll(() => paul.card('Lower the price')?.geometry?.w).toBeGreaterThan(260)
    expect(paul.card('Lower the price')?.votes).toBe(3)
    const [first, last] = [paul.card('Lower the price')?.geometry, paul.card('Call the sleepers')?.geometry]
    expect(last?.w).toBe(200)
    expect((first?.y ?? 0) * 10_000 + (first?.x ?? 0)).toBeLessThan((last?.y ?? 0) * 10_000 + (last?.x ?? 0))
    await expect(patPart.root).toContainText('Result: Which idea?')
    await looksRight(fay, 'lead-dots')
    await looksRight(pat, 'part-dots')
    await fay.wall.seeEverything()
    await fay.page.screenshot({ path: test.info().outputPath('sized.png') })
  })

  await test.step('the same question once more: what changed stands side by side', async () => {
    await open('Which idea?', 'Dots', '3')
    await give(patPart, 'Call the sleepers').click()
    await patPart.votesAreIn()
    await line.getByRole('button', { name: 'Close', exact: true }).click()
    const table = panel.getByRole('table', { name: 'Rounds side by side' })
    await expect(table.getByRole('row', { name: /Lower the price/ })).toContainText('30-3')
    await expect(table.getByRole('row', { name: /Call the sleepers/ })).toContainText('01+1')
  })

  await test.step('yes or no: the share of yes', async () => {
    await open('Is it obvious?', 'Yes or no')
    const answer = (part: PartView, card: string, word: string) =>
      part.root.getByRole('group', { name: card }).getByRole('radio', { name: word }).check()
    await answer(patPart, 'Lower the price', 'Yes')
    await answer(samPart, 'Lower the price', 'No')
    await answer(patPart, 'Call the sleepers', 'Yes')
    await patPart.votesAreIn()
    await samPart.votesAreIn()
    await line.getByRole('button', { name: 'Close', exact: true }).click()
    const results = panel.getByTestId('round-result')
    await expect(results.getByRole('listitem').filter({ hasText: 'Lower the price' })).toContainText('50% yes')
    await expect(results.getByRole('listitem').filter({ hasText: 'Hire' })).toContainText('nobody answered')
    await expect(patPart.root).toContainText('50% yes, 2 answered')
    await looksRight(fay, 'lead-yes-no')
    await looksRight(pat, 'part-yes-no')
  })

  await test.step('scores: median and spread, and a wide one is said', async () => {
    await open('How sure are we?', 'Scores')
    await patPart.score('Lower the price', 'Likelihood', 1)
    await samPart.score('Lower the price', 'Likelihood', 5)
    await patPart.score('Lower the price', 'Impact', 4)
    await samPart.score('Lower the price', 'Impact', 4)
    await patPart.votesAreIn()
    await samPart.votesAreIn()
    await line.getByRole('button', { name: 'Close', exact: true }).click()
    const result = panel.getByTestId('round-result').getByRole('listitem').first()
    await expect(result).toContainText('Likelihood 3')
    await expect(result).toContainText('far apart: worth a minute')
    await expect(result).toContainText('all gave 4')
    await expect(patPart.root).toContainText('from 1 to 5: far apart')
    await looksRight(fay, 'lead-score')
    await looksRight(pat, 'part-score')
  })

  await test.step('the summary has steps, votes and people, and prints on paper', async () => {
    await lead.open('Agenda')
    await fay.page.getByRole('button', { name: 'Summary of the session' }).click()
    const summary = fay.page.getByTestId('summary')
    await expect(summary).toContainText('Which idea?')
    await expect(summary).toContainText('Is it obvious?')
    for (const name of ['Fay', 'Pat', 'Sam']) await expect(summary).toContainText(name)
    await expect(summary.getByRole('row', { name: /Show and group/ })).toContainText('running')
    await looksRight(fay, 'record')
    await fay.page.emulateMedia({ media: 'print' })
    await fay.page.pdf({ path: test.info().outputPath('record.pdf'), format: 'A4' })
    await fay.page.screenshot({ path: test.info().outputPath('record-print.png'), fullPage: true })
    await fay.page.emulateMedia({ media: 'screen' })
  })
})
