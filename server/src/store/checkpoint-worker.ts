import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'

/** Passes over the log before the rest is left to the next time: writers may add to it while it is copied. */
const maxPasses = 5

const { file } = workerData as { file: string }
const db = new DatabaseSync(file, { timeout: 1000 })
db.exec('pragma synchronous = normal; pragma wal_autocheckpoint = 0;')
const checkpoint = db.prepare('pragma wal_checkpoint(passive)')

parentPort?.on('message', (message) => {
  if (message === 'close') {
    db.close()
    parentPort?.close()
    return
  }
  parentPort?.postMessage(copyAll())
})

function copyAll(): boolean {
  for (let pass = 0; pass < maxPasses; pass++) {
    const { log, checkpointed } = checkpoint.get() as { log: number; checkpointed: number }
    if (log === checkpointed) return true
  }
  return false
}
