import { describe, expect, it } from 'vitest'
import { readLink, shortLink } from './links.ts'

describe('links', () => {
  const rows: [rule: string, typed: string, expected: string | undefined][] = [
    ['a page', 'https://example.org/a?b=c', 'https://example.org/a?b=c'],
    ['an old page', ' http://example.org ', 'http://example.org/'],
    ['a name without a scheme', 'example.org/plan', 'https://example.org/plan'],
    ['a name with a port', 'example.org:8080/plan', 'https://example.org:8080/plan'],
    ['a script is refused', 'javascript:alert(1)', undefined],
    ['a file is refused', 'file:///etc/passwd', undefined],
    ['data is refused', 'data:text/html,<p>', undefined],
    ['a mail address is refused', 'mailto:ana@example.org', undefined],
    ['a word is refused', 'soon', undefined],
    ['several words are refused', 'ask Ana', undefined],
  ]
  it.each(rows)('%s', (_rule, typed, expected) => expect(readLink(typed)).toBe(expected))

  it('are shown without their scheme', () => {
    expect(shortLink('https://www.example.org/plan/')).toBe('example.org/plan')
    expect(shortLink(`https://example.org/${'x'.repeat(200)}`)).toHaveLength(80)
  })
})
