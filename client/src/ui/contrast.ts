/** A colour of the page for both themes, `#rrggbb`. */
export interface ThemedColor {
  light: string
  dark: string
}

/** The colour tokens of a style sheet by name, without the leading `--pw-`. Other values are left out. */
export function readColorTokens(css: string): Map<string, ThemedColor> {
  const tokens = new Map<string, ThemedColor>()
  const declaration = /--pw-([\w-]+):\s*(?:light-dark\((#[\da-f]{6}),\s*(#[\da-f]{6})\)|(#[\da-f]{6}));/gi
  for (const [, name, light, dark, both] of css.matchAll(declaration)) {
    tokens.set(name as string, { light: (light ?? both) as string, dark: (dark ?? both) as string })
  }
  return tokens
}

/** WCAG 2 contrast ratio of two `#rrggbb` colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [lighter, darker] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number]
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255)) as [
    number,
    number,
    number,
  ]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
}
