import { readTogether } from '@planwall/shared/session/awareness'
import { expect, it } from 'vitest'
import type { Peer } from '../../sync/presence.ts'
import { peopleHere } from './people-here.ts'

const me = { name: 'Mia', color: 1, role: 'facilitator', personId: 'p-mia' } as const

it('this person stands first, the others by name', () => {
  const names = peopleHere(me, [peer(1, 'Zoe', 'p-z'), peer(2, 'Ana', 'p-a')]).map(({ name }) => name)
  expect(names).toEqual(['Mia', 'Ana', 'Zoe'])
})

it('two tabs of one person count once, my own too', () => {
  const here = peopleHere(me, [peer(1, 'Ana', 'p-a'), peer(2, 'Ana', 'p-a'), peer(3, 'Mia', 'p-mia')])
  expect(here.map(({ name }) => name)).toEqual(['Mia', 'Ana'])
})

it('two people of one name are two', () => {
  expect(peopleHere(me, [peer(1, 'Ana', 'p-a'), peer(2, 'Ana', 'p-b')])).toHaveLength(3)
})

it('observers of one name and different colours are two', () => {
  expect(peopleHere(me, [peer(1, 'Ana', null, 3), peer(2, 'Ana', null, 4)])).toHaveLength(3)
})

function peer(clientId: number, name: string, personId: string | null, color = 2): Peer {
  const nowhere = { cursor: null, selection: [], drag: null, editing: null, together: readTogether(undefined) }
  return { clientId, name, color, personId, role: 'participant', ...nowhere }
}
