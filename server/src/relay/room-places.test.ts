import { describe, expect, it } from 'vitest'
import { RoomPlaces } from './room-places.ts'
import type { Guest } from './room-places.ts'

const most = { perRoom: 5, perSeat: 3 }

describe('places in a room', () => {
  it('the oldest silent socket of a seat makes room for another of that seat', () => {
    const { come, away } = places()
    come('ada', 1, { isSilent: false })
    for (const number of [2, 3, 4, 5]) come('ada', number)
    expect(away).toEqual([2, 3])
  })

  it('no seat has more places than its own, though the room has more', () => {
    const { come, away } = places()
    for (const number of [1, 2, 3]) come('ada', number, { isSilent: false })
    expect(() => come('ada', 4)).toThrow('Too many')
    come('bob', 5)
    expect(away).toEqual([])
  })

  it('in a full room whoever is silent for longest makes room for anybody', () => {
    const { come, away } = places()
    come('ada', 1, { isSilent: false })
    for (const number of [2, 3]) come('mallory', number)
    for (const number of [4, 5]) come('eve', number, { isSilent: false })
    come('bob', 6, { isSilent: false })
    come('cid', 7, { isSilent: false })
    expect(away).toEqual([2, 3])
    expect(() => come('dan', 8)).toThrow('Too many')
  })

  it('a place that is left is free; one that was given away is not freed twice', () => {
    const { come, away } = places()
    const [leave] = [1, 2, 3].map((number) => come('ada', number))
    come('ada', 4)
    leave?.()
    come('ada', 5)
    expect(away).toEqual([1, 2])
    for (const number of [6, 7]) come('bob', number, { isSilent: false })()
    come('cid', 8, { isSilent: false })
    expect(away).toEqual([1, 2])
  })

  it('one room is full without another', () => {
    const { come, away } = places()
    for (const number of [1, 2, 3]) come('ada', number, { isSilent: false })
    expect(() => come('ada', 4, { isSilent: false })).toThrow('Too many')
    come('ada', 5, { isSilent: false, room: 'session' })
    expect(away).toEqual([])
  })
})

function places() {
  const rooms = new RoomPlaces(most)
  const away: number[] = []
  const come = (seatId: string, number: number, { isSilent = true, room = 'board' } = {}) => {
    const guest: Guest = { seatId, isSilent, sendAway: () => away.push(number) }
    return rooms.take(room, guest)
  }
  return { come, away }
}
