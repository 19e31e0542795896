import type { DataReport } from './check-data.ts'
import type { MendedRoom } from './mend-rooms.ts'

export interface ReportLine {
  level: 'info' | 'warn'
  words: string
}

/** What the check of the data found and did, for the log and for whoever starts the server; at least one line. */
export function reportWords({ isNew, tookMs, keptIn, commitsLost, salvaged, mending }: DataReport): ReportLine[] {
  if (isNew) return [{ level: 'info', words: 'There is no data yet; a new database was made.' }]
  const { looked, rooms, left, oldSnapshots, setAside } = mending
  const lines: ReportLine[] = []
  const warn = (words: string) => void lines.push({ level: 'warn', words })
  if (commitsLost > 0) {
    warn(
      `The end of the database's log cannot be read (${counted(commitsLost, 'commit')} or fewer). After the power went ` +
        `that is nothing which was said to be saved. The files as they were found are kept in ${keptIn}.`,
    )
  }
  if (salvaged) {
    warn(
      `The database file was damaged. What can be read of it was put into a new one (${counted(salvaged.rows, 'row')}); ` +
        `${counted(salvaged.holes.length, 'place')} could not be read. The files as they were found are kept in ${keptIn}.`,
    )
  }
  for (const boardId of salvaged?.recreated ?? []) {
    warn(`Of board ${boardId} only links and seats were left; it is called "Recovered board" now.`)
  }
  for (const room of rooms) warn(roomWords(room))
  for (const room of left) warn(`Room ${room} is damaged and could not be mended. It is left as it is, and not served.`)
  if (setAside > 0) {
    warn(`${counted(setAside, 'damaged row')} moved to the table damaged_row, as found; backups contain it.`)
  }
  if (oldSnapshots > 0 && rooms.length === 0) {
    warn(`${counted(oldSnapshots, 'older snapshot')} could not be read; no board misses anything by that.`)
  }
  const seen = `${counted(looked.rooms, 'room')}, ${counted(looked.updates, 'update')}, ${counted(looked.chunks, 'piece')} of snapshots`
  const found = lines.length === 0 ? 'and found whole' : 'and mended'
  lines.push({ level: 'info', words: `The data was looked through in ${tookMs} ms (${seen}) ${found}.` })
  return lines
}

function roomWords({ room, lostUpdates, lostChunks, usedOlder, mayLackMore }: MendedRoom): string {
  const lost = [
    ...(lostUpdates > 0 ? [counted(lostUpdates, 'update')] : []),
    ...(lostChunks > 0 ? [`${counted(lostChunks, 'piece')} of its last snapshot`] : []),
  ]
  const what = lost.length > 0 ? `${lost.join(' and ')} could not be read` : 'something may be missing'
  const more = lost.length > 0 && mayLackMore ? '; more may be missing' : ''
  const older = usedOlder ? ' An older snapshot helped; what was deleted since may be back.' : ''
  return `Room ${room}: ${what}${more}. What is left was put together and is served.${older}`
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
