import './check-node.mjs'
import { compiledFolder } from './paths.mjs'

const { enableCompileCache } = await import('node:module')
// The server's TypeScript is compiled once and kept: the next start takes half as long, and so do its threads.
process.env.NODE_COMPILE_CACHE ??= compiledFolder
enableCompileCache(process.env.NODE_COMPILE_CACHE)

const { buildClientIfStale } = await import('./build-client.mjs')

try {
  await buildClientIfStale()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}

// In this very process: whoever stops the script stops the server, with the same signal and the same exit code.
await import('../server/src/main.ts')

const { BASE_PATH = '', HOST = '127.0.0.1', PORT = '4400', PUBLIC_URL } = process.env
const host = ['0.0.0.0', '::'].includes(HOST) ? '127.0.0.1' : HOST
if (PUBLIC_URL || PORT !== '0') {
  console.log(`\n  Planwall is at ${PUBLIC_URL || `http://${host}:${PORT}${BASE_PATH}/`}  (Ctrl+C ends it)\n`)
}
