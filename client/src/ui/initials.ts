/**
 * One or two letters that stand for a name: of its first and last word, or of its only one. Letters are whole, whatever
 * the script; a name without any gives "?".
 */
export function initialsOf(name: string): string {
  const words = name.split(/[\s.,_@-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return ends.map(firstLetter).join('').toLocaleUpperCase() || '?'
}

function firstLetter(word = ''): string {
  return word.match(/[\p{L}\p{N}]\p{M}*/u)?.[0] ?? ''
}
