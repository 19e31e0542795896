import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder whose disk is full on request. */
export interface SmallDisk {
  folder: string
  /** How it is done: a file system of its own where mounting is allowed, else a limit on the files of the process. */
  kind: 'mounted' | 'limited'
  /** From now on nothing more can be written by this process. */
  fill: (pid: number) => void
  /** There is space again. */
  free: (pid: number) => void
  dispose: () => void
}

const bytes = 24 * 1024 * 1024

/** Makes one. `fill` and `free` take the process that writes to it. */
export function smallDisk(): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'planwall-disk-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder]).status === 0
  return mounted ? mountedDisk(folder) : limitedDisk(folder)
}

function mountedDisk(folder: string): SmallDisk {
  const filler = join(folder, 'filler')
  return {
    folder,
    kind: 'mounted',
    fill() {
      const { bavail, bsize } = statfsSync(folder)
      writeFileSync(filler, Buffer.alloc(bavail * bsize))
    },
    free: () => rmSync(filler, { force: true }),
    dispose() {
      execFileSync('umount', ['--lazy', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Writing beyond the limit fails as on a full disk; Node is not ended by it. */
function limitedDisk(folder: string): SmallDisk {
  mkdirSync(folder, { recursive: true })
  const limit = (pid: number, size: string) => execFileSync('prlimit', ['--pid', String(pid), `--fsize=${size}:`])
  return {
    folder,
    kind: 'limited',
    fill: (pid) => limit(pid, '4096'),
    free: (pid) => limit(pid, 'unlimited'),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  }
}
