import { serverKinds } from '../servers/server-kinds.ts'
import type { Seat, ServerName } from '../servers/server-kinds.ts'
import { attacks } from './attacks.ts'
import type { AttackName } from './attacks.ts'

/** What the attacker's process is told. */
export interface Orders {
  attack: AttackName
  server: ServerName
  port: number
  seats: Seat[]
  seconds: number
}

// A process of its own, so that the bench can go on timing what good clients notice.
const { attack, server, port, seats, seconds } = JSON.parse(process.argv[2] ?? '') as Orders
process.send?.('begins')
const detail = await attacks[attack]({ kind: serverKinds[server], port, seats, seconds }).catch(
  (error: unknown) => `the attacker gave up: ${error instanceof Error ? error.message : String(error)}`,
)
process.send?.(detail, () => process.exit(0))
