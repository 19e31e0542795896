import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Plan } from '@planwall/shared/plan/plan'
import { limits } from '@planwall/shared/protocol'
import { expect, test } from '../fixtures/story.ts'
import type { Person } from '../fixtures/person.ts'
import { goalsIn, planFiles } from '../fixtures/plan-files.ts'
import type { GoalSaid } from '../fixtures/plan-files.ts'

for (const file of planFiles) {
  test(`${file.name} is imported, and two people go on with it at the same time`, async ({ api, person }) => {
    const ana = await person('Ana')
    const ben = await person('Ben')
    await ana.home()
    const goals = await goalsIn(ana.page, file)
    expect(goals.length).toBeGreaterThan(0)

    const invitation = await test.step('Ana chooses the file in the gallery and gets the links', async () => {
      await choose(ana, file.path)
      const dialog = ana.page.getByRole('dialog', { name: /is ready$/ })
      await dialog.getByRole('button', { name: 'Copy link: Take part' }).click()
      await expect.poll(() => ana.copied()).toMatch(/#/)
      const link = await ana.copied()
      await dialog.getByRole('button', { name: 'Open the board' }).click()
      await ana.giveName()
      await ana.arrive()
      return link
    })

    const imported = await test.step('everything the file says is in the plan, word for word', async () => {
      const plan = await api.plan(await ana.seat())
      expectAllOf(goals, plan)
      return plan
    })

    await test.step('both add to it, and type in the same task at once', async () => {
      await ben.page.goto(invitation)
      await ben.giveName()
      await ben.arrive()
      const summary = imported.tasks.map((task) => task.summary ?? '').find((words) => isAlone(words, imported)) ?? ''
      await ana.find(summary)
      await ana.wall.card(summary).dblclick()
      await expect(ana.wall.textBox).toBeFocused()
      await ben.showList()
      await ben.list.row(summary).dblclick()
      await expect(ben.list.textBox).toBeFocused()
      await ben.page.keyboard.press('Home')
      await Promise.all([
        ana.page.keyboard.type(' (and Ana)', { delay: 10 }),
        ben.page.keyboard.type('(Ben and) ', { delay: 10 }),
      ])
      await Promise.all([ana.page.keyboard.press('Escape'), ben.page.keyboard.press('Escape')])
      const both = `(Ben and) ${summary} (and Ana)`
      await expect(ana.wall.card(both)).toBeVisible()
      await expect(ben.list.row(both)).toBeVisible()
      await ben.list.add('This month', 'Added by Ben')
      await Promise.all([ana.isSaved(), ben.isSaved()])

      const plan = await api.plan(await ana.seat())
      const changed = imported.tasks.map((task) => (task.summary === summary ? { ...task, summary: both } : task))
      for (const task of changed) {
        const { id, description, moveId } = task
        const now = plan.tasks.find((one) => one.id === id)
        expect(now).toMatchObject({ summary: task.summary, ...(moveId ? { moveId } : {}) })
        expect(now?.description).toBe(description)
      }
      expect(plan.tasks).toHaveLength(imported.tasks.length + 1)
      expect(plan.tasks.find((task) => task.summary === 'Added by Ben')?.moveId).toBe(plan.moves[0]?.id)
      expect(plan.moves.map(({ name, description }) => [name, description])).toEqual(
        imported.moves.map(({ name, description }) => [name, description]),
      )
    })
  })

  test(`${file.name} is imported by the API`, async ({ api, page }) => {
    await page.goto('/')
    const goals = await goalsIn(page, file)
    const board = await api.importBoard(file.bytes)
    expect(board.title).not.toBe('')
    const plan = await api.plan(await api.takeSeat(board, 'observe', 'Olga'))
    expectAllOf(goals, plan)
    expect(plan.omitted.filter(({ reason }) => reason !== 'idea')).toEqual([])
  })
}

test('a file that cannot be read, or must not be, is refused in words, and no board is made', async ({
  api,
  person,
}) => {
  // Whatever a hostile file asks for would be seen here.
  let calls = 0
  const elsewhere = createServer((_request, response) => {
    calls++
    response.end('<!ENTITY x "y">')
  })
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  const { port } = elsewhere.address() as AddressInfo
  const paths = writeBadFiles(`http://127.0.0.1:${port}/evil.dtd`)
  const before = countBoards()
  const ana = await person('Ana')
  const answers: number[] = []
  ana.page.on('response', (response) => {
    if (response.url().includes('/api/boards/import')) answers.push(response.status())
  })
  ana.tolerate(/status of 4(00|13)/)
  await ana.home()
  try {
    for (const [what, { path, words }] of Object.entries(paths)) {
      await test.step(what, async () => {
        await choose(ana, path)
        await expect(ana.page.getByRole('alert')).toContainText(words)
        await expect(ana.page.getByRole('dialog')).toHaveCount(0)
        expect(await ana.page.getByRole('main').textContent()).not.toContain('root:')
        // Away with the words, so that the next ones are the next file's.
        await ana.page.reload()
      })
    }
    await test.step('a good file is taken right after', async () => {
      await choose(ana, paths.malformed?.path ?? '')
      await expect(ana.page.getByRole('alert')).toBeVisible()
      expect(countBoards()).toBe(before)
      await choose(ana, planFiles[0]?.path ?? '')
      await expect(ana.page.getByRole('dialog', { name: /is ready$/ })).toBeVisible()
      await expect(ana.page.getByRole('alert')).toHaveCount(0)
    })
    expect(countBoards()).toBe(before + 1)

    await test.step('the API answers the same', async () => {
      for (const { bytes, status, code } of Object.values(paths)) {
        const answer = await api.sendFile(bytes)
        expect(answer.status).toBe(status)
        const body = (await answer.json()) as { code: string; message: string; retry: boolean }
        expect(body).toMatchObject({ code, retry: false })
        expect(body.message).toMatch(/^[A-Z].+\.( \(.+\))?$/s)
        expect(body.message).not.toMatch(/root:|at .*\.ts|Error:/)
      }
      expect(countBoards()).toBe(before + 1)
    })
    expect(calls).toBe(0)
  } finally {
    elsewhere.close()
  }
})

async function choose({ page }: Person, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import a file' }).click()
  await (await chooser).setFiles(path)
}

/** Every goal is a move, and every objective a task under it, with the words of the file. */
function expectAllOf(goals: readonly GoalSaid[], plan: Plan): void {
  expect(plan.moves).toHaveLength(goals.length)
  for (const [i, goal] of goals.entries()) {
    const move = plan.moves[i]
    expect(move?.description ?? '').toBe(goal.description)
    if (goal.name !== '') expect(move?.name).toBe(goal.name)
    const tasks = plan.tasks.filter(({ moveId }) => moveId === move?.id)
    expect(tasks.map(({ description = '' }) => description).toSorted()).toEqual(
      goal.objectives.map(({ description }) => description).toSorted(),
    )
    for (const { name, description, identifier } of goal.objectives) {
      const same = tasks.filter((task) => (task.description ?? '') === description)
      if (name !== '') expect(same.map(({ summary }) => summary)).toContain(name)
      const ids = same.flatMap(({ id, externalRefs = [] }) => [id, ...externalRefs.map(({ key }) => key)])
      if (identifier !== '') expect(ids).toContain(identifier)
    }
  }
}

/** Words that no other item has, on one line, so that they find one card. */
function isAlone(words: string, plan: Plan): boolean {
  const all = [...plan.tasks.map(({ summary }) => summary), ...plan.moves.map(({ name }) => name)]
  return !words.includes('\n') && all.filter((other) => other?.includes(words)).length === 1
}

function writeBadFiles(dtd: string) {
  const plan = (text: string) => `<StrategicPlan><Name>${text}</Name><StrategicPlanCore/></StrategicPlan>`
  const bomb = Array.from({ length: 9 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('')
  const filler = '<!-- nothing to see -->\n'
  const huge = plan('Far too much') + filler.repeat(Math.ceil((20 * 1024 * 1024) / filler.length))
  expect(huge.length).toBeGreaterThan(limits.maxImportBytes)
  const unreadable = { status: 400, code: 'bad-file', words: 'This file could not be read.' }
  const files = {
    malformed: { ...unreadable, xml: '<StrategicPlan><Name>Half a plan</Nam>' },
    'not XML at all': { ...unreadable, xml: 'Dear all,\nplease find our plan below.' },
    'XML of something else': { ...unreadable, xml: '<invoice><total>3</total></invoice>' },
    empty: { ...unreadable, xml: '' },
    'entity bomb': {
      ...unreadable,
      xml: `<!DOCTYPE StrategicPlan [<!ENTITY e0 "ha">${bomb}]>${plan('&e9;')}`,
    },
    'entity from a file': {
      ...unreadable,
      xml: `<!DOCTYPE StrategicPlan [<!ENTITY secret SYSTEM "file:///etc/passwd">]>${plan('&secret;')}`,
    },
    'document type from elsewhere': { ...unreadable, xml: `<!DOCTYPE StrategicPlan SYSTEM "${dtd}">${plan('A plan')}` },
    '20 MB': { status: 413, code: 'too-large', words: 'This is larger than the server accepts.', xml: huge },
  }
  return Object.fromEntries(
    Object.entries(files).map(([name, { xml, ...rest }]) => {
      const path = test.info().outputPath(`${name}.xml`)
      writeFileSync(path, xml)
      return [name, { ...rest, path, bytes: new TextEncoder().encode(xml) }]
    }),
  )
}

/** How many boards the server has on its disk. */
function countBoards(): number {
  const database = new DatabaseSync(join(process.env.E2E_DATA ?? '', 'planwall.sqlite'), { readOnly: true })
  const { count } = database.prepare('select count(*) as count from board').get() as { count: number }
  database.close()
  return count
}
