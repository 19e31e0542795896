import { parentPort } from 'node:worker_threads'
import { packAll } from '../tasks.ts'
import type { Answer, Task } from '../tasks.ts'

/** Ends in the way its room is called; any other room becomes nothing at all. */
parentPort?.on('message', (task: Task) => {
  const room = task.kind === 'compact' ? task.room.room : ''
  if (room === 'exits') process.exit(3)
  if (room === 'throws') throw new Error('On purpose.')
  if (room === 'hungry') eatAll()
  if (room === 'stuck') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  const answer: Answer = { kind: 'compacted', stateVector: new Uint8Array([0]), chunks: packAll([]) }
  parentPort?.postMessage(answer)
})

function eatAll(): never {
  const eaten: number[][] = []
  for (;;) eaten.push(Array.from({ length: 100_000 }, (_, i) => i))
}
