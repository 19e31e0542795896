import { defineConfig } from 'vitest/config'

// Lingui looks for its settings in the working directory, which is the client's only when the client is built.
process.env.LINGUI_CONFIG = `${import.meta.dirname}/client/lingui.config.ts`

/** Real sockets and files on a busy machine of two cores; a test that waits this long is broken, not slow. */
const limits = { testTimeout: 30_000, hookTimeout: 60_000 }

/** Random tests: so many times the usual rounds, beginning with this seed. */
const { TEST_TIMES: times = '1', TEST_SEED: seed } = process.env
const provide = { testTimes: Number(times), testSeed: seed === undefined ? undefined : Number(seed) }

export default defineConfig({
  test: {
    projects: [
      { test: { ...limits, name: 'shared', include: ['shared/src/**/*.test.ts'] } },
      { test: { ...limits, name: 'server', include: ['server/src/**/*.test.ts'], provide } },
      {
        // The client's own build settings: tests read the same macros and catalogues as the page.
        extends: './client/vite.config.ts',
        root: './client',
        // The contrast test reads the tokens as they are.
        test: { ...limits, name: 'client', include: ['src/**/*.test.{ts,tsx}'], css: { include: /tokens\.css/ } },
      },
      { test: { ...limits, name: 'bench', include: ['e2e/bench/**/*.test.ts'] } },
      { test: { ...limits, name: 'scripts', include: ['scripts/**/*.test.mjs'] } },
    ],
  },
})
