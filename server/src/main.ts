import { ConfigError, readConfig } from './config.ts'
import { serve } from './serve.ts'
import type { Serving } from './serve.ts'
import { BackupError } from './store/backup/manifest.ts'
import { FolderTrouble, StoreInUse } from './store/data-folder.ts'
import { DamagedData } from './store/damage/check-data.ts'
import { NewerData } from './store/migrations.ts'

/** After the word to end, this long until the process is ended whatever it does, ms. */
const patienceMs = 8000

/** For whoever opens a server to others and has not said who may create boards. */
const closedWords = `
  Others can reach this server, and nobody can create boards on it: it was not said who may. Set one of
    CREATE_BOARDS=anyone                            everybody who can reach it
    CREATE_PASSPHRASE=<at least 8 characters>       everybody who knows the passphrase
    OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET everybody who can sign in there
  and start it again. Boards there are can be joined by their links as ever.
`

try {
  await main()
} catch (error) {
  if (!isForThePerson(error)) throw error
  console.error(`Planwall does not start: ${error.message}`)
  process.exit(1)
}

async function main(): Promise<void> {
  const config = readConfig(process.env, process.cwd())
  const serving = await serve({ config, now: Date.now, tell: (words) => console.error(words), onEnd: endWith })
  endOnSignal(serving)
  if (config.createBoards.by === 'nobody') console.error(closedWords)
}

function endOnSignal(serving: Serving): void {
  let isEnding = false
  const end = (signal: string) => {
    if (isEnding) return
    isEnding = true
    serving.app.log.info({ signal }, 'ending')
    setTimeout(() => process.exit(1), patienceMs).unref()
    serving.close().then(
      () => serving.app.log.info('ended'),
      (error: unknown) => {
        serving.app.log.error({ err: error }, 'did not end well')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
}

function endWith(error: unknown): void {
  if (!isForThePerson(error)) throw error
  console.error(`Planwall does not go on: ${error.message}`)
  process.exit(1)
}

/** What a person can mend: a setting, a port or folder that is taken. The rest is a bug and shown whole. */
function isForThePerson(error: unknown): error is Error {
  const known = [ConfigError, StoreInUse, FolderTrouble, DamagedData, NewerData, BackupError]
  if (known.some((kind) => error instanceof kind)) return true
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return ['EADDRINUSE', 'EADDRNOTAVAIL', 'EACCES', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOSPC'].includes(String(code))
}
