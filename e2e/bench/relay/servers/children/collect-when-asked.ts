import { setTimeout as pause } from 'node:timers/promises'
import { BroadcastChannel, isMainThread } from 'node:worker_threads'

// Preloaded into every thread of a server whose memory is measured (`--expose-gc --import`), so that no server needs a
// hook of its own: the bench asks the process, the process asks its threads.
const channel = new BroadcastChannel('bench-collect')
channel.unref()
if (isMainThread) {
  process.on('message', (message) => {
    if (message === 'collect') void collectAll()
  })
  process.channel?.unref()
} else {
  channel.addEventListener('message', () => void collect())
}

async function collectAll(): Promise<void> {
  channel.postMessage('collect')
  for (let n = 0; n < 3; n++) {
    await collect()
    await pause(150)
  }
  process.send?.('collected')
}

async function collect(): Promise<void> {
  await globalThis.gc?.({ type: 'major', execution: 'async', flavor: 'last-resort' })
}
