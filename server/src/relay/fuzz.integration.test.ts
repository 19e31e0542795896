import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { World } from '../testing/fuzz/world.ts'
import { seeds } from '../testing/seeds.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

describe('people who write over bad lines, to a server that ends again and again', () => {
  it.each(seeds(15))(
    'end with the same board, and nothing that was said to be saved is lost (seed %i)',
    async (seed) => {
      const world = await World.create(seed)
      for (let turn = 0; turn < 400; turn++) await world.turn()
      await world.end()
      expect(await world.complaints(), `seed ${seed}: ${world.story.join(', ')}`).toEqual([])
      expect(world.promises).toBeGreaterThan(0)
    },
  )
})
