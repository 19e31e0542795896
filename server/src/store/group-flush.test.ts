import { describe, expect, it } from 'vitest'
import { createGroupFlush } from './group-flush.ts'

describe('flushing together', () => {
  it('does not touch the disk when nothing was written', async () => {
    const disk = slowDisk()
    await createGroupFlush(disk.flush).flushed()
    expect(disk.runs()).toBe(0)
  })

  it('lets whoever asks while a flush runs wait for the next, and runs one at a time', async () => {
    const disk = slowDisk()
    const group = createGroupFlush(disk.flush)
    const done: string[] = []
    group.markWritten()
    const first = group.flushed().then(() => done.push('first'))
    group.markWritten()
    const second = group.flushed().then(() => done.push('second'))
    const third = group.flushed().then(() => done.push('third'))
    expect(disk.runs()).toBe(1)
    disk.finish()
    await first
    expect(done).toEqual(['first'])
    await expect.poll(() => disk.runs(), { timeout: 20_000 }).toBe(2)
    disk.finish()
    await Promise.all([second, third])
    expect(done).toEqual(['first', 'second', 'third'])
    expect(disk.runs()).toBe(2)
  })

  it('shares the flush that runs with whoever wrote nothing since it began', async () => {
    const disk = slowDisk()
    const group = createGroupFlush(disk.flush)
    group.markWritten()
    const both = Promise.all([group.flushed(), group.flushed()])
    disk.finish()
    await both
    expect(disk.runs()).toBe(1)
  })

  it('fails for good once the disk has failed', async () => {
    const group = createGroupFlush(() => Promise.reject(new Error('disk')))
    group.markWritten()
    await expect(group.flushed()).rejects.toThrow('disk')
    expect(group.failure).toBeInstanceOf(Error)
    await expect(group.flushed()).rejects.toThrow('disk')
  })
})

function slowDisk() {
  let runs = 0
  let finish = (): void => undefined
  return {
    flush: () => {
      runs++
      return new Promise<void>((resolve) => (finish = resolve))
    },
    runs: () => runs,
    finish: () => finish(),
  }
}
