import { AppError } from '@planwall/shared/errors'
import * as Y from 'yjs'
import { actOf } from './acts.ts'
import { DamagedRoom, HeldDocuments, NotHeld } from './held-documents.ts'
import { splitDocument } from './split-document.ts'
import { packAll } from './tasks.ts'
import type { Answer, Task } from './tasks.ts'

/**
 * Makes what does the tasks, one after the other; it keeps documents from one to the next. Never throws. `newDoc` makes an
 * empty document with a client id that nobody else has.
 */
export function createTaskRunner(newDoc = () => new Y.Doc()): (task: Task) => Answer {
  const documents = new HeldDocuments(newDoc)

  function run(task: Task): Answer {
    switch (task.kind) {
      case 'compact': {
        const { stateVector, chunks } = documents.read(task.room, (doc) => splitDocument(doc))
        return { kind: 'compacted', stateVector, chunks: packAll(chunks) }
      }
      case 'diff':
        return {
          kind: 'difference',
          update: documents.read(task.room, (doc) => Y.encodeStateAsUpdate(doc, task.stateVector)),
        }
      case 'act': {
        const act = actOf(task.name)
        return { kind: 'acted', ...documents.change(task.rooms, (docs) => act.run(docs, task.args as never)) }
      }
      default:
        throw new Error(`Nobody knows how to do ${JSON.stringify(task satisfies never)}.`)
    }
  }

  return (task) => {
    try {
      return run(task)
    } catch (error) {
      return error instanceof NotHeld ? { kind: 'send-whole' } : failed(error)
    }
  }
}

function failed(error: unknown): Answer {
  const detail = error instanceof Error ? wholeStory(error) : String(error)
  if (error instanceof AppError) return { kind: 'failed', code: error.code, message: error.message, detail }
  if (error instanceof DamagedRoom) return { kind: 'failed', code: 'damaged', message: error.message, detail }
  return { kind: 'failed', code: 'internal', message: '', detail }
}

function wholeStory(error: Error): string {
  return error.cause instanceof Error ? `${error.stack}\nbecause of ${wholeStory(error.cause)}` : String(error.stack)
}
