import { mkdirSync, writeFileSync } from 'node:fs'
import { arch, cpus, platform, totalmem } from 'node:os'
import { dirname, resolve } from 'node:path'

/** One line of the table: what was measured, and what it should be. */
export interface Line {
  part: string
  what: string
  /** As it is read: "58 bytes", "33 / 50 ms". */
  measured: string
  /** As it is read; absent where a number is only told. */
  goal?: string
  /** Whether the goal is met; absent where there is none. */
  met?: boolean
  /** The same as numbers, for the JSON. */
  numbers?: Readonly<Record<string, unknown>>
}

/** Collects the lines of a run and prints them as one table at its end. */
export class Report {
  readonly lines: Line[] = []

  add(...lines: Line[]): void {
    this.lines.push(...lines)
  }

  /** Tells whoever waits what is being measured. */
  progress(what: string): void {
    console.error(`… ${what}`)
  }

  get missed(): Line[] {
    return this.lines.filter(({ met }) => met === false)
  }

  print(): void {
    const rows = this.lines.map(words)
    const head = ['part', 'what', 'measured', 'goal', '']
    const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => (row[at] ?? '').length)))
    const print = (row: string[]) =>
      console.log(
        row
          .map((cell, at) => cell.padEnd(widths[at] ?? 0))
          .join('  ')
          .trimEnd(),
      )
    console.log('')
    print(head)
    print(widths.map((width) => '-'.repeat(width)))
    for (const row of rows) print(row)
    const goals = this.lines.filter(({ met }) => met !== undefined).length
    console.log(`\n${goals - this.missed.length} of ${goals} goals met.`)
  }

  /** Writes the numbers where they can be compared with the next run's. */
  write(path: string, of: Readonly<Record<string, unknown>>): void {
    const file = resolve(path)
    mkdirSync(dirname(file), { recursive: true })
    const machine = { cores: cpus().length, memoryBytes: totalmem(), platform: platform(), arch: arch() }
    const all = { at: new Date().toISOString(), machine, node: process.version, ...of, lines: this.lines }
    writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`)
    console.log(`Numbers: ${path}`)
  }
}

export function ms(n: number): string {
  return Number.isFinite(n) ? `${n < 10 ? n.toFixed(1) : Math.round(n)}` : '-'
}

export function kB(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}

export function count(n: number): string {
  return n.toLocaleString('en-GB')
}

function words({ part, what, measured, goal = '', met }: Line): string[] {
  return [part, what, measured, goal, met === undefined ? '' : met ? 'met' : 'MISSED']
}
