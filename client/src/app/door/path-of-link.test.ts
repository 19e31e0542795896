import { expect, it } from 'vitest'
import { pathOfLink } from './path-of-link.ts'

const rows: [what: string, typed: string, base: string, path: string | undefined][] = [
  ['a link', 'https://wall.example/b/b1#secret', 'https://wall.example/', '/b/b1#secret'],
  ['a link with spaces around it', '  https://wall.example/b/b1#secret ', 'https://wall.example/', '/b/b1#secret'],
  ['a link of a group', 'https://wall.example/b/b1?group=g#s', 'https://wall.example/', '/b/b1?group=g#s'],
  ['a link below a path', 'https://wall.example/plan/b/b1#s', 'https://wall.example/plan/', '/b/b1#s'],
  ['a link to another server', 'https://other.example/b/b1#s', 'https://wall.example/', undefined],
  ['a link without its secret half', 'https://wall.example/b/b1', 'https://wall.example/', undefined],
  ['a code', 'CDFH-3479', 'https://wall.example/', undefined],
  ['nothing', '', 'https://wall.example/', undefined],
]
it.each(rows)('%s', (_what, typed, base, path) => {
  expect(pathOfLink(typed, base)).toBe(path)
})
