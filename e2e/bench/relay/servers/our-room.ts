import { Agent, request } from 'node:http'
import type { NewBoard, TakenSeat } from '../../../fixtures/api.ts'
import { addressOf } from '../wire/addresses.ts'
import type { Seat } from './server-kinds.ts'

const agent = new Agent({ keepAlive: true, maxSockets: 2 })
const atOnce = 16
let callers = 0

/** A new board of ours with this many people at it, all over HTTP as the client does it. */
export async function makeOurRoom(url: string, people: number): Promise<Seat[]> {
  const board = await post<NewBoard>(url, '/api/boards', { title: 'Bench', templateId: 'blank', timezone: 'UTC' })
  const { token } = board.links.participate
  const names = Array.from({ length: people }, (_, n) => `Person ${n}`)
  const seats: Seat[] = []
  for (let at = 0; at < people; at += atOnce) {
    const some = names.slice(at, at + atOnce).map(async (name): Promise<Seat> => {
      const seat = await post<TakenSeat>(url, `/api/boards/${board.boardId}/seats`, { token, name })
      return {
        path: `/sync/${board.boardId}?v=1&token=${seat.seatToken}`,
        room: board.boardId,
        name,
        personId: seat.personId ?? '',
      }
    })
    seats.push(...(await Promise.all(some)))
  }
  return seats
}

/** Every call comes from another address, as people do: what one address may ask for in a minute is limited. */
async function post<T>(url: string, path: string, body: unknown): Promise<T> {
  const localAddress = addressOf(callers++)
  return new Promise((resolve, reject) => {
    const call = request(
      url + path,
      {
        method: 'POST',
        agent,
        headers: { 'content-type': 'application/json' },
        ...(localAddress === undefined ? {} : { localAddress }),
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (part: string) => (text += part))
        response.on('end', () => {
          if (response.statusCode === 201) resolve(JSON.parse(text) as T)
          else reject(new Error(`${response.statusCode} from ${path}: ${text}`))
        })
      },
    )
    call.on('error', reject)
    call.end(JSON.stringify(body))
  })
}
