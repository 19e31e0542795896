/** What a person's cursor, face and selection are drawn in. Text on the fill passes AA; the fill shows on both walls. */
export interface PersonColor {
  fill: string
  text: string
}

/** Twelve, in the order they are given out: a seat keeps its index everywhere (`colorOf` in sync/). */
export const personColors: readonly PersonColor[] = [
  { fill: '#3571c9', text: '#ffffff' },
  { fill: '#0e8335', text: '#ffffff' },
  { fill: '#c04d44', text: '#ffffff' },
  { fill: '#875cbe', text: '#ffffff' },
  { fill: '#b55804', text: '#ffffff' },
  { fill: '#008079', text: '#ffffff' },
  { fill: '#b74d85', text: '#ffffff' },
  { fill: '#647b01', text: '#ffffff' },
  { fill: '#6768cb', text: '#ffffff' },
  { fill: '#017ba0', text: '#ffffff' },
  { fill: '#916c00', text: '#ffffff' },
  { fill: '#9d56ad', text: '#ffffff' },
]

/** The colour of an index; any whole number is taken round the twelve. */
export function personColor(index: number): PersonColor {
  const count = personColors.length
  return personColors[((Math.trunc(index) % count) + count) % count] as PersonColor
}
