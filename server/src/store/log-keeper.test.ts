import { describe, expect, it } from 'vitest'
import { createLogKeeper } from './log-keeper.ts'

describe('keeping the log short', () => {
  it('copies it every so often, then begins it anew and counts from nothing', async () => {
    const { keeper, done, finish } = keeping()
    keeper.grown(10)
    expect(done()).toEqual([])
    keeper.grown(1)
    expect(done()).toEqual(['copy'])
    await finish(true)
    await finish(true)
    keeper.grown(10)
    expect(done()).toEqual(['copy', 'begin anew'])
    keeper.grown(1)
    expect(done()).toEqual(['copy', 'begin anew', 'copy'])
  })

  it('lets writers go on while it copies, and wait while it begins anew', async () => {
    const { keeper, finish } = keeping()
    keeper.grown(11)
    expect(keeper.hold()).toBeUndefined()
    await finish(true)
    let isFree = false
    const held = keeper.hold()?.then(() => (isFree = true))
    expect(held).toBeDefined()
    await Promise.resolve()
    expect(isFree).toBe(false)
    await finish(true)
    await held
    expect(keeper.hold()).toBeUndefined()
  })

  it('lets writers wait once it is long, until it began anew', async () => {
    const { keeper, done, finish } = keeping()
    keeper.grown(11)
    keeper.grown(25)
    let isFree = false
    const held = keeper.hold()?.then(() => (isFree = true))
    await finish(true)
    expect([isFree, done()]).toEqual([false, ['copy', 'begin anew']])
    await finish(true)
    await held
    expect(keeper.hold()).toBeUndefined()
  })

  it('does not let writers wait for ever where it does not succeed, and tries again after as much more', async () => {
    const { keeper, done, finish } = keeping()
    keeper.grown(20)
    await finish(true)
    await finish(false)
    expect(keeper.hold()).toBeUndefined()
    keeper.grown(10)
    expect(done()).toHaveLength(2)
    keeper.grown(1)
    expect(done()).toHaveLength(3)
    await finish(true)
    const held = keeper.hold()
    await finish(false)
    await held
  })
})

function keeping() {
  const done: string[] = []
  let end = (_isDone: boolean): void => undefined
  const act = (name: string) => () => {
    done.push(name)
    return new Promise<boolean>((resolve) => (end = resolve))
  }
  return {
    keeper: createLogKeeper(
      { copy: act('copy'), beginAnew: act('begin anew'), empty: act('empty') },
      { copyEvery: 10, holdAt: 30 },
    ),
    done: () => done,
    finish: async (isDone: boolean) => {
      end(isDone)
      await new Promise(setImmediate)
    },
  }
}
