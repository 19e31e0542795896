import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../../../fixtures/server-process.ts'
import { cpuSeconds, memoryOf } from '../machine.ts'
import type { Cores } from '../machine.ts'
import type { Seat, ServerKind } from './server-kinds.ts'

interface How {
  cores: Cores | undefined
  /** It is to keep documents through a restart. */
  keeps?: boolean
  /** Its memory will be measured: collect garbage when asked. */
  collects?: boolean
}

/** Words for a signal may take so long, ms; then the process is ended whatever it does. */
const patienceMs = 12_000

/** A server under test as a process of its own, on its own core, with a data folder of its own. */
export class RunningServer {
  readonly kind: ServerKind
  readonly port: number
  readonly url: string
  readonly #how: How
  readonly #folder = mkdtempSync(join(tmpdir(), 'planwall-bench-'))
  #child: ChildProcess | undefined

  private constructor(kind: ServerKind, port: number, how: How) {
    this.kind = kind
    this.port = port
    this.url = `http://127.0.0.1:${port}`
    this.#how = how
  }

  static async start(kind: ServerKind, how: How): Promise<RunningServer> {
    const server = new RunningServer(kind, await freePort(), how)
    await server.start()
    return server
  }

  /** Once more on the same data and the same port, after it has ended. */
  async start(): Promise<void> {
    const { cores, keeps = false, collects = false } = this.#how
    const preload = join(import.meta.dirname, 'children/collect-when-asked.ts')
    const flags = collects ? ['--expose-gc', '--import', preload] : []
    const command = [process.execPath, '--disable-warning=ExperimentalWarning', ...flags, this.kind.file]
    const pinned = cores ? ['taskset', '-c', String(cores.server), ...command] : command
    const log = openSync(this.#logFile, 'a')
    const child = spawn(pinned[0] as string, pinned.slice(1), {
      env: { ...process.env, ...this.kind.env({ port: this.port, folder: join(this.#folder, 'data'), keeps }) },
      stdio: ['ignore', log, log, ...(collects ? (['ipc'] as const) : [])],
    })
    closeSync(log)
    this.#child = child
    while (!(await this.#answers())) {
      if (!this.isAlive) throw new Error(`${this.kind.name} ended at once:\n${this.log}`)
      await pause(25)
    }
  }

  get pid(): number {
    return this.#child?.pid ?? 0
  }

  get isAlive(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** The last it wrote. */
  get log(): string {
    return readFileSync(this.#logFile, 'utf8').slice(-1500)
  }

  /** NaN when it has ended. */
  get cpuSeconds(): number {
    try {
      return cpuSeconds(this.pid)
    } catch {
      return Number.NaN
    }
  }

  get memory(): { now: number; peak: number } {
    try {
      return memoryOf(this.pid)
    } catch {
      return { now: Number.NaN, peak: Number.NaN }
    }
  }

  makeRoom(people: number): Promise<Seat[]> {
    return this.kind.makeRoom(this.url, people)
  }

  /** Lets the server throw away what nobody needs; gives its memory after that, bytes. */
  async collected(): Promise<number> {
    const child = this.#child
    if (!child) throw new Error('The server does not run.')
    const done = once(child, 'message')
    child.send('collect')
    await done
    return this.memory.now
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child
    if (!child || !this.isAlive) return
    const ended = once(child, 'exit')
    child.kill(signal)
    const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs)
    await ended
    clearTimeout(timer)
  }

  /** Ends it and removes its data. */
  async dispose(): Promise<void> {
    await this.end('SIGKILL')
    rmSync(this.#folder, { recursive: true, force: true })
  }

  get #logFile(): string {
    return join(this.#folder, 'log')
  }

  async #answers(): Promise<boolean> {
    try {
      await (await fetch(this.url)).arrayBuffer()
      return true
    } catch {
      return false
    }
  }
}
