import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Which core the servers get and which the load comes from; undefined where they cannot be told apart. */
export interface Cores {
  server: number
  generator: number
}

/** Cores this process may use: one for the servers, another for itself. */
export function findCores(): Cores | undefined {
  try {
    execFileSync('taskset', ['--version'], { stdio: 'ignore' })
    const allowed = /^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
    const [server, generator] = coresOf(allowed ?? '')
    return server === undefined || generator === undefined ? undefined : { server, generator }
  } catch {
    return undefined
  }
}

/** Moves this process, all its threads and what it starts from now on, to the generator's core. */
export function stayOn({ generator }: Cores): void {
  execFileSync('taskset', ['-acp', String(generator), String(process.pid)], { stdio: 'ignore' })
}

/** A list such as `0-3,6`, one after the other. */
export function coresOf(list: string): number[] {
  return list
    .split(',')
    .filter((part) => part !== '')
    .flatMap((part) => {
      const [first = 0, last = first] = part.split('-').map(Number)
      return Array.from({ length: last - first + 1 }, (_, n) => first + n)
    })
}

/** Ticks of /proc a second; the same on every Linux that Node runs on. */
const ticksPerSecond = 100

/** CPU time a process has used so far, all its threads, user and system, seconds. Steps of 10 ms. */
export function cpuSeconds(pid: number): number {
  return cpuOfStat(readFileSync(`/proc/${pid}/stat`, 'utf8'))
}

/** The name in `/proc/<pid>/stat` may hold spaces and brackets: what counts comes after the last one. */
export function cpuOfStat(stat: string, { withChildren = false } = {}): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const times = fields.slice(11, withChildren ? 15 : 13)
  return times.reduce((total, time) => total + Number(time), 0) / ticksPerSecond
}

/**
 * A clock for what everybody else on this machine does meanwhile. Gives how many cores that was on average; what this
 * process started counts as its own once it has ended. NaN where there is no /proc.
 */
export function watchOthers(): () => number {
  const before = busySeconds()
  const startedAt = performance.now()
  return () => {
    const after = busySeconds()
    return Math.max(0, after.all - before.all - (after.own - before.own)) / ((performance.now() - startedAt) / 1000)
  }
}

function busySeconds(): { all: number; own: number } {
  try {
    return {
      all: busyOfStat(readFileSync('/proc/stat', 'utf8')),
      own: cpuOfStat(readFileSync('/proc/self/stat', 'utf8'), { withChildren: true }),
    }
  } catch {
    return { all: Number.NaN, own: 0 }
  }
}

/** Time all cores together were not idle since the machine was started, seconds. */
export function busyOfStat(stat: string): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] =
    /^cpu\s+(.*)$/m.exec(stat)?.[1]?.split(' ').map(Number) ?? []
  return (user + nice + system + irq + softirq + steal) / ticksPerSecond
}

/** Memory of a process that lies in RAM, bytes: now, and at most since its start. */
export function memoryOf(pid: number): { now: number; peak: number } {
  return memoryOfStatus(readFileSync(`/proc/${pid}/status`, 'utf8'))
}

export function memoryOfStatus(status: string): { now: number; peak: number } {
  const bytes = (name: string) => Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) * 1024
  return { now: bytes('VmRSS'), peak: bytes('VmHWM') }
}

/** How many files a process may have open here; sockets count. */
export function openFilesLimit(): number {
  const limits = readFileSync('/proc/self/limits', 'utf8')
  return Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1] ?? 1024)
}

/** A clock for the time this process itself is busy. Gives the share of a core, 0 to 1 (or more, with threads). */
export function watchOwnCpu(): () => number {
  const before = process.cpuUsage()
  const startedAt = performance.now()
  return () => {
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000 / (performance.now() - startedAt)
  }
}
