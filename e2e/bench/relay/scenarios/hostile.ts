import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Crowd } from '../crowd.ts'
import type { Orders } from '../hostile/attacker.ts'
import { attackNames } from '../hostile/attacks.ts'
import type { AttackName } from '../hostile/attacks.ts'
import type { AttackFigures } from '../results.ts'
import { attempt, withServer } from '../run.ts'
import type { Run } from '../run.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { serverKinds } from '../servers/server-kinds.ts'
import type { Seat } from '../servers/server-kinds.ts'
import { addressOf } from '../wire/addresses.ts'
import { Client } from '../wire/client.ts'
import { Inflated } from '../wire/inflated.ts'

const good = 8
const attackers = 8
const newcomerMs = 5000
const attackerFile = join(import.meta.dirname, '../hostile/attacker.ts')

/** Eight people work; then somebody does harm. */
export async function measureHostile(run: Run): Promise<void> {
  for (const attack of attackNames) {
    for (const name of run.servers) {
      await attempt(run, { part: 'hostile', what: attack, name }, async () => {
        const figures = await withServer(run, serverKinds[name], (server) => underAttack(run, server, attack))
        const all = (run.results.hostile[name] ??= [])
        all.push(figures)
      })
    }
  }
}

async function underAttack(run: Run, server: RunningServer, attack: AttackName): Promise<AttackFigures> {
  const seats = await server.makeRoom(good + 1 + attackers)
  const crowd = await Crowd.join(server, {
    rooms: [seats.slice(0, good)],
    writers: 2,
    editsPerSecond: 10,
    cursorHz: 20,
  })
  crowd.start()
  await pause(1000)
  const before = await crowd.measure(run.quick ? 2000 : 5000)
  const rssBefore = server.memory.now
  const seconds = (attack === 'slow readers' ? 2 : 1) * (run.quick ? 3 : 6)
  const orders: Orders = {
    attack,
    server: server.kind.name,
    port: server.port,
    seats: seats.slice(good + 1),
    seconds,
  }
  const attacker = fork(attackerFile, [JSON.stringify(orders)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const [watch, detail] = [watchMemory(server), sayingOf(attacker)]
  await Promise.race([once(attacker, 'message'), detail])
  const during = await crowd.measure(seconds * 1000)
  const newcomer = await timeToJoin(server, seats[good] as Seat)
  const rssPeak = watch()
  const words = await detail
  const isAlive = server.isAlive
  await crowd.leave()
  return {
    attack,
    isAlive,
    before: before.editP99,
    during: during.editP99,
    share: during.editShare,
    rssBefore,
    rssPeak,
    newcomerMs: newcomer,
    detail: words,
  }
}

/** The last word of the attacker, once it has said that it begins. */
async function sayingOf(attacker: ChildProcess): Promise<string> {
  const said: string[] = []
  attacker.on('message', (message) => void said.push(String(message)))
  await once(attacker, 'exit')
  return said.at(-1) ?? 'the attacker broke down'
}

/** Looks at the memory until it is called; gives the most that was seen, bytes. */
function watchMemory(server: RunningServer): () => number {
  let peak = 0
  const look = () => {
    const { now } = server.memory
    if (now > peak) peak = now
  }
  const timer = setInterval(look, 100)
  return () => {
    clearInterval(timer)
    look()
    return peak
  }
}

async function timeToJoin(server: RunningServer, seat: Seat): Promise<number> {
  const startedAt = performance.now()
  const client = new Client(server, seat, { inflated: new Inflated(), from: addressOf(200) })
  const ending = new AbortController()
  const late = pause(newcomerMs, Number.NaN, { signal: ending.signal }).catch(() => Number.NaN)
  const came = client.synced.then(
    () => performance.now() - startedAt,
    () => Number.NaN,
  )
  const tookMs = await Promise.race([came, late])
  ending.abort()
  client.socket.destroy()
  return tookMs
}
