import { expect, it } from 'vitest'
import { setText } from '../board/edit.ts'
import { readBoard } from '../board/read.ts'
import { docWith, newCard, t1Session } from '../testing/builders.ts'
import { thresholdsFrom } from './check-settings.ts'
import { checkPlan } from './checks.ts'
import { extractPlan } from './extract.ts'
import { signMove } from './sign.ts'

const context = { boardId: 'b', asOf: '2026-04-15', exportedAt: '2026-04-15T09:00:00Z', generator: 'test' }
const settings = { codes: new Set(['MOV-03']), thresholds: thresholdsFrom({}), waivers: [] }

function wall() {
  const doc = docWith(
    newCard('person', { id: 'val' }),
    newCard('move', { id: 'm', text: 'Prove it', fields: { sponsor: 'val' } }),
    newCard('signoff', { id: 's', fields: { subject: 'm', person: 'val', state: 'requested' } }),
  )
  const plan = () => extractPlan(readBoard(doc).board, t1Session(), context)
  const said = () => checkPlan(plan(), settings).findings.map(({ sentence }) => sentence)
  const sign = (state: 'signed' | 'declined') =>
    plan().moves.map((move) => signMove(doc, { cardId: 's', state, on: '2026-04-15' }, move, 'test'))
  return { doc, plan, said, sign }
}

it('[MOV-03, C7] a move is signed as it reads, and has to be signed again when it reads otherwise', () => {
  const { doc, plan, said, sign } = wall()
  expect(said()).toEqual(['MOV-03.not-signed'])
  expect(sign('signed')).toEqual([true])
  expect(plan().signOffs).toMatchObject([{ state: 'signed', signedOn: '2026-04-15' }])
  expect(said()).toEqual([])
  setText(doc, 'm', 'Prove it twice', 'test')
  expect(said()).toEqual(['MOV-03.not-as-signed'])
  sign('signed')
  expect(said()).toEqual([])
})

it('[MOV-03] who declines signs no words', () => {
  const { plan, said, sign } = wall()
  sign('signed')
  sign('declined')
  expect(said()).toEqual(['MOV-03.declined'])
  expect(plan().signOffs[0]).not.toHaveProperty('subjectHash')
})
