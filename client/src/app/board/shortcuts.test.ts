import { expect, it } from 'vitest'
import { actOf } from './shortcuts.ts'
import type { Act } from './shortcuts.ts'

const rows: [keys: string, typing: boolean, act: Act | undefined][] = [
  ['ctrl+f', false, 'find'],
  ['ctrl+f', true, 'find'],
  ['meta+f', false, 'find'],
  ['ctrl+shift+f', false, undefined],
  ['/', false, 'find'],
  ['/', true, undefined],
  ['?', false, 'help'],
  ['?', true, undefined],
  ['ctrl+z', false, 'undo'],
  ['ctrl+z', true, undefined],
  ['ctrl+shift+Z', false, 'redo'],
  ['ctrl+y', false, 'redo'],
  ['meta+z', false, 'undo'],
  ['Escape', false, 'close'],
  ['Escape', true, 'close'],
  ['alt+/', false, undefined],
  ['z', false, undefined],
  ['f', false, undefined],
]
it.each(rows)('%s, typing: %s, is %s', (keys, typing, act) => {
  const parts = keys.split('+')
  const has = (name: string) => parts.includes(name)
  const pressed = { ctrlKey: has('ctrl'), metaKey: has('meta'), shiftKey: has('shift'), altKey: has('alt') }
  expect(actOf({ key: parts.at(-1) as string, ...pressed }, typing)).toBe(act)
})
