import { AppError } from '@planwall/shared/errors'
import type { Dice } from '@planwall/shared/testing/dice'
import * as Y from 'yjs'
import type { Documents, RoomBytes } from '../../docs/documents.ts'
import { createTaskRunner } from '../../docs/run-tasks.ts'
import { packAll, unpackAll } from '../../docs/tasks.ts'
import type { Answer, SentRoom, Task } from '../../docs/tasks.ts'

/** What the threads do, without threads: as slow as the dice say, and the same every time. */
export function createInlineDocuments(dice: Dice): Documents {
  const run = createTaskRunner(() => {
    const doc = new Y.Doc()
    doc.clientID = dice.below(0x7fff_ffff)
    return doc
  })

  async function ask<Kind extends Answer['kind']>(task: Task, kind: Kind): Promise<Extract<Answer, { kind: Kind }>> {
    for (let turns = dice.below(10); turns > 0; turns--) await new Promise(setImmediate)
    const answer = run(task)
    if (answer.kind === 'failed') throw new AppError(answer.code, answer.detail)
    if (answer.kind !== kind) throw new Error(`An answer of another kind: ${answer.kind}`)
    return answer as Extract<Answer, { kind: Kind }>
  }

  return {
    async compact(room) {
      const { stateVector, chunks } = await ask({ kind: 'compact', room: sent(room) }, 'compacted')
      return { stateVector, chunks: unpackAll(chunks) }
    },
    async diff(room, stateVector) {
      return (await ask({ kind: 'diff', room: sent(room), stateVector }, 'difference')).update
    },
    async act(name, rooms, args) {
      const parts = Object.entries(rooms).map(([part, room]) => [part, sent(room)])
      const task: Task = { kind: 'act', name, args, rooms: Object.fromEntries(parts) as Record<string, SentRoom> }
      const { result, updates } = await ask(task, 'acted')
      return { result: result as never, updates }
    },
    close: () => Promise.resolve(),
  }
}

function sent({ chunks, updates, ...of }: RoomBytes): SentRoom {
  return { ...of, chunks: packAll(chunks), updates: packAll(updates) }
}
