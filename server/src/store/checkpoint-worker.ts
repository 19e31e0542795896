import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import type { CheckpointAnswer, CheckpointTask } from './checkpointer.ts'

/** Writers may add to the log while it is copied; what is left after so many passes is copied when they pause. */
const passes = 2

/** "Plan": marks the file as ours. Writing it is how a new log is begun. */
const applicationId = 0x506c616e

const { file } = workerData as { file: string }
const db = new DatabaseSync(file, { timeout: 1000 })
db.exec('pragma synchronous = normal; pragma wal_autocheckpoint = 0;')
const checkpoint = db.prepare('pragma wal_checkpoint(passive)')

parentPort?.on('message', (task: CheckpointTask) => {
  if (task === 'close') {
    db.close()
    parentPort?.close()
    return
  }
  parentPort?.postMessage(answerTo(task) satisfies CheckpointAnswer)
})

function answerTo(task: Exclude<CheckpointTask, 'close'>): boolean {
  switch (task) {
    case 'copy':
      return copy(passes)
    case 'begin-anew':
      return copy(1) && beginAnew()
    case 'empty':
      return empty() && beginAnew()
    default:
      return task satisfies never
  }
}

/** Also the words of readers are waited for, for as long as the database is allowed to be busy. */
function empty(): boolean {
  const { busy } = db.prepare('pragma wal_checkpoint(truncate)').get() as { busy: number }
  return busy === 0
}

function copy(times: number): boolean {
  for (let pass = 0; pass < times; pass++) {
    const { log, checkpointed } = checkpoint.get() as { log: number; checkpointed: number }
    if (log === checkpointed) return true
  }
  return false
}

/** The first to write after everything was copied begins the log anew, and waits for the disk: better here. */
function beginAnew(): boolean {
  db.exec(`pragma application_id = ${applicationId}`)
  return true
}
