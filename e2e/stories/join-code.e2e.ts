import { beyondTheEdge, violationsOf } from '../fixtures/accessibility.ts'
import { readQr } from '../fixtures/read-qr.ts'
import { ShareView } from '../fixtures/share-view.ts'
import { expect, test } from '../fixtures/story.ts'

test('a code is made, said, typed in small letters, and lets in; a phone reads the same off the picture', async ({
  api,
  person,
}) => {
  const board = await api.createBoard('Spring plan')
  const fay = await person('Fay')
  await fay.join(board, 'facilitate')
  const share = new ShareView(fay.page)
  await share.open()
  const code = await share.makeCode()
  expect(code).toMatch(/^[CDFHJKMNPRTVWXY3479]{4}-[CDFHJKMNPRTVWXY3479]{4}$/)
  await expect(share.dialog).toContainText(/It works until \d+:\d\d/)
  const picture = share.dialog.getByTestId('qr')
  for (const colorScheme of ['light', 'dark'] as const) {
    await fay.page.emulateMedia({ colorScheme })
    await expect(picture).toHaveAttribute('data-ready', 'true')
    expect(await readQr(picture)).toBe(`${fay.url}/j/${code}`)
  }
  await share.dialog.getByRole('button', { name: 'Show it large' }).click()
  const large = fay.page.getByRole('dialog', { name: 'Join with this code' })
  await expect(large).toContainText(code)
  expect(await readQr(large.getByTestId('qr'))).toBe(`${fay.url}/j/${code}`)

  const ana = await person('Ana')
  ana.tolerate(/404/)
  const addresses: string[] = []
  ana.page.on('framenavigated', (frame) => addresses.push(frame.url()))
  await ana.home()
  await ana.page.getByRole('link', { name: /Were you given a code/ }).click()
  await ana.page.getByLabel('Code').fill('cd')
  await ana.page.getByRole('button', { name: 'Go on' }).click()
  await expect(ana.page.getByText('A code has eight letters and digits, such as CDFH-3479.')).toBeVisible()
  await ana.page.getByLabel('Code').fill('CCCC-3333')
  await ana.page.getByRole('button', { name: 'Go on' }).click()
  await expect(ana.page.getByText(/There is no such code, or its time is over\./)).toBeVisible()
  expect(await violationsOf(ana.page)).toEqual([])
  await ana.page.getByLabel('Code').fill(code.toLowerCase().replace('-', ' '))
  await ana.page.getByRole('button', { name: 'Go on' }).click()
  await expect(ana.page.getByRole('heading', { name: 'Join Spring plan' })).toBeVisible()
  await ana.giveName()
  await ana.arrive()
  await expect(ana.page).toHaveURL(/\/b\/[A-Za-z0-9_-]+$/)

  // A phone that follows the picture.
  const ben = await person('Ben', { viewport: { width: 390, height: 800 } })
  await ben.page.goto(`/j/${code}`)
  await expect(ben.page.getByRole('heading', { name: 'Join Spring plan' })).toBeVisible()
  expect(await violationsOf(ben.page)).toEqual([])
  expect(await beyondTheEdge(ben.page)).toEqual([])
  await ben.giveName()
  await ben.arrive()
  // Whoever is in already stays who they are.
  await ben.page.goto(`/j/${code}`)
  await ben.arrive()
  await expect(fay.peopleHere).toHaveAccessibleName('People here: 3')

  // The facilitator's reload still shows it; ended, it opens nothing.
  await fay.page.reload()
  await fay.arrive()
  await share.open()
  await expect(share.dialog.getByTestId('join-code')).toHaveText(code)
  await share.dialog.getByRole('button', { name: 'End this code' }).click()
  await expect(share.dialog.getByRole('button', { name: 'Make a code' })).toBeVisible()
  const late = await person('Leo')
  late.tolerate(/404/)
  await late.page.goto(`/j/${code}`)
  await expect(late.page.getByText(/There is no such code, or its time is over\./)).toBeVisible()
})

test('another facilitator sees that a code is in use, and can end it', async ({ api, person }) => {
  const board = await api.createBoard('Spring plan')
  const [fay, gil] = [await person('Fay'), await person('Gil')]
  await fay.join(board, 'facilitate')
  await gil.join(board, 'facilitate')
  const share = new ShareView(fay.page)
  await share.open()
  await share.makeCode()
  const other = new ShareView(gil.page)
  await other.open()
  await expect(gil.page.getByTestId('code-elsewhere')).toContainText('A code made in another browser works until')
  await gil.page.getByRole('button', { name: 'End that code' }).click()
  await expect(gil.page.getByTestId('code-elsewhere')).toHaveCount(0)
  await share.close()
  await share.open()
  await expect(share.dialog.getByRole('button', { name: 'Make a code' })).toBeVisible()
})
