import { addCards } from '@planwall/shared/board/edit'
import { planFormats, renderPlan } from '@planwall/shared/export/formats'
import { newBoard, newCard } from '@planwall/shared/testing/builders'
import { expect, it } from 'vitest'
import { boardHandle, settled } from '../../sync/testing/board-handle.ts'
import { sourceHere } from './download-format.ts'

it('without a server the page makes every format itself, with what is not sent yet and what it does not understand', async () => {
  const docs = newBoard()
  const handle = boardHandle(docs)
  addCards(docs.board, [newCard('task', { text: 'Call Priya', zoneId: 'tasks-1-month' })], handle.origin)
  docs.session.getMap('of-a-newer-version').set('a', 1)
  await settled()
  const source = sourceHere(handle)
  for (const format of planFormats) expect(renderPlan(format, source).text).not.toBe('undefined')
  const board = planFormats.find(({ id }) => id === 'board-json')
  const file = board && renderPlan(board, source)
  expect(file?.text).toContain('Call Priya')
  expect(file?.text).toContain('of-a-newer-version')
  expect(file?.fileName).toMatch(/^a-plan \d{4}-\d{2}-\d{2} board\.json$/)
  handle.close()
})
