import { expect, it } from 'vitest'
import { initialsOf } from './initials.ts'

const rows: [rule: string, name: string, initials: string][] = [
  ['two words give two letters', 'Ana Lima', 'AL'],
  ['of many words the first and the last', 'Ana Maria de Souza Lima', 'AL'],
  ['one word gives one letter', 'ana', 'A'],
  ['spaces around and between do not count', '  Ana   Lima ', 'AL'],
  ['hyphens and points divide words', 'jean-luc', 'JL'],
  ['an accent stays with its letter', 'E\u0301lodie', 'E\u0301'],
  ['letters outside the first plane are whole', '𐐨𐐩 𐐪', '𐐀𐐂'],
  ['scripts without capitals stay as they are', '王 伟', '王伟'],
  ['signs that are no letters are passed over', '🙂 Ana', 'A'],
  ['brackets are passed over', '(Ana) [Lima]', 'AL'],
  ['a name without letters gives a question mark', '🙂', '?'],
  ['no name gives a question mark', '', '?'],
]
it.each(rows)('%s', (_rule, name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})
