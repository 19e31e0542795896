import { AppError } from '@planwall/shared/errors'

/** A socket that has a place in a room, or wants one. */
export interface Guest {
  readonly seatId: string
  /** It has asked for nothing yet, and would lose nothing. */
  readonly isSilent: boolean
  /** Its place is another's now. */
  sendAway: () => void
}

/** How many sockets a room has places for: in all, and for one seat. */
export interface MostGuests {
  perRoom: number
  perSeat: number
}

/** The places in every room. Where none is free, who has been silent for longest makes room for who comes. */
export class RoomPlaces {
  readonly #most: MostGuests
  /** By room; who came first is first. */
  readonly #guests = new Map<string, Set<Guest>>()

  constructor(most: MostGuests) {
    this.#most = most
  }

  /** Takes a place; gives what leaves it again. Throws `too-many` where all are taken by those who use them. */
  take(room: string, guest: Guest): () => void {
    const guests = this.#guests.get(room) ?? new Set()
    const ofSeat = [...guests].filter(({ seatId }) => seatId === guest.seatId)
    if (ofSeat.length >= this.#most.perSeat) this.#makePlace(guests, ofSeat)
    else if (guests.size >= this.#most.perRoom) this.#makePlace(guests, guests)
    guests.add(guest)
    this.#guests.set(room, guests)
    return () => {
      guests.delete(guest)
      if (guests.size === 0 && this.#guests.get(room) === guests) this.#guests.delete(room)
    }
  }

  #makePlace(guests: Set<Guest>, among: Iterable<Guest>): void {
    for (const guest of among) {
      if (!guest.isSilent) continue
      guests.delete(guest)
      guest.sendAway()
      return
    }
    throw new AppError('too-many', 'Too many tabs have this board open. Close some, then try again.')
  }
}
