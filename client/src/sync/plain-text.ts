/** Words as they are compared: without accents, capitals and signs, single spaces. "Ünïque – Name" is "unique name". */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}<>=✓]+/gu, ' ')
    .trim()
}

/** Whether every word that was typed is found in the text. */
export function holdsWords(text: string, typed: string): boolean {
  const within = plain(text)
  return plain(typed)
    .split(' ')
    .every((word) => within.includes(word))
}

/** Those whose text is exactly this, compared plainly. */
export function namesMatching<T extends { text: string }>(name: string, among: readonly T[]): T[] {
  const wanted = plain(name)
  return wanted === '' ? [] : among.filter(({ text }) => plain(text) === wanted)
}
