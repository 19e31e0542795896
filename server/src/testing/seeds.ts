import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** `TEST_TIMES`: so many times the usual number of random rounds. */
    testTimes: number
    /** `TEST_SEED`: the first seed; any by default. */
    testSeed: number | undefined
  }
}

/** The seeds of a random test: `usual` of them, or more, or one that failed, as the environment says. */
export function seeds(usual: number): number[] {
  const first = inject('testSeed') ?? Date.now() % 1_000_000
  return Array.from({ length: usual * inject('testTimes') }, (_, i) => first + i)
}
