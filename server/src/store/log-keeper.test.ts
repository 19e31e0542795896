import { describe, expect, it } from 'vitest'
import { createLogKeeper } from './log-keeper.ts'

describe('keeping the log short', () => {
  it('copies it every so often, and begins to count anew when nobody wrote meanwhile', async () => {
    const { keeper, copies, finish } = keeping()
    keeper.grown(10)
    expect(copies()).toBe(0)
    keeper.grown(1)
    expect(copies()).toBe(1)
    await finish(true)
    keeper.grown(10)
    expect(copies()).toBe(1)
    keeper.grown(1)
    expect(copies()).toBe(2)
  })

  it('does not begin anew while somebody writes, and copies again after as much more', async () => {
    const { keeper, copies, finish } = keeping()
    keeper.grown(11)
    keeper.grown(5)
    await finish(true)
    keeper.grown(5)
    expect(copies()).toBe(1)
    keeper.grown(1)
    expect(copies()).toBe(2)
    expect(keeper.hold()).toBeUndefined()
  })

  it('lets writers wait once it is long, until all of it is copied', async () => {
    const { keeper, copies, finish } = keeping()
    keeper.grown(11)
    keeper.grown(25)
    let isFree = false
    const held = keeper.hold()?.then(() => (isFree = true))
    expect(held).toBeDefined()
    await finish(true)
    expect([isFree, copies()]).toEqual([false, 2])
    await finish(true)
    await held
    expect(keeper.hold()).toBeUndefined()
  })

  it('does not let writers wait for ever where copying does not succeed', async () => {
    const { keeper, copies, finish } = keeping()
    keeper.grown(100)
    const held = keeper.hold()
    await finish(false)
    await finish(false)
    await held
    expect(copies()).toBe(2)
  })
})

function keeping() {
  let copies = 0
  let end = (_isWhole: boolean): void => undefined
  const copy = () => {
    copies++
    return new Promise<boolean>((resolve) => (end = resolve))
  }
  return {
    keeper: createLogKeeper(copy, { copyEvery: 10, holdAt: 30 }),
    copies: () => copies,
    finish: async (isWhole: boolean) => {
      end(isWhole)
      await new Promise(setImmediate)
    },
  }
}
