import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { onTestFinished } from 'vitest'

const mainFile = resolve(import.meta.dirname, '../main.ts')

/** The server as a process of its own, as people run it. */
export interface ChildServer {
  url: string
  /** Sends a signal and waits for the end; gives the exit code, null where a signal ended it. */
  end: (signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT') => Promise<number | null>
  output: () => string
  pid: number
}

/** Starts `main.ts` on a free port and waits until it listens. It does not outlive the test. */
export async function startChildServer(env: Record<string, string>): Promise<ChildServer> {
  const { child, output } = run({ PORT: '0', ...env })
  const ended = once(child, 'exit') as Promise<[number | null]>
  const url = await Promise.race([listening(child, output), ended.then(() => undefined)])
  if (url === undefined) throw new Error(`The server ended at once: ${output()}`)
  return {
    url,
    output,
    pid: child.pid ?? 0,
    async end(signal) {
      child.kill(signal)
      const [code] = await ended
      return code
    },
  }
}

/** Runs `main.ts` until it ends by itself; `before` is a command that is given the rest as its arguments. */
export async function runToEnd(
  env: Record<string, string>,
  before: readonly string[] = [],
): Promise<{ code: number | null; output: string }> {
  const { child, output } = run(env, before)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output: output() }
}

function run(env: Record<string, string>, before: readonly string[] = []) {
  const [command, ...args] = [...before, process.execPath, mainFile]
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const add = (text: string): void => void (output += text)
  child.stdout.setEncoding('utf8').on('data', add)
  child.stderr.setEncoding('utf8').on('data', add)
  onTestFinished(() => void child.kill('SIGKILL'))
  return { child, output: () => output }
}

function listening(child: ReturnType<typeof run>['child'], output: () => string): Promise<string> {
  return new Promise((found) => {
    child.stdout.on('data', () => {
      const url = /Server listening at (http:\/\/[^"\s]+)/.exec(output())?.[1]
      if (url) found(url)
    })
  })
}
