import { addCards } from '@planwall/shared/board/edit'
import { placeCards } from '@planwall/shared/board/place'
import { errorTable } from '@planwall/shared/errors'
import { setMeta } from '@planwall/shared/session/edit-session'
import { expect, test } from '../fixtures/story.ts'
import { WallPeer } from '../fixtures/peer.ts'

test('an observer has no way to change anything: on the wall, in the list, in the plan, by paste or by keys', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard('Look, do not touch')
  const paul = await peer(board)
  await paul.add('move', 'move-1', 'Reactivate sleepers')
  await paul.add('task', 'tasks-1-month', 'List the sleepers')
  await paul.add('note', 'ideas', 'A trial week')
  const before = paul.elements()
  const olga = await person('Olga')
  await olga.join(board, 'observe')
  const { page } = olga

  await test.step('on the wall', async () => {
    await olga.wall.select('List the sleepers')
    await expect(olga.inspector.panel).toContainText('List the sleepers')
    await expect(olga.inspector.panel.getByRole('textbox').or(olga.inspector.panel.getByRole('combobox'))).toHaveCount(
      0,
    )
    await expect(page.getByRole('region', { name: 'Tools' })).toHaveCount(0)
    await expect(page.getByRole('button', { name: /^Tidy / })).toHaveCount(0)
    await olga.wall.surface.focus()
    for (const key of ['Enter', 'n', 'Delete', 'Control+d', 'ArrowRight', 'Control+z']) await page.keyboard.press(key)
    await expect(olga.wall.textBox).toHaveCount(0)
  })

  await test.step('in the list', async () => {
    await olga.showList()
    await olga.list.row('List the sleepers').dblclick()
    const acts = page.getByRole('group', { name: 'Acts on this card' })
    await expect(acts.getByRole('button')).toHaveText(['Details'])
    await expect(olga.list.root.getByRole('textbox')).toHaveCount(0)
    await expect(olga.list.root.getByRole('button', { name: /^Acts on the zone/ })).toHaveCount(0)
    await olga.list.row('List the sleepers').focus()
    for (const key of ['Enter', 'Delete', 'Alt+ArrowDown']) await page.keyboard.press(key)
    await expect(olga.list.root.getByRole('textbox')).toHaveCount(0)
  })

  await test.step('by paste', async () => {
    await olga.copy('One\nTwo\nThree')
    await page.keyboard.press('Control+v')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })

  await test.step('in the plan, which can be read and taken along', async () => {
    await olga.plan.open()
    await expect(olga.plan.move('Reactivate sleepers')).toContainText('List the sleepers')
    await expect(olga.plan.panel.getByRole('button', { name: /^Edit: / })).toHaveCount(0)
    await expect(olga.plan.panel.getByRole('combobox')).toHaveCount(0)
    await olga.plan.save('Plan, as JSON')
  })

  // What comes afterwards is seen by her, so nothing of hers was lost on the way.
  await paul.add('note', 'ideas', 'Seen as it happens')
  await expect(olga.list.row('Seen as it happens')).toBeVisible()
  expect(paul.elements().filter((element) => !('text' in element && element.text === 'Seen as it happens'))).toEqual(
    before,
  )
})

test('a forged change over an observer’s seat is refused, and leaves no trace with anybody', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard('Untouched')
  const paul = await peer(board)
  const ana = await person('Ana')
  await ana.join(board)
  const eves: WallPeer[] = []
  const enter = async (link: 'observe' | 'participate') => {
    const eve = await WallPeer.sit(api, await api.takeSeat(board, link, 'Eve'))
    eves.push(eve)
    return eve
  }
  const refused = errorTable.refused.close
  expect(refused).toBe(4422)
  const forge = (eve: WallPeer) => {
    const { board: doc, seat } = eve
    const [elements, zones] = [eve.read().elements, eve.readSession().zones]
    const at = { today: '2027-01-01', now: Date.now(), createdBy: seat.personId, newId: () => crypto.randomUUID() }
    const zone = zones.get('ideas')
    addCards(doc, placeCards({ kind: 'note', texts: [{ text: 'Forged' }], zone, zones, elements, ...at }), 'forger')
  }

  await test.step('a card by an observer', async () => {
    const eve = await enter('observe')
    forge(eve)
    await expect.poll(() => eve.closes).toContain(refused)
  })

  await test.step('the board’s own settings by an observer, and by a participant', async () => {
    for (const link of ['observe', 'participate'] as const) {
      const eve = await enter(link)
      setMeta(eve.session, { title: 'Forged' }, 'forger')
      await expect.poll(() => eve.closes).toContain(refused)
    }
  })

  await test.step('nobody hears of it, now or later', async () => {
    await paul.add('note', 'ideas', 'After the forgery')
    await expect(ana.wall.card('After the forgery')).toBeVisible()
    const ben = await person('Ben')
    await ben.join(board)
    await expect(ben.wall.card('After the forgery')).toBeVisible()
    for (const { wall, page } of [ana, ben]) {
      await expect(wall.cards).toHaveCount(1)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Untouched')
    }
    expect(paul.cards('note').map(({ text }) => text)).toEqual(['After the forgery'])
    expect(JSON.stringify(await api.plan(paul.seat))).not.toContain('Forged')
  })
  for (const eve of eves) eve.leave()
})
