import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

/** A file or folder is to lie elsewhere; both names are within one data folder. */
export interface Move {
  from: string
  to: string
}

const listName = 'moves.json'

/**
 * Renames files and folders within `dir`, in order, all of them or, where the process ends in between, the rest at the
 * next `finishMoves`. The list is on the disk before the first is moved. What lies at a place already is never replaced.
 */
export function runMoves(dir: string, moves: readonly Move[]): void {
  const list = join(dir, listName)
  writeFileSync(`${list}.new`, JSON.stringify(moves), { mode: 0o600, flush: true })
  renameSync(`${list}.new`, list)
  flushFolder(dir)
  finishMoves(dir)
}

/** Ends what an earlier process began; gives whether there was anything. */
export function finishMoves(dir: string): boolean {
  const list = join(dir, listName)
  if (!existsSync(list)) return false
  for (const move of JSON.parse(readFileSync(list, 'utf8')) as Move[]) {
    const [from, to] = [join(dir, move.from), join(dir, move.to)]
    if (!existsSync(from) || existsSync(to)) continue
    mkdirSync(dirname(to), { recursive: true, mode: 0o700 })
    renameSync(from, to)
    flushFolder(dirname(to))
  }
  flushFolder(dir)
  rmSync(list)
  flushFolder(dir)
  return true
}

/** Makes the names in a folder last. */
export function flushFolder(dir: string): void {
  const folder = openSync(dir, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

/** Makes what a file holds last. */
export function flushFile(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
