import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { build } from 'vite'
import { seen, wallOfCards } from './cards.ts'

const benchFolder = join(import.meta.dirname, '..')

/** The pages ours is compared with, built and served. */
export interface BenchPages {
  /** Plain tldraw with the same cards: `?cards=1000`. */
  plainUrl: string
  /** A text box over y-websocket: `?room=…`. */
  bareUrl: string
  close: () => Promise<void>
}

export async function serveBenchPages(): Promise<BenchPages> {
  const folder = mkdtempSync(join(tmpdir(), 'planwall-bench-pages-'))
  await build({
    root: benchFolder,
    configFile: false,
    logLevel: 'error',
    base: './',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: folder,
      emptyOutDir: true,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 10_000,
      rolldownOptions: {
        input: [join(benchFolder, 'plain-tldraw/index.html'), join(benchFolder, 'bare-yjs/index.html')],
      },
    },
  })
  const relay = fork(join(import.meta.dirname, 'bare-relay.ts'))
  const [relayPort] = (await once(relay, 'message')) as [number]
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const wall = /^\/cards\/(\d+)\.json$/.exec(pathname)
    const body = wall ? JSON.stringify(seen(wallOfCards(Number(wall[1])))) : fileIn(folder, pathname)
    response.setHeader('content-type', contentTypes[extname(pathname)] ?? 'application/octet-stream')
    response.statusCode = body === undefined ? 404 : 200
    response.end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    plainUrl: `${url}/plain-tldraw/index.html`,
    bareUrl: `${url}/bare-yjs/index.html?relay=${encodeURIComponent(`ws://127.0.0.1:${relayPort}`)}`,
    close: async () => {
      relay.disconnect()
      server.closeAllConnections()
      server.close()
      await once(relay, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function fileIn(folder: string, path: string): Buffer | undefined {
  const file = join(folder, normalize(path))
  return existsSync(file) && statSync(file).isFile() ? readFileSync(file) : undefined
}

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
}
