import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { repositoryRoot } from './paths.mjs'
import { collect } from './run.mjs'

const client = join(repositoryRoot, 'client')
const locales = join(client, 'src/locales')

/**
 * Nothing when the catalogues hold exactly the texts of the client, else what to do.
 * The texts are gathered into a copy, so that a check never writes into the tree.
 */
export async function catalogueProblem() {
  const folder = mkdtempSync(join(tmpdir(), 'planwall-locales-'))
  const copy = join(folder, 'locales')
  try {
    if (existsSync(locales)) cpSync(locales, copy, { recursive: true })
    else mkdirSync(copy)
    const { code, output } = await extractInto(copy, folder)
    if (code !== 0) return output
    const stale = globSync('**/*.po', { cwd: copy }).filter(
      (name) => texts(join(copy, name)) !== texts(join(locales, name)),
    )
    return stale.length === 0 ? '' : `${stale.join(', ')}: the texts have changed. Run "pnpm i18n".`
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The client's own settings, but for the place the catalogues are written to. */
function extractInto(copy, folder) {
  const settings = join(folder, 'lingui.config.ts')
  const place = JSON.stringify(copy)
  writeFileSync(
    settings,
    `import own from ${JSON.stringify(join(client, 'lingui.config.ts'))}
export default {
  ...own,
  rootDir: ${JSON.stringify(client)},
  catalogs: own.catalogs.map((catalog) => ({
    ...catalog,
    path: catalog.path.replace('<rootDir>/src/locales', ${place}),
  })),
}
`,
  )
  return collect(join(client, 'node_modules/.bin/lingui'), ['extract', '--clean', '--config', settings], {
    cwd: client,
  })
}

/** A catalogue without what changes when code only moves: the places texts come from, and the day of extraction. */
function texts(path) {
  if (!existsSync(path)) return ''
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.filter((line) => !line.startsWith('#:') && !line.startsWith('"POT-Creation-Date')).join('\n')
}
