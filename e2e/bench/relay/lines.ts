import { count, kB, ms } from '../canvas/report.ts'
import type { Line } from '../canvas/report.ts'
import { saturated } from './figures.ts'
import type { CrowdFigures } from './figures.ts'
import type { AttackFigures, JoinFigures, KillFigures, LargestRoom, MemoryFigures, Results } from './results.ts'
import { serverKinds, serverNames } from './servers/server-kinds.ts'
import type { ServerName } from './servers/server-kinds.ts'

/** What was measured, as lines of the table: side by side what is to be compared. */
export function resultLines(results: Results): Line[] {
  const { equal, largest, rooms, join, kill, hostile, memory } = results
  return [
    ...besides(
      equal,
      ({ people }) => people,
      (name, of) => crowdLine('equal', `one room of ${of.people}, ${name}`, of),
    ),
    ...perServer(largest, largestLines),
    ...perServer(rooms, (name, of) => [
      crowdLine('rooms', `${of.rooms} rooms of ${of.people / of.rooms}, ${name}`, of),
    ]),
    ...perServer(join, (name, of) => [joinLine(name, of)]),
    ...(join.blob ? [joinLine('a static blob over ws', join.blob)] : []),
    ...perServer(kill, (name, of) => [killLine(name, of)]),
    ...besides(hostile, ({ attack }) => attack, attackLine),
    ...perServer(memory, (name, of) => [memoryLine(name, of)]),
  ]
}

function perServer<T>(of: Partial<Record<ServerName, T>>, lines: (name: ServerName, figures: T) => Line[]): Line[] {
  return serverNames.flatMap((name) => {
    const figures = of[name]
    return figures === undefined ? [] : lines(name, figures)
  })
}

/** What is alike stands together: everybody's first, then everybody's second. */
function besides<T>(
  of: Partial<Record<ServerName, T[]>>,
  key: (figures: T) => unknown,
  lineOf: (name: ServerName, figures: T) => Line,
): Line[] {
  const keys = new Set(serverNames.flatMap((name) => (of[name] ?? []).map(key)))
  return [...keys].flatMap((wanted) =>
    perServer(of, (name, all) => all.filter((one) => key(one) === wanted).map((one) => lineOf(name, one))),
  )
}

function crowdLine(part: string, what: string, of: CrowdFigures): Line {
  return line(part, what, of, [
    `edits ${ms(of.editP50)} / ${ms(of.editP99)} ms`,
    of.editShare < 0.999 ? `of them ${percent(of.editShare)} came` : '',
    `cursors ${percent(of.cursorShare)}`,
    `core ${of.serverCore.toFixed(2)}`,
    `${of.usPerDelivery.toFixed(2)} us each`,
    `${of.kBPerSecond.toFixed(1)} kB/s a client (cursors ${of.presenceKBPerSecond.toFixed(1)})`,
    Number.isNaN(of.ackP50) ? '' : `acks ${ms(of.ackP50)} / ${ms(of.ackP95)} ms (p50 / p95)`,
    Number.isNaN(of.inflateMs) ? '' : `a client inflates ${of.inflateMs.toFixed(2)} ms a frame`,
    of.closed > 0 ? `${of.closed} thrown out` : '',
    of.generatorCore > saturated ? `GENERATOR SATURATED (${of.generatorCore.toFixed(2)})` : '',
  ])
}

function largestLines(name: ServerName, { largest, failed, at, failedAt, isGeneratorLimited }: LargestRoom): Line[] {
  const lines: Line[] = []
  if (at) lines.push(crowdLine('ramp', `largest room, ${name}: ${count(largest)} people`, at))
  if (failedAt) lines.push(crowdLine('ramp', `too large, ${name}: ${failed} people`, failedAt))
  if (failed === undefined) lines.push(line('ramp', name, {}, ['larger rooms were not tried']))
  if (isGeneratorLimited) lines.push(line('ramp', name, {}, ['the generator saturated first: the server may do more']))
  return lines
}

function joinLine(name: string, of: JoinFigures): Line {
  return line('join', `${of.people} join a board of ${count(of.cards)} cards, ${name}`, of, [
    `p50 / max ${ms(of.p50)} / ${ms(of.max)} ms`,
    `server ${of.serverCpuSeconds.toFixed(2)} s of CPU`,
    `${count(Math.round(of.bytesPerClient))} bytes a client`,
    `RSS peak ${mega(of.rssPeakBytes)} MB`,
    Number.isNaN(of.inflateMs) ? '' : `each client inflates for ${ms(of.inflateMs)} ms of its own`,
    of.isWhole ? '' : 'THE BOARD IS NOT WHOLE',
  ])
}

function killLine(name: ServerName, of: KillFigures): Line {
  const acked = `of ${count(of.acked)} acknowledged (${serverKinds[name].acks}) ${count(of.lostAcked)} lost`
  return line('kill', `kill -9, ${of.rounds} times, ${count(of.edits)} edits, ${name}`, of, [
    `of ${count(of.seen)} that somebody had seen ${count(of.lostSeen)} lost`,
    Number.isNaN(of.acked) ? 'nothing is acknowledged' : acked,
  ])
}

function attackLine(name: ServerName, of: AttackFigures): Line {
  const lived = [
    `p99 ${ms(of.before)} -> ${ms(of.during)} ms`,
    `${percent(of.share)} came`,
    `RSS ${mega(of.rssBefore)} -> ${mega(of.rssPeak)} MB`,
    Number.isNaN(of.newcomerMs) ? 'NOBODY CAN JOIN' : `a newcomer joins in ${ms(of.newcomerMs)} ms`,
  ]
  return line('hostile', `${of.attack}, ${name}`, of, [...(of.isAlive ? lived : ['THE PROCESS DIED']), of.detail])
}

function memoryLine(name: ServerName, of: MemoryFigures): Line {
  return line('memory', `${count(of.idle)} connections, 3 times ${of.rooms} rooms, ${name}`, of, [
    `${kB(of.perConnectionBytes)} an idle connection`,
    `${kB(of.perRoomBytes)} a room of 2 with 50 cards`,
    `${kB(of.keptPerRoomBytes)} kept of each that was closed`,
  ])
}

function line(part: string, what: string, numbers: object, words: readonly string[]): Line {
  return { part, what, measured: words.filter((word) => word !== '').join(', '), numbers: { ...numbers } }
}

function percent(share: number): string {
  return Number.isNaN(share) ? '-' : `${Math.round(share * 100)} %`
}

function mega(bytes: number): number {
  return Math.round(bytes / 1e6)
}
