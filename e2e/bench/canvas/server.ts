import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ServerProcess } from '../../fixtures/server-process.ts'

const root = join(import.meta.dirname, '../../..')

/** The real server with the built client, on a free port with a data folder of its own. Throws where nothing is built. */
export function startServer(): Promise<ServerProcess> {
  if (!existsSync(join(root, 'client/dist/index.html'))) {
    throw new Error('There is no built client in client/dist. Run `pnpm build` first.')
  }
  return ServerProcess.start({ LOG_LEVEL: 'warn' })
}
