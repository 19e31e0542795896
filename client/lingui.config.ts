import { defineConfig } from '@lingui/cli'

/** Two catalogues: what the first page needs, and what comes with the board. */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en'],
  catalogs: [
    {
      path: '<rootDir>/src/locales/{locale}/pages',
      include: ['src/main.tsx', 'src/app', 'src/ui'],
      exclude: ['src/app/board/**', 'src/app/features.ts'],
    },
    {
      path: '<rootDir>/src/locales/{locale}/board',
      include: ['src/app/board', 'src/app/features.ts', 'src/features', 'src/canvas', 'src/sync'],
    },
  ],
})
