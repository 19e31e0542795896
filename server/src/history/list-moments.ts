import { whoWasThere } from '@planwall/shared/history/who-was-there'
import type { SessionEvent } from '@planwall/shared/session/record'
import type { BoardStore } from '../store/board-store.ts'
import type { MomentId } from './history.ts'
import type { MomentAnswer } from './history-schemas.ts'

/** Everything that is kept of what a board was, without its content, the oldest first; `record` says who was there. */
export async function listMoments(
  { history, records, revisions }: Pick<BoardStore, 'history' | 'records' | 'revisions'>,
  boardId: string,
  record: readonly SessionEvent[],
): Promise<MomentAnswer[]> {
  const [kept, steps, plans] = await Promise.all([
    history.list(boardId),
    records.snapshots(boardId),
    revisions.list(boardId),
  ])
  const there = (at: number) => {
    const { step, people } = whoWasThere(record, at)
    return { ...(step ? { step } : {}), people }
  }
  const moments: MomentAnswer[] = [
    ...steps.map(({ snapshotId, at, stepId }): MomentAnswer => {
      const of = there(at)
      const name = of.step?.stepId === stepId ? of.step.title : ''
      return { snapshotId: nameOf({ from: 'step', id: snapshotId }), at, why: 'step', name, by: '', ...of }
    }),
    ...plans.map(({ revision, createdAt: at, name: by, note: name }): MomentAnswer => {
      return {
        snapshotId: nameOf({ from: 'plan', id: `${revision}` }),
        at,
        why: 'plan',
        name,
        by,
        revision,
        ...there(at),
      }
    }),
    ...kept.toReversed().map(({ snapshotId, at, why, name, by }): MomentAnswer => {
      return { snapshotId: nameOf({ from: 'kept', id: snapshotId }), at, why, name, by, ...there(at) }
    }),
  ]
  return moments.toSorted((a, b) => a.at - b.at)
}

/** The name of a moment, told from the id it has where it is kept. */
export function nameOf({ from, id }: MomentId): string {
  return `${from}-${id}`
}

/** `undefined` for what is no name of a moment. */
export function momentNamed(name: string): MomentId | undefined {
  const [, from, id = ''] = /^(kept|step|plan)-([A-Za-z0-9_-]{1,128})$/.exec(name) ?? []
  if (from === 'plan') return /^[1-9]\d{0,8}$/.test(id) ? { from, id } : undefined
  return from === 'kept' || from === 'step' ? { from, id } : undefined
}
