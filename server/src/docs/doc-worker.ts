import { parentPort } from 'node:worker_threads'
import { createTaskRunner } from './run-tasks.ts'
import type { Answer, Task } from './tasks.ts'

const run = createTaskRunner()

parentPort?.on('message', (task: Task) => {
  const answer = run(task)
  parentPort?.postMessage(answer, buffersOf(answer))
})

/** What changes hands instead of being copied. */
function buffersOf(answer: Answer): ArrayBuffer[] {
  if (answer.kind === 'compacted') return [answer.chunks.buffer]
  return []
}
