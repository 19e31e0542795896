import { describe, expect, it } from 'vitest'
import { createTurns } from './turns.ts'

describe('taking turns', () => {
  it('acts with one key run one after the other, others meanwhile', async () => {
    const inTurn = createTurns()
    const seen: string[] = []
    let finish = (): void => undefined
    const first = inTurn('a', async () => {
      seen.push('a1 begins')
      await new Promise<void>((resolve) => (finish = resolve))
      seen.push('a1 ends')
    })
    const second = inTurn('a', async () => void seen.push('a2'))
    await inTurn('b', async () => void seen.push('b1'))
    finish()
    await Promise.all([first, second])
    expect(seen).toEqual(['a1 begins', 'b1', 'a1 ends', 'a2'])
  })

  it('a failure is its own, the next one runs', async () => {
    const inTurn = createTurns()
    const failed = inTurn('a', () => Promise.reject(new Error('no')))
    const next = inTurn('a', () => Promise.resolve(2))
    await expect(failed).rejects.toThrow('no')
    await expect(next).resolves.toBe(2)
  })
})
