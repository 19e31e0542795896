import { setTimeout as pause } from 'node:timers/promises'
import { Crowd } from '../crowd.ts'
import { attempt, withServer } from '../run.ts'
import type { Run } from '../run.ts'
import { serverKinds } from '../servers/server-kinds.ts'
import { warmUp } from '../warm-up.ts'

const people = 10

/** Many rooms at once, ten people in each: all move their pointers, one edits. */
export async function measureManyRooms(run: Run): Promise<void> {
  const rooms = run.quick ? 10 : 30
  for (const name of run.servers) {
    await attempt(run, { part: 'rooms', what: `${rooms} rooms of ${people}`, name }, async () => {
      run.results.rooms[name] = await withServer(run, serverKinds[name], async (server) => {
        const seats = []
        for (let n = 0; n < rooms; n++) seats.push(await server.makeRoom(people))
        const crowd = await Crowd.join(server, { rooms: seats, writers: 1, editsPerSecond: 10, cursorHz: 20 })
        crowd.start()
        await pause(run.quick ? warmUp.quick : warmUp.equal)
        const measured = await crowd.measure(run.quick ? 3000 : 8000)
        await crowd.leave()
        return measured
      })
    })
  }
}
