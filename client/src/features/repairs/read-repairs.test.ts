import { describe, expect, it } from 'vitest'
import { markRead, readRepairs } from './read-repairs.ts'

describe('what was read of repairs', () => {
  it('is kept in this browser, each once', () => {
    const storage = newStorage()
    markRead(storage, ['a', 'b'])
    markRead(storage, ['b', 'c'])
    expect(readRepairs(storage).toSorted()).toEqual(['a', 'b', 'c'])
  })

  it('is nothing where the browser keeps nothing, or something else', () => {
    const refusing = {
      getItem: () => null,
      setItem: () => {
        throw new Error('No room.')
      },
    }
    markRead(refusing, ['a'])
    expect(readRepairs(refusing)).toEqual([])
    expect(readRepairs(newStorage('{"a": 1}'))).toEqual([])
    expect(readRepairs(newStorage('nonsense'))).toEqual([])
  })
})

function newStorage(kept: string | null = null) {
  let value = kept
  return { getItem: () => value, setItem: (_key: string, next: string) => void (value = next) }
}
