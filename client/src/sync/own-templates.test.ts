import { findTemplate } from '@planwall/shared/templates/catalog'
import type { Template } from '@planwall/shared/templates/template'
import { describe, expect, it } from 'vitest'
import { forgetTemplate, keepTemplate, ownTemplates } from './own-templates.ts'

const template = (id: string, name = id): Template => ({ ...(findTemplate('T10') as Template), id, name })

function storage(content?: string) {
  const kept = new Map(content === undefined ? [] : [['planwall/templates', content]])
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  }
}

describe('templates of this browser', () => {
  it('the newest comes first, and one saved again takes the place of the one before', () => {
    const own = storage()
    keepTemplate(own, template('a'))
    keepTemplate(own, template('b'))
    keepTemplate(own, template('a', 'better'))
    expect(ownTemplates(own).map(({ template: { name } }) => name)).toEqual(['better', 'b'])
  })

  it('can be taken out', () => {
    const own = storage()
    keepTemplate(own, template('a'))
    forgetTemplate(own, 'a')
    expect(ownTemplates(own)).toEqual([])
  })

  it('what another build or another page wrote there does no harm', () => {
    expect(ownTemplates(storage('not json'))).toEqual([])
    expect(ownTemplates(storage('{"a":1}'))).toEqual([])
    expect(ownTemplates(storage('[1, "{}", null]'))).toEqual([])
  })

  it('a browser that keeps nothing says so', () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new Error('full')
      },
    }
    expect(keepTemplate(full, template('a'))).toBe(false)
  })
})
