import { createStore } from 'zustand/vanilla'

export const themeChoices = ['system', 'light', 'dark'] as const
export type ThemeChoice = (typeof themeChoices)[number]

export interface Theme {
  choice: ThemeChoice
  /** What is shown now. */
  shown: 'light' | 'dark'
}

const STORED_AS = 'planwall/theme'
const systemIsDark = '(prefers-color-scheme: dark)'

/** Light or dark: as the system has it, unless this person chose otherwise in this browser. */
export const theme = createStore<Theme>(() => read())

/** Puts the stored choice on the page and follows the system from then on. Called once, before the first render. */
export function startTheme(): void {
  apply()
  window.matchMedia(systemIsDark).addEventListener('change', apply)
}

export function chooseTheme(choice: ThemeChoice): void {
  try {
    localStorage.setItem(STORED_AS, choice)
  } catch {
    // A browser that keeps nothing still shows the choice until the page is left.
  }
  theme.setState(shownFor(choice))
  apply()
}

function apply(): void {
  const { choice } = theme.getState()
  theme.setState(shownFor(choice))
  if (choice === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = choice
}

function read(): Theme {
  try {
    const stored = localStorage.getItem(STORED_AS)
    return shownFor(themeChoices.find((choice) => choice === stored) ?? 'system')
  } catch {
    return shownFor('system')
  }
}

function shownFor(choice: ThemeChoice): Theme {
  if (choice !== 'system') return { choice, shown: choice }
  const isDark = typeof window !== 'undefined' && window.matchMedia?.(systemIsDark).matches
  return { choice, shown: isDark ? 'dark' : 'light' }
}
