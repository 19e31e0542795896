import { defineConfig } from '@lingui/cli'

/** What the first page needs, what comes with the board, what few need of getting in, and what goes with accounts. */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en'],
  catalogs: [
    {
      path: '<rootDir>/src/locales/{locale}/pages',
      include: ['src/main.tsx', 'src/app', 'src/ui'],
      exclude: ['src/app/board/**', 'src/app/features.ts', 'src/app/door/**', 'src/app/share/**', 'src/app/account/**'],
    },
    {
      path: '<rootDir>/src/locales/{locale}/access',
      include: ['src/app/door', 'src/app/share'],
    },
    {
      path: '<rootDir>/src/locales/{locale}/account',
      include: ['src/app/account', 'src/features/bin'],
    },
    {
      path: '<rootDir>/src/locales/{locale}/board',
      include: ['src/app/board', 'src/app/features.ts', 'src/features', 'src/canvas', 'src/sync'],
    },
  ],
})
