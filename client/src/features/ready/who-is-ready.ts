import type { Peer } from '../../sync/presence.ts'
import type { Together } from '@planwall/shared/session/awareness'

/** What is asked: whether people are done with a step, or a ready check of the facilitator's. */
export type Asking = { of: 'step' | 'check'; n: number }

export interface ReadyCount {
  /** People who have said so. */
  ready: number
  /** People who take part and are here, this one included. */
  here: number
}

/** [M4] How many of those who take part are done. Somebody with two tabs is one person, done if either says so. */
export function readyCount(
  peers: Iterable<Pick<Peer, 'role' | 'personId' | 'together' | 'clientId'>>,
  me: { role: string; personId: string | null; isReady: boolean },
  asking: Asking,
): ReadyCount {
  const people = new Map<string, boolean>()
  const say = (who: string, isReady: boolean) => people.set(who, (people.get(who) ?? false) || isReady)
  for (const { role, personId, clientId, together } of peers) {
    if (role === 'participant') say(personId ?? `tab ${clientId}`, isReadyFor(together, asking))
  }
  if (me.role === 'participant') say(me.personId ?? 'me', me.isReady)
  return { ready: [...people.values()].filter(Boolean).length, here: people.size }
}

export function isReadyFor({ readyStep, readyCheck }: Pick<Together, 'readyStep' | 'readyCheck'>, { of, n }: Asking) {
  return (of === 'step' ? readyStep : readyCheck) === n
}
