import { expect, it } from 'vitest'
import { RoomsOfAddress } from './rooms-of-address.ts'

it('an address has so many rooms open at a time, each as often as it likes', () => {
  const rooms = new RoomsOfAddress(2)
  const leaves = ['a', 'a', 'b'].map((room) => rooms.take('here', room))
  expect(() => rooms.take('here', 'c')).toThrow('Too many boards are open')
  rooms.take('elsewhere', 'c')
  leaves[0]?.()
  leaves[0]?.()
  expect(() => rooms.take('here', 'c')).toThrow('Too many')
  leaves[1]?.()
  rooms.take('here', 'c')
  rooms.take('here', 'b')
})
