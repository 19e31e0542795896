import { readTogether } from '@planwall/shared/session/awareness'
import type { TogetherState } from '@planwall/shared/session/awareness'
import { expect, it } from 'vitest'
import { readyCount } from './who-is-ready.ts'

let clients = 0

function peer(personId: string | null, state: TogetherState = {}, role: 'participant' | 'facilitator' = 'participant') {
  return { clientId: ++clients, personId, role, together: readTogether(state) }
}

const step = { of: 'step', n: 4 } as const

it.each([
  ['an answer to this step counts', [peer('ann', { r: { step: 4 } }), peer('ben')], { ready: 1, here: 3 }],
  ['an answer to the step before does not', [peer('ann', { r: { step: 3 } })], { ready: 0, here: 2 }],
  [
    'two tabs are one person, done if either says so',
    [peer('ann'), peer('ann', { r: { step: 4 } })],
    { ready: 1, here: 2 },
  ],
  ['facilitators are not waited for', [peer('fay', {}, 'facilitator'), peer('ann')], { ready: 0, here: 2 }],
  ['another tab of mine speaks for me', [peer('me', { r: { step: 4 } })], { ready: 1, here: 1 }],
])('[M4] %s', (_rule, peers, count) => {
  expect(readyCount(peers, { role: 'participant', personId: 'me', isReady: false }, step)).toEqual(count)
})

it('[M4] a ready check has its own answers', () => {
  const peers = [peer('ann', { r: { step: 4 } }), peer('ben', { r: { check: 9 } })]
  const me = { role: 'participant', personId: 'me', isReady: true }
  expect(readyCount(peers, me, { of: 'check', n: 9 })).toEqual({ ready: 2, here: 3 })
})
