import type { Role } from '@planwall/shared/access/roles'
import type { Facilitation } from '@planwall/shared/session/facilitation'
import { handsInOrder } from '@planwall/shared/session/awareness'
import type { Together } from '@planwall/shared/session/awareness'
import type { PersonNow } from '../../sync/use-people-now.ts'

/** Somebody in the list of people: one row however many seats and tabs they have. */
export interface PersonRow {
  key: string
  /** The seat a new role is given to: the one in use. */
  seatId: string
  /** All of theirs: one for each device and each link they came by. */
  seatIds: readonly string[]
  personId: string | null
  name: string
  role: Role
  isHere: boolean
  isMe: boolean
  /** A tab of theirs that can be followed. */
  clientId: number | null
  /** Done with the step that runs, or said so to the ready check. */
  isReady: boolean
  /** Place in the row of raised hands, counted from 1. */
  hand: number | null
  isTyping: boolean
  privateCards: number
  /** Of all open votes together; null where none is open, or they do not vote. */
  votesLeft: number | null
  hasVoted: boolean
  groupId: string | null
}

/** What a tab of somebody says of itself. */
export interface TabOf {
  clientId: number
  personId: string | null
  name: string
  together: Together
}

/** Everybody who has a seat: raised hands first, in order, then who is here by name, then who has left. */
export function peopleRows(
  people: readonly PersonNow[],
  tabs: readonly TabOf[],
  { run, members }: Pick<Facilitation, 'run' | 'members'>,
  me: { seatId: string },
): PersonRow[] {
  const byPerson = groupBy(people, (person) => person.personId ?? person.seatId)
  const myKey = people.find(({ seatId }) => seatId === me.seatId)
  const rows = [...byPerson].map(([key, seats]): PersonRow => {
    const seat = seats.find(({ seatId }) => seatId === me.seatId) ?? seats.find(({ isHere }) => isHere) ?? seats.at(-1)
    const { seatId, personId, name, role } = seat as PersonNow
    const own = tabs.filter((tab) =>
      personId === null ? tab.personId === null && tab.name === name : tab.personId === personId,
    )
    const votes = seats.flatMap((one) => one.votes)
    return {
      key,
      seatId,
      seatIds: seats.map((one) => one.seatId),
      personId,
      name,
      role,
      isHere: seats.some(({ isHere }) => isHere),
      isMe: key === (myKey?.personId ?? me.seatId),
      clientId: own[0]?.clientId ?? null,
      isReady: own.some(({ together }) => isReady(together, run)),
      hand: null,
      isTyping: own.some(({ together }) => together.typing) || seats.some(({ isWriting }) => isWriting),
      privateCards: seats.reduce((sum, { privateCards }) => sum + privateCards, 0),
      votesLeft:
        votes.length === 0 || role === 'observer'
          ? null
          : Math.min(...perRound(votes).map(({ votesLeft }) => votesLeft)),
      hasVoted: votes.some(({ hasVoted }) => hasVoted),
      groupId: (personId === null ? undefined : members.get(personId)) ?? null,
    }
  })
  const hands = handsInOrder(tabs.map((tab) => ({ id: tab.personId ?? tab.name, together: tab.together })))
  const order = [...new Set(hands.map(({ id }) => id))]
  for (const row of rows) {
    const at = order.indexOf(row.personId ?? row.name)
    row.hand = at < 0 || !row.isHere ? null : at + 1
  }
  return rows.toSorted(
    (a, b) =>
      (a.hand ?? Infinity) - (b.hand ?? Infinity) ||
      Number(b.isHere) - Number(a.isHere) ||
      a.name.localeCompare(b.name) ||
      (a.key < b.key ? -1 : 1),
  )
}

/** How many of the participants here are done with what they are asked. */
export function readiness(rows: readonly PersonRow[]): { ready: number; of: number } {
  const asked = rows.filter(({ isHere, role }) => isHere && role === 'participant')
  return { ready: asked.filter((row) => row.isReady).length, of: asked.length }
}

function isReady(together: Together, { step, readyCheck }: Facilitation['run']): boolean {
  if (readyCheck) return together.readyCheck === readyCheck.n
  return step !== null && together.readyStep === step.n
}

/** Two seats of one person have one ballot: what is left of it is said once. */
function perRound(votes: PersonNow['votes']): { votesLeft: number }[] {
  const byRound = groupBy(votes, ({ roundId }) => roundId)
  const least = [...byRound.values()].map((of) => Math.min(...of.map(({ votesLeft }) => votesLeft)))
  return [{ votesLeft: least.reduce((sum, left) => sum + left, 0) }]
}

function groupBy<T>(things: readonly T[], keyOf: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const thing of things) groups.set(keyOf(thing), [...(groups.get(keyOf(thing)) ?? []), thing])
  return groups
}
