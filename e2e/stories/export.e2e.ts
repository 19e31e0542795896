import { readFile, writeFile } from 'node:fs/promises'
import type { Plan } from '@planwall/shared/plan/plan'
import { extractText, getDocumentProxy } from 'unpdf'
import { beyondTheEdge, focusedNow, violationsOf } from '../fixtures/accessibility.ts'
import type { WallPeer } from '../fixtures/peer.ts'
import type { Person } from '../fixtures/person.ts'
import { expect, test } from '../fixtures/story.ts'

/** What each file begins with, by the name it is offered under. */
const files: [name: string, ending: string, begins: RegExp][] = [
  ['Whole board, as JSON', 'json', /^\{\n "format": "planwall-board"/],
  ['Plan, as JSON', 'json', /^\{\n {2}"schemaVersion": "1\./],
  ['Markdown', 'md', /^---\nplanwall: "1\./],
  ['Report to print', 'html', /^<!doctype html>/],
  ['Everything, as CSV', 'csv', /^\uFEFFid,kind,parentId,summary/],
  ['Jira, as CSV', 'csv', /^Issue ID,Issue Type,Parent,Summary/],
  ['Asana, as CSV', 'csv', /^Name,Description,Section,Assignee/],
  ['Linear, as CSV', 'csv', /^Name,Notes,Priority,Tags/],
  ['GitHub issues, as JSON Lines', 'jsonl', /^\{"title":/],
  ['Regular meetings, as calendar events', 'ics', /^BEGIN:VCALENDAR\r\n[^]*BEGIN:VEVENT/],
  ['Tasks, as to-dos', 'ics', /^BEGIN:VCALENDAR\r\n[^]*BEGIN:VTODO/],
  ['Due dates, as all-day events', 'ics', /^BEGIN:VCALENDAR\r\n[^]*DTSTART;VALUE=DATE:20270203/],
  ['Microsoft Project, as XML', 'xml', /^<\?xml[^]*<Project xmlns="http:\/\/schemas\.microsoft\.com\/project">/],
  ['StratML Part 1 (ISO 17469-1), as XML', 'xml', /^<\?xml[^]*<StrategicPlan /],
  ['StratML Part 2, as XML', 'xml', /^<\?xml[^]*<PerformancePlanOrReport /],
]

test('every format is downloaded from the dialog, which says what each cannot carry', async ({ api, person, peer }) => {
  const board = await api.createBoard('Spring plan')
  await fill(await peer(board))
  const ana = await person('Ana')
  await ana.join(board)
  const { page, plan } = ana
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(plan.exports.getByRole('button', { name: /^Download: / })).toHaveCount(files.length)
  for (const [name, ending, begins] of files) {
    await test.step(name, async () => {
      const download = await plan.saveAs(name)
      expect(download.suggestedFilename()).toMatch(
        new RegExp(`^spring-plan \\d{4}-\\d{2}-\\d{2}[a-z0-9 -]*\\.${ending}$`),
      )
      const text = await readFile(await download.path(), 'utf8')
      expect(text.slice(0, 4000)).toMatch(begins)
      expect(text).toContain('List the sleepers'.slice(0, name.startsWith('Regular') ? 0 : undefined))
    })
  }
  const entry = plan.exports.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Asana, as CSV' }) })
  await entry.getByText('What it cannot carry').click()
  await expect(entry).toContainText('Start dates are taken on paid plans only.')
  await entry.getByRole('combobox').selectOption({ label: '2027-12-31' })
  expect(await readFile(await (await plan.saveAs('Asana, as CSV')).path(), 'utf8')).toContain(',2027-02-03')
})

test('the report is printed with a page for each owner', async ({ api, person, peer }) => {
  const board = await api.createBoard('Spring plan')
  await fill(await peer(board))
  const ana = await person('Ana')
  await ana.join(board)
  await ana.plan.open()
  const html = await readFile(await (await ana.plan.save('Report to print')).path(), 'utf8')
  const { page } = await ana.newTab()
  await page.setContent(html)
  expect(await violationsOf(page)).toEqual([])
  const pdf = await getDocumentProxy(new Uint8Array(await page.pdf({ format: 'A4', preferCSSPageSize: true })))
  const { text, totalPages } = await extractText(pdf, { mergePages: false })
  expect(totalPages).toBe(3)
  const [first = '', carla = '', dan = ''] = text.map((words) => words.replaceAll(/\s+/g, ' '))
  for (const words of [
    'Win back 30 accounts',
    'Reactivate sleepers',
    'Tasks by owner',
    'The lead is called back',
    'Cadence call',
  ]) {
    expect(first).toContain(words)
  }
  expect(carla).toMatch(/Carla Moreno.*My tasks.*List the sleepers/)
  expect(carla).not.toContain('Visit the ten largest')
  expect(dan).toMatch(/Dan.*My tasks.*Visit the ten largest/)
  expect(dan).not.toContain('List the sleepers')
})

test('a board that was exported is imported as the same board', async ({ api, person, peer }) => {
  const board = await api.createBoard('Spring plan')
  const paul = await peer(board)
  await fill(paul)
  const before = await api.plan(paul.seat)
  const ana = await person('Ana')
  await ana.join(board)
  await ana.plan.open()
  for (const format of ['Whole board, as JSON', 'Plan, as JSON', 'Markdown']) {
    await test.step(format, async () => {
      const path = test.info().outputPath(`${format}.txt`)
      const tab = await ana.newTab()
      await (await ana.plan.save(format)).saveAs(path)
      await tab.home()
      await chooseFile(tab, path)
      await expect(tab.page.getByRole('dialog', { name: /is ready$/ })).toBeVisible()
      await tab.page.getByRole('button', { name: 'Open the board' }).click()
      await tab.giveName()
      await tab.arrive()
      const after = await api.plan(await tab.seat())
      expect(wordsOf(after)).toEqual(wordsOf(before))
    })
  }
})

test('a spreadsheet becomes a board, its columns chosen first', async ({ api, person }) => {
  const ana = await person('Ana')
  const path = test.info().outputPath('tasks of spring.csv')
  const rows = [
    'What;Who;Deadline;Epic;Points',
    'List the sleepers;Carla;03.02.2027;Reactivate;3',
    "'=Call them;Dan;31.13.2027;Reactivate;5",
  ]
  await writeFile(path, `\uFEFF${rows.join('\r\n')}\r\n`)
  await ana.home()
  await chooseFile(ana, path)
  const dialog = ana.page.getByRole('dialog', { name: 'Import a spreadsheet' })
  await expect(dialog.getByLabel('Title')).toHaveValue('tasks of spring')
  await expect(dialog.getByRole('combobox', { name: 'What', exact: true })).toHaveValue('summary')
  await expect(dialog.getByRole('combobox', { name: 'Epic', exact: true })).toHaveValue('moveId')
  await expect(dialog.getByText('1 cell could not be read.')).toBeVisible()
  await dialog.getByRole('combobox', { name: 'Points', exact: true }).selectOption({ label: 'Estimate in days' })
  expect(await violationsOf(ana.page)).toEqual([])
  await dialog.getByRole('button', { name: 'Make a board of 2 cards' }).click()
  await expect(ana.page.getByRole('dialog', { name: /is ready$/ })).toBeVisible()
  await ana.page.getByRole('button', { name: 'Open the board' }).click()
  await ana.giveName()
  await ana.arrive()
  const plan = await api.plan(await ana.seat())
  expect(plan.moves.map(({ name }) => name)).toEqual(['Reactivate'])
  expect(plan.tasks).toMatchObject([
    { summary: 'List the sleepers', due: '2027-02-03', estimateDays: 3, moveId: plan.moves[0]?.id },
    { summary: '=Call them', description: 'Due: 31.13.2027', estimateDays: 5 },
  ])
  expect(plan.people.map(({ displayName }) => displayName)).toEqual(expect.arrayContaining(['Carla', 'Dan']))

  await test.step('a file that is broken is refused with its row', async () => {
    await writeFile(path, 'What,Who\n"List,Carla')
    await ana.home()
    await chooseFile(ana, path)
    await expect(ana.page.getByRole('alert')).toContainText('A quoted cell does not end. (row 2)')
  })
})

for (const width of [1440, 640, 390]) {
  test(`what a board cannot keep of a file is told, and columns are chosen, ${width} wide`, async ({ person }) => {
    const ana = await person('Ana', { viewport: { width, height: 800 } })
    const { page } = ana
    const look = async (name: string) => {
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme })
        expect.soft(await violationsOf(page), `${name} ${colorScheme}`).toEqual([])
        await page.screenshot({ path: test.info().outputPath(`${name}-${width}-${colorScheme}.png`) })
      }
      expect.soft(await beyondTheEdge(page)).toEqual([])
    }
    const table = test.info().outputPath('tasks.csv')
    await writeFile(
      table,
      'What is to be done,Who,Deadline\nList the sleepers,Carla,2027-02-03\nCall them,Dan,31.13.2027',
    )
    await ana.home()
    await chooseFile(ana, table)
    await expect(page.getByRole('dialog', { name: 'Import a spreadsheet' })).toBeVisible()
    await look('columns')
    await page.keyboard.press('Escape')

    const plan = test.info().outputPath('plan.json')
    const tasks = [1, 2, 3].map((n) => ({ id: `t${n}`, summary: 'Agree', parentTaskId: 't0', derivedFrom: [] }))
    const provenance = { boardId: 'b', exportedAt: '2026-01-06T16:05:00Z', generator: 'theirs' }
    await writeFile(plan, JSON.stringify({ schemaVersion: '1.0.0', id: 'p', name: 'Joint plan', tasks, provenance }))
    await chooseFile(ana, plan)
    const ready = page.getByRole('dialog', { name: 'Joint plan is ready' })
    await expect(ready).toContainText('3 values of the file have no place on a board and were left out')
    await expect(ready).toContainText('/tasks/0/parentTaskId, /tasks/1/parentTaskId, /tasks/2/parentTaskId')
    await look('ready')
  })

  test(`the dialog passes WCAG 2.2 AA and works by keyboard, ${width} wide`, async ({ api, person, peer }) => {
    const board = await api.createBoard('Spring plan')
    await fill(await peer(board))
    const ana = await person('Ana', { viewport: { width, height: 800 } })
    await ana.join(board, 'observe')
    const { page, plan } = ana
    await plan.open()
    await plan.panel.getByRole('button', { name: 'Export', exact: true }).focus()
    await page.keyboard.press('Enter')
    await expect(plan.exports).toBeVisible()
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme })
      expect.soft(await violationsOf(page), colorScheme).toEqual([])
      await page.screenshot({ path: test.info().outputPath(`export-${width}-${colorScheme}.png`) })
    }
    expect(await beyondTheEdge(page)).toEqual([])
    await ana.tabTo(plan.exports.getByRole('button', { name: 'Download: Report to print' }))
    expect(await focusedNow(page)).toMatchObject({ isMarked: true, isSeen: true })
    const arriving = page.waitForEvent('download')
    await page.keyboard.press('Enter')
    expect((await arriving).suggestedFilename()).toMatch(/\.html$/)
    await page.keyboard.press('Escape')
    await expect(plan.exports).toHaveCount(0)
  })
}

async function chooseFile({ page }: Person, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import a file' }).click()
  await (await chooser).setFiles(path)
}

/** Two owners, and something of most kinds. */
async function fill(paul: WallPeer): Promise<void> {
  const [carla] = await paul.add('person', null, { text: 'Carla Moreno', fields: { email: 'carla@example.org' } })
  const [dan] = await paul.add('person', null, { text: 'Dan "=1+1"', fields: { email: 'dan@example.org' } })
  await paul.add('goal', 'goal', { text: 'Win back 30 accounts', fields: { due: '2027-06-30', accountable: carla } })
  await paul.add('move', 'move-1', { text: 'Reactivate sleepers', fields: { accountable: carla } })
  const [list] = await paul.add('task', 'tasks-1-month', {
    text: 'List the sleepers',
    fields: { assignee: carla, due: '2027-02-03' },
  })
  await paul.add('task', 'tasks-1-quarter', {
    text: 'Visit the ten largest',
    fields: { assignee: dan, due: '2027-03-03', dependsOn: [list] },
  })
  await paul.add('risk', null, { text: 'The lead is called back', fields: { likelihood: 4, impact: 4, owner: dan } })
  await paul.add('cadence', null, {
    text: 'Cadence call',
    fields: { start: '2027-01-12T09:00', minutes: 15, rrule: 'FREQ=WEEKLY;BYDAY=TU', driver: carla, attendees: [dan] },
  })
  await paul.add('note', 'ideas', 'A trial week')
}

/** What the plan says, whoever sits at the board now. */
function wordsOf({ moves, tasks, risks, cadence, goal }: Plan): unknown {
  const plain = ({ derivedFrom: _, ...item }: object & { derivedFrom?: unknown }) => item
  return { goal: goal && plain(goal), items: [moves, tasks, risks, cadence].map((list) => list.map(plain)) }
}
