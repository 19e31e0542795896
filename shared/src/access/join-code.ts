/**
 * What join codes are made of: no vowels, so that no words come about, and of letters and digits that look or sound alike at
 * most one (no B and 8, G and 6, I, L and 1, O, Q and 0, S and 5, U and V, Z and 2).
 */
export const codeAlphabet = 'CDFHJKMNPRTVWXY3479'

/** Letters of a code, without the hyphen in its middle. */
export const codeLength = 8

const isCode = new RegExp(`^[${codeAlphabet}]{${codeLength}}$`)

/** A code as it is shown and spoken: two groups of four. */
export function formatCode(letters: string): string {
  return `${letters.slice(0, codeLength / 2)}-${letters.slice(codeLength / 2)}`
}

/** Reads what a person typed: small letters, spaces and any hyphens. Gives it as it is shown, undefined for what is no code. */
export function readCode(typed: string): string | undefined {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, '')
  return isCode.test(letters) ? formatCode(letters) : undefined
}
