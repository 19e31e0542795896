import { count, ms } from '../canvas/report.ts'
import type { Line } from '../canvas/report.ts'
import type { CrowdFigures } from './figures.ts'
import type { Results } from './results.ts'
import type { ServerName } from './servers/server-kinds.ts'

/** Below this a slower edit is not felt, and on a busy machine means nothing, ms. */
const unfelt = 25
const mostGrowth = 64 * 1024 * 1024
/** One CPU tick, so that a share of nothing is a number. */
const leastCpuSeconds = 0.01

type Other = Exclude<ServerName, 'ours'>
const others = ['y-websocket', 'hocuspocus', 'bare'] as const satisfies readonly Other[]
const label: Record<Other, string> = { 'y-websocket': 'y-websocket', hocuspocus: 'Hocuspocus', bare: 'bare ws' }

/** What our relay has to reach, as ratios of one run. Goals whose figures this run does not have are left out. */
export function goalLines(results: Results): Line[] {
  return [
    ...largestRoom(results),
    ...equalRooms(results),
    ...manyRooms(results),
    ...coldJoin(results),
    ...kills(results),
    ...acks(results),
    ...hostile(results),
    ...memory(results),
  ]
}

function largestRoom({ largest }: Results): Line[] {
  const atLeast: Record<Other, number> = { 'y-websocket': 6, hocuspocus: 2.5, bare: 5 }
  const { ours } = largest
  if (!ours) return []
  return others.flatMap((other) => {
    const their = largest[other]
    if (!their || their.largest === 0) return []
    const isOpen = ours.isGeneratorLimited || ours.failed === undefined
    const note = isOpen ? ' or more (the load ended before the server did)' : ''
    return moreThan(
      `G1 largest room with the durable log on, ${count(ours.largest)} people, to ${label[other]}'s ${count(their.largest)}`,
      ours.largest / their.largest,
      atLeast[other],
      note,
    )
  })
}

function equalRooms({ equal }: Results): Line[] {
  const at = (name: ServerName, people: number) => equal[name]?.find((figures) => figures.people === people)
  const compare = (
    what: string,
    people: number,
    of: (figures: CrowdFigures) => number,
    most: Partial<Record<Other, number>>,
  ) => {
    const ours = at('ours', people)
    return others.flatMap((other) => {
      const [their, limit] = [at(other, people), most[other]]
      if (!ours || !their || limit === undefined) return []
      return lessThan(`${what}, to ${label[other]}`, of(ours) / of(their), limit)
    })
  }
  return [
    ...compare('G2 CPU for each delivered message, 60 people', 60, (of) => of.usPerDelivery, {
      'y-websocket': 1 / 5,
      bare: 1 / 4,
    }),
    ...compare('G2 the same, 100 people', 100, (of) => of.usPerDelivery, { hocuspocus: 1 / 4 }),
    ...compare('G3 core of the server, 30 people', 30, (of) => of.serverCore, {
      'y-websocket': 0.6,
      hocuspocus: 0.4,
      bare: 0.6,
    }),
    ...compare('G3 edit p50, 30 people', 30, (of) => of.editP50, { 'y-websocket': 1.2, hocuspocus: 1 }),
    ...compare('G12 cursor bytes for each client, 60 people', 60, (of) => of.presenceKBPerSecond, {
      'y-websocket': 1 / 4,
    }),
  ]
}

function manyRooms({ rooms }: Results): Line[] {
  const { ours } = rooms
  if (!ours) return []
  const all = Math.min(ours.editShare, ours.cursorShare)
  return [
    {
      part: 'goal',
      what: 'G4 many rooms: everything is delivered',
      measured: `${(all * 100).toFixed(1)} %`,
      goal: 'at least 99 %',
      met: all >= 0.99,
    },
    ...(rooms['y-websocket']
      ? lessThan('G4 many rooms: core, to y-websocket', ours.serverCore / rooms['y-websocket'].serverCore, 0.5)
      : []),
    ...(rooms.bare ? lessThan('G4 many rooms: core, to bare ws', ours.serverCore / rooms.bare.serverCore, 0.65) : []),
  ]
}

function coldJoin({ join }: Results): Line[] {
  const { ours, blob } = join
  if (!ours) return []
  const cpu = Math.max(ours.serverCpuSeconds, leastCpuSeconds)
  const peers = others.flatMap((other) => {
    const their = join[other]
    if (!their) return []
    return [
      ...lessThan(`G5 cold join: CPU of the server, to ${label[other]}`, cpu / their.serverCpuSeconds, 1 / 20),
      ...lessThan(
        `G6 cold join: bytes for each, to ${label[other]}`,
        ours.bytesPerClient / their.bytesPerClient,
        1 / 5,
      ),
    ]
  })
  return [
    {
      part: 'goal',
      what: 'G5 cold join: the board is whole',
      measured: ours.isWhole ? 'yes' : 'no',
      goal: 'yes',
      met: ours.isWhole,
    },
    ...peers,
    ...(blob ? lessThan('G5 cold join: p50, to a static blob over ws', ours.p50 / blob.p50, 1.5) : []),
  ]
}

function kills({ kill: { ours } }: Results): Line[] {
  if (!ours) return []
  const lost = ours.lostSeen + ours.lostAcked
  return [
    {
      part: 'goal',
      what: `G7 kill -9, ${ours.rounds} rounds: lost of what was seen or acknowledged`,
      measured: `${count(lost)} of ${count(Math.max(ours.seen, ours.acked))}`,
      goal: 'none (the goal asks for 20 rounds, 10,000 edits)',
      met: lost === 0 && ours.seen > 0 && ours.acked > 0,
    },
  ]
}

function acks({ equal }: Results): Line[] {
  const figures = equal.ours?.find(({ people }) => people === 50)
  if (!figures) return []
  return [
    {
      part: 'goal',
      what: 'G8 from an edit to the word that it is on disk, 50 people, p95',
      measured: `${ms(figures.ackP95)} ms`,
      goal: 'at most 25 ms',
      met: figures.ackP95 <= 25,
    },
  ]
}

function hostile({ hostile: { ours } }: Results): Line[] {
  if (!ours) return []
  const dead = ours.filter(({ isAlive, newcomerMs }) => !isAlive || Number.isNaN(newcomerMs))
  const slow = ours.filter(({ before, during }) => !(during <= Math.max(2 * before, unfelt)))
  const missing = ours.filter(({ share }) => !(share >= 0.9995))
  const grown = ours.filter(({ rssBefore, rssPeak }) => !(rssPeak - rssBefore <= mostGrowth))
  const line = (what: string, goal: string, failed: typeof ours): Line => ({
    part: 'goal',
    what: `G10 ${ours.length} attacks: ${what}`,
    measured: failed.length === 0 ? 'in all' : `not in: ${failed.map(({ attack }) => attack).join(', ')}`,
    goal,
    met: failed.length === 0,
  })
  return [
    line('alive, and newcomers come in', 'in all', dead),
    line('edit p99 of the others', `at most twice as before (or ${unfelt} ms)`, slow),
    line('edits of the others delivered', '100 % in all', missing),
    line('growth of memory', 'at most 64 MiB in all', grown),
  ]
}

function memory({ memory: of }: Results): Line[] {
  const { ours } = of
  if (!ours) return []
  const connection: Record<Other, number> = { 'y-websocket': 1, hocuspocus: 1 / 2, bare: 1.1 }
  const room: Partial<Record<Other, number>> = { 'y-websocket': 1 / 4, hocuspocus: 1 / 4 }
  const peers = others.flatMap((other) => {
    const [their, most] = [of[other], room[other]]
    if (!their) return []
    const perConnection = ours.perConnectionBytes / their.perConnectionBytes
    return [
      ...lessThan(`G11 memory of an idle connection, to ${label[other]}`, perConnection, connection[other]),
      ...(most === undefined
        ? []
        : lessThan(`G11 memory of a room, to ${label[other]}`, ours.perRoomBytes / their.perRoomBytes, most)),
    ]
  })
  return [
    ...peers,
    {
      part: 'goal',
      what: 'G11 kept of each room that was closed',
      measured: `${(ours.keptPerRoomBytes / 1000).toFixed(1)} kB`,
      goal: 'at most 5 kB',
      met: ours.keptPerRoomBytes <= 5000,
    },
  ]
}

function lessThan(what: string, ratio: number, most: number): Line[] {
  const goal = most <= 1 / 2 ? `at most 1/${round(1 / most)}` : `at most ${round(most)} times`
  return [{ part: 'goal', what, measured: times(ratio), goal, met: ratio <= most, numbers: { ratio, most } }]
}

function moreThan(what: string, ratio: number, least: number, note: string): Line[] {
  const goal = `at least ${round(least)} times`
  const measured = `${times(ratio)}${note}`
  return [{ part: 'goal', what, measured, goal, met: ratio >= least, numbers: { ratio, least } }]
}

/** A small ratio is read easier turned round: 0.05 is 1/20. */
function times(ratio: number): string {
  return ratio < 0.5 && ratio > 0
    ? `${ratio.toFixed(2)} times (1/${(1 / ratio).toFixed(1)})`
    : `${ratio.toFixed(2)} times`
}

function round(n: number): string {
  return String(Math.round(n * 100) / 100)
}
