import { isRecord, isText, parseJson } from './read-json.ts'

/** What the server writes into the page it serves. */
export interface PageConfig {
  /** Path the product is served under: begins and ends with a slash. */
  basePath: string
  version: string
  /** Who may start boards; anyone where it is not said. */
  createBoards: string
  /** People can sign in on this server. */
  canSignIn: boolean
  /** Boards nobody changes for long go to the bin. */
  binsOldBoards: boolean
}

/** Read once, when the page loads. The dev server writes nothing: then the product is at the root. */
export const config: PageConfig = readConfig(
  typeof document === 'undefined' ? null : document.getElementById('planwall-config')?.textContent,
)

export function readConfig(text: string | null | undefined): PageConfig {
  const value = parseJson(text)
  const { basePath, version, createBoards, canSignIn, retentionDays } = isRecord(value) ? value : {}
  return {
    basePath: isText(basePath) ? withSlashes(basePath) : '/',
    version: isText(version) ? version : '',
    createBoards: isText(createBoards) ? createBoards : 'anyone',
    canSignIn: canSignIn === 'yes',
    binsOldBoards: isText(retentionDays),
  }
}

/** Address of a path of the product on this origin; `path` has no leading slash. */
export function urlOf(path: string): string {
  return new URL(config.basePath + path, window.location.origin).href
}

/** Where boards are kept in step: `ws(s)://host/base/sync`. */
export function syncUrl(): string {
  return urlOf('sync').replace(/^http/, 'ws')
}

function withSlashes(path: string): string {
  return `/${path.split('/').filter(Boolean).join('/')}/`.replace('//', '/')
}
