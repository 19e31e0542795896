import { Worker } from 'node:worker_threads'
import { AppError } from '@planwall/shared/errors'
import type { ActPart } from './acts.ts'
import type { Documents, RoomBytes } from './documents.ts'
import { holdLimits } from './held-documents.ts'
import { packAll, unpackAll } from './tasks.ts'
import type { Answer, Packed, SentRoom, Task } from './tasks.ts'

export interface WorkerSettings {
  /** The first starts with the first call, another when all have been at one thing for longer than `patienceMs`. */
  maxWorkers: number
  patienceMs: number
  /** A call that takes longer is given up, and its worker with it. */
  timeoutMs: number
  /** A worker that had nothing to do for so long ends, and its memory is given back; one of several ends sooner. */
  idleMs: number
  extraIdleMs: number
  /** Memory of a worker's documents; who needs more is ended, the server is not. */
  maxHeapMb: number
  /** What runs in the worker. */
  file: URL
}

const usual: WorkerSettings = {
  maxWorkers: 2,
  patienceMs: 150,
  timeoutMs: 30_000,
  idleMs: 300_000,
  extraIdleMs: 2000,
  maxHeapMb: 1024,
  file: new URL('./doc-worker.ts', import.meta.url),
}

/** A worker holds no more documents than fit; what it is thought to hold beyond that is only sent again. */
const mostKnown = Math.ceil(holdLimits.total / holdLimits.smallest)

/** Documents in threads of their own. A thread does one thing at a time; who asks something of a person goes first. */
export function createDocWorkers(settings: Partial<WorkerSettings> = {}): Documents {
  const { maxWorkers, patienceMs, ...of } = { ...usual, ...settings }
  const workers = new Set<DocWorker>()
  const urgent: Job[] = []
  const patient: Job[] = []
  let growing: NodeJS.Timeout | undefined
  let isClosed = false

  function serve(): void {
    for (;;) {
      const job = urgent[0] ?? patient[0]
      if (!job) return
      const worker = freeWorker(job)
      if (!worker) return
      ;(urgent[0] === job ? urgent : patient).shift()
      void worker.run(job).finally(serve)
    }
  }

  /** One that has the job's room already, if there is a choice. */
  function freeWorker(job: Job): DocWorker | undefined {
    const free = [...workers].filter((worker) => !worker.isBusy)
    const knowing = free.find((worker) => job.rooms.some(({ room }) => worker.knows(room)))
    if (knowing ?? free[0]) return knowing ?? free[0]
    if (workers.size >= maxWorkers) return undefined
    const waitMs = Math.max(...[...workers].map((worker) => patienceMs - worker.busyForMs))
    if (waitMs > 0) {
      clearTimeout(growing)
      growing = setTimeout(serve, waitMs)
      growing.unref()
      return undefined
    }
    const worker = new DocWorker(of, { isOneOfSeveral: () => workers.size > 1, onEnded: () => workers.delete(worker) })
    workers.add(worker)
    return worker
  }

  function ask(queue: Job[], rooms: readonly RoomBytes[], task: Job['task']): Promise<Answer> {
    if (isClosed) return Promise.reject(new AppError('restarting'))
    return new Promise((resolve, reject) => {
      queue.push({ rooms, task, resolve, reject })
      serve()
    })
  }

  return {
    async compact(room) {
      const answer = await ask(patient, [room], (send) => ({ kind: 'compact', room: send(room) }))
      if (answer.kind !== 'compacted') throw unexpected(answer)
      return { stateVector: answer.stateVector, chunks: unpackAll(answer.chunks) }
    },
    async diff(room, stateVector) {
      const answer = await ask(urgent, [room], (send) => ({ kind: 'diff', room: send(room), stateVector }))
      if (answer.kind !== 'difference') throw unexpected(answer)
      return answer.update
    },
    async act(name, rooms, args) {
      const answer = await ask(urgent, Object.values(rooms), (send) => {
        const parts = (Object.entries(rooms) as [ActPart, RoomBytes][]).map(([part, room]) => [part, send(room)])
        return { kind: 'act', name, args, rooms: Object.fromEntries(parts) as Partial<Record<ActPart, SentRoom>> }
      })
      if (answer.kind !== 'acted') throw unexpected(answer)
      return { result: answer.result as never, updates: answer.updates }
    },
    async close() {
      isClosed = true
      for (const { reject } of [...urgent.splice(0), ...patient.splice(0)]) reject(new AppError('restarting'))
      await Promise.all([...workers].map((worker) => worker.end(new AppError('restarting'))))
    },
  }
}

interface Job {
  rooms: readonly RoomBytes[]
  /** The task; `send` says how a room travels. */
  task: (send: (room: RoomBytes) => SentRoom) => Task
  resolve: (answer: Answer) => void
  reject: (error: AppError) => void
}

type ThreadSettings = Omit<WorkerSettings, 'maxWorkers' | 'patienceMs'>

/** What a thread knows of the others. */
interface Among {
  isOneOfSeveral: () => boolean
  onEnded: () => void
}

/** One thread, and what it is thought to remember. */
class DocWorker {
  #busySince: number | undefined
  readonly #settings: ThreadSettings
  readonly #among: Among
  readonly #worker: Worker
  readonly #known = new Map<string, { epoch: string; seq: number }>()
  #hear: ((answer: Answer) => void) | undefined
  #fail: ((error: AppError) => void) | undefined
  #idle: NodeJS.Timeout | undefined
  #ended: Promise<unknown> | undefined

  constructor(settings: ThreadSettings, among: Among) {
    this.#settings = settings
    this.#among = among
    this.#worker = new Worker(settings.file, {
      resourceLimits: { maxOldGenerationSizeMb: settings.maxHeapMb },
    })
    this.#worker.unref()
    this.#worker.on('message', (answer: Answer) => this.#hear?.(answer))
    this.#worker.on('error', (error: unknown) => void this.end(internal(error)))
    this.#worker.on('exit', () => void this.end(internal(new Error('The worker ended.'))))
  }

  get isBusy(): boolean {
    return this.#busySince !== undefined
  }

  get busyForMs(): number {
    return this.#busySince === undefined ? 0 : performance.now() - this.#busySince
  }

  knows(room: string): boolean {
    return this.#known.has(room)
  }

  /** Never rejects: the job hears how it ended. */
  async run(job: Job): Promise<void> {
    this.#busySince = performance.now()
    clearTimeout(this.#idle)
    const timer = setTimeout(
      () => void this.end(internal(new Error('A document took too long.'))),
      this.#settings.timeoutMs,
    )
    this.#worker.ref()
    try {
      let answer = await this.#ask(job, (room) => this.#send(room))
      if (answer.kind === 'send-whole') answer = await this.#ask(job, sendWhole)
      for (const room of job.rooms) this.#remember(room)
      job.resolve(answer)
    } catch (error) {
      job.reject(error instanceof AppError ? error : internal(error))
    } finally {
      clearTimeout(timer)
      this.#worker.unref()
      this.#busySince = undefined
      this.#endAfterRest()
    }
  }

  /** Where nothing is asked of it: of several, all but one end soon. */
  #endAfterRest(): void {
    const { idleMs, extraIdleMs } = this.#settings
    const { isOneOfSeveral } = this.#among
    const wasOne = isOneOfSeveral()
    const rested = () => {
      if (wasOne && !isOneOfSeveral()) this.#endAfterRest()
      else void this.end(new AppError('restarting'))
    }
    this.#idle = setTimeout(rested, wasOne ? extraIdleMs : idleMs)
    this.#idle.unref()
  }

  /** Ends the thread; what it does now fails with `error`. */
  end(error: AppError): Promise<unknown> {
    this.#fail?.(error)
    clearTimeout(this.#idle)
    if (!this.#ended) {
      this.#among.onEnded()
      this.#ended = this.#worker.terminate()
    }
    return this.#ended
  }

  #ask(job: Job, send: (room: RoomBytes) => SentRoom): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#hear = resolve
      this.#fail = reject
      const task = job.task(send)
      this.#worker.postMessage(task, buffersOf(task))
    })
  }

  #remember({ room, epoch, seq, chunks }: RoomBytes): void {
    this.#known.delete(room)
    if (totalBytes(chunks) < holdLimits.smallest) return
    this.#known.set(room, { epoch, seq })
    const [oldest] = this.#known.keys()
    if (this.#known.size > mostKnown && oldest !== undefined) this.#known.delete(oldest)
  }

  /** Only what came after the state that is there already. */
  #send(room: RoomBytes): SentRoom {
    const known = this.#known.get(room.room)
    const before = room.seq - room.updates.length
    if (known?.epoch !== room.epoch || known.seq < before || known.seq > room.seq) return sendWhole(room)
    const { room: name, epoch, seq, updates } = room
    return { room: name, epoch, seq, chunks: undefined, updates: packAll(updates.slice(known.seq - before)) }
  }
}

function totalBytes(arrays: readonly Uint8Array[]): number {
  return arrays.reduce((sum, { byteLength }) => sum + byteLength, 0)
}

function sendWhole({ room, epoch, seq, chunks, updates }: RoomBytes): SentRoom {
  return { room, epoch, seq, chunks: packAll(chunks), updates: packAll(updates) }
}

function buffersOf(task: Task): ArrayBuffer[] {
  const rooms = task.kind === 'act' ? Object.values(task.rooms) : [task.room]
  return rooms.flatMap(({ chunks, updates }) =>
    [chunks, updates].flatMap((packed: Packed | undefined) => packed?.buffer ?? []),
  )
}

function unexpected(answer: Answer): AppError {
  if (answer.kind !== 'failed') return internal(new Error(`A worker answered ${answer.kind}.`))
  const { code, message, detail } = answer
  return new AppError(code, message || undefined, { cause: new Error(detail) })
}

function internal(cause: unknown): AppError {
  return new AppError('internal', undefined, { cause })
}
