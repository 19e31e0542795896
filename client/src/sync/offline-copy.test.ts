import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openOfflineCopy } from './offline-copy.ts'
import type { OfflineCopy } from './offline-copy.ts'
import { newBrowser } from './testing/browser.ts'

const bytes = (n: number) => new Uint8Array([n])
const numbers = (updates: readonly Uint8Array[]) => updates.map(([n = 0]) => n).toSorted((a, b) => a - b)

beforeEach(() => {
  newBrowser()
})

/** What somebody who opens it now finds. */
async function found(name = 'room') {
  const copy = await openOfflineCopy(name)
  const { epoch, known, unsent } = copy.atOpening
  copy.close()
  return { epoch, known: numbers(known), unsent: numbers(unsent) }
}

async function closed(copy: OfflineCopy) {
  copy.close()
  return await found()
}

describe.each(['in the browser', 'in the tab alone'])('a copy %s', (where) => {
  beforeEach(() => {
    if (where === 'in the tab alone') vi.stubGlobal('indexedDB', undefined)
  })

  it('tells what is known from what is unsent', async () => {
    const copy = await openOfflineCopy('room')
    expect(copy.outlivesTab).toBe(where === 'in the browser')
    copy.keepKnown(bytes(1))
    copy.keepUnsent(bytes(2))
    copy.keepUnsent(bytes(3))
    copy.sent(1)
    copy.keepKnown(bytes(4))
    const { known, unsent } = await copy.look()
    expect([numbers(known), numbers(unsent)]).toEqual([[1, 2, 4], [3]])
  })

  it('counts from the first on, and a word said twice proves nothing more', async () => {
    const copy = await openOfflineCopy('room')
    for (const n of [1, 2, 3]) copy.keepUnsent(bytes(n))
    copy.sent(2)
    copy.sent(2)
    copy.keepUnsent(bytes(4))
    copy.sent(3)
    const { known, unsent } = await copy.look()
    expect([numbers(known), numbers(unsent)]).toEqual([[1, 2, 3], [4]])
  })

  it('is made short without what is unsent', async () => {
    const copy = await openOfflineCopy('room')
    copy.keepKnown(bytes(1))
    await copy.look()
    copy.keepUnsent(bytes(2))
    copy.shorten(bytes(9))
    const { known, unsent } = await copy.look()
    expect([numbers(known), numbers(unsent)]).toEqual([[9], [2]])
  })

  it('forgets the unsent alone, or everything', async () => {
    const copy = await openOfflineCopy('room')
    copy.setEpoch('e1')
    copy.keepKnown(bytes(1))
    copy.keepUnsent(bytes(2))
    await copy.look()
    await copy.forget('unsent')
    expect(await copy.look()).toEqual({ epoch: 'e1', known: [bytes(1)], unsent: [] })
    await copy.forget('all')
    expect((await copy.look()).known).toEqual([])
  })
})

describe('a copy in the browser', () => {
  it('is found again as it was', async () => {
    const copy = await openOfflineCopy('room')
    copy.setEpoch('e1')
    copy.keepKnown(bytes(1))
    copy.keepUnsent(bytes(2))
    copy.keepUnsent(bytes(3))
    copy.sent(1)
    expect(await closed(copy)).toEqual({ epoch: 'e1', known: [1, 2], unsent: [3] })
  })

  it('what is unsent is written at once: the tab may end in the same turn', async () => {
    const copy = await openOfflineCopy('room')
    copy.keepUnsent(bytes(1))
    expect(await found()).toMatchObject({ unsent: [1] })
  })

  it('the unsent of an earlier visit are counted first', async () => {
    const first = await openOfflineCopy('room')
    first.keepUnsent(bytes(1))
    first.keepUnsent(bytes(2))
    first.close()
    const second = await openOfflineCopy('room')
    second.keepUnsent(bytes(3))
    second.sent(2)
    expect(await closed(second)).toEqual({ epoch: undefined, known: [1, 2], unsent: [3] })
  })

  it('two tabs keep one copy: neither loses what the other has not sent', async () => {
    const [one, two] = [await openOfflineCopy('room'), await openOfflineCopy('room')]
    one.keepUnsent(bytes(1))
    two.keepUnsent(bytes(2))
    one.sent(1)
    one.shorten(bytes(9))
    one.close()
    expect(await closed(two)).toMatchObject({ unsent: [2] })
  })

  it('what a tab makes short leaves alone what another tab has added', async () => {
    const [one, two] = [await openOfflineCopy('room'), await openOfflineCopy('room')]
    two.keepKnown(bytes(5))
    two.close()
    one.shorten(bytes(9))
    expect(await closed(one)).toMatchObject({ known: [5, 9] })
  })

  it('a tab that wakes with an old epoch adds nothing to the new one, and takes nothing from it', async () => {
    const late = await openOfflineCopy('room')
    late.setEpoch('e1')
    late.keepKnown(bytes(1))
    await late.look()
    const early = await openOfflineCopy('room')
    await early.look()
    await early.forget('all')
    early.close()
    const anew = await openOfflineCopy('room')
    anew.setEpoch('e2')
    anew.keepKnown(bytes(2))
    anew.keepUnsent(bytes(3))
    anew.close()
    late.keepKnown(bytes(4))
    late.keepUnsent(bytes(5))
    expect(numbers((await late.look()).unsent)).toEqual([5])
    expect(await found()).toEqual({ epoch: 'e2', known: [2], unsent: [3] })
    await late.forget('all')
    expect(await closed(late)).toEqual({ epoch: 'e2', known: [2], unsent: [3] })
  })

  it('is long after many updates, and not once it was made short', async () => {
    const copy = await openOfflineCopy('room')
    for (let n = 0; n < 500; n++) {
      copy.keepUnsent(bytes(1))
      copy.sent(n + 1)
    }
    await copy.look()
    expect(copy.isLong).toBe(true)
    copy.shorten(bytes(9))
    await copy.look()
    expect(copy.isLong).toBe(false)
  })

  it('a copy of the time before epochs is taken over whole, under the first epoch it meets', async () => {
    await new Promise<void>((resolve) => {
      const request = indexedDB.open('room', 1)
      request.addEventListener('upgradeneeded', () => {
        request.result.createObjectStore('updates', { autoIncrement: true })
        request.result.createObjectStore('custom')
      })
      request.addEventListener('success', () => {
        const db = request.result
        const transaction = db.transaction('updates', 'readwrite')
        transaction.objectStore('updates').add(bytes(1))
        transaction.objectStore('updates').add(bytes(2))
        transaction.addEventListener('complete', () => {
          db.close()
          resolve()
        })
      })
    })
    expect(await found()).toEqual({ epoch: undefined, known: [1, 2], unsent: [] })
    const copy = await openOfflineCopy('room')
    copy.setEpoch('e7')
    expect(await closed(copy)).toEqual({ epoch: 'e7', known: [1, 2], unsent: [] })
  })

  it('a database that is deleted under it leaves the tab alive', async () => {
    const copy = await openOfflineCopy('room')
    await new Promise((resolve) => {
      indexedDB.deleteDatabase('room').addEventListener('success', resolve)
    })
    expect(() => copy.keepUnsent(bytes(1))).not.toThrow()
  })
})
