import { linkKinds } from '@planwall/shared/access/roles'
import type { LinkKind } from '@planwall/shared/access/roles'
import { linkMaking } from './access-port.ts'
import type { AccessStore, LinkSettings, Removal, SeatRecord } from './access-port.ts'
import type { NewBoard, NewSeat, Seat } from './board-store.ts'

/** A seat as the memory store keeps it. */
export interface MemorySeat extends NewSeat {
  seenAt?: number
  removed?: Removal
}

type Setting = Omit<LinkSettings, 'people'> & { codeHash?: string; resetHashes: string[] }

/** Keeps links and seats as long as the process lives; `boards` and `seats` are those of the store around it. */
export function createMemoryAccess(
  boards: ReadonlyMap<string, NewBoard>,
  seats: Map<string, MemorySeat>,
): AccessStore & { linkOf: (boardId: string, tokenHash: string) => LinkKind | undefined } {
  const settings = new Map<string, Setting>()
  const tokens = new Map<string, string>()
  const keyOf = (boardId: string, kind: LinkKind) => `${boardId}/${kind}`
  const all = () => [...seats.values()]
  const seatAt = (boardId: string, seatId: string) =>
    all().find((one) => one.boardId === boardId && one.seatId === seatId && one.removed === undefined)

  const settingOf = (boardId: string, kind: LinkKind): Setting => {
    const key = keyOf(boardId, kind)
    const fresh: Setting = {
      kind,
      createdAt: boards.get(boardId)?.createdAt ?? 0,
      expiresAt: null,
      passcodeHash: null,
      needsApproval: false,
      codeExpiresAt: null,
      resetHashes: [],
    }
    const setting = settings.get(key) ?? fresh
    settings.set(key, setting)
    return setting
  }
  const hashOf = (boardId: string, kind: LinkKind) =>
    tokens.get(keyOf(boardId, kind)) ?? boards.get(boardId)?.links.find((link) => link.kind === kind)?.tokenHash
  const peopleBy = (boardId: string, kind: LinkKind) =>
    all().filter((seat) => seat.boardId === boardId && seat.removed === undefined && linkOfSeat(seat) === kind).length
  const put = (seat: MemorySeat): Seat => {
    seats.set(seat.tokenHash, seat)
    return seatOf(seat)
  }

  return {
    linkOf: (boardId, tokenHash) => linkKinds.find((kind) => hashOf(boardId, kind) === tokenHash),
    async links(boardId) {
      if (!boards.has(boardId)) return []
      return linkKinds.map((kind) => {
        const { codeHash: _code, resetHashes: _reset, ...setting } = settingOf(boardId, kind)
        return { ...setting, people: peopleBy(boardId, kind) }
      })
    },
    async changeLink(boardId, kind, change) {
      Object.assign(settingOf(boardId, kind), change)
    },
    async resetLink(boardId, kind, { tokenHash, at }) {
      const setting = settingOf(boardId, kind)
      const before = hashOf(boardId, kind)
      if (before !== undefined) setting.resetHashes.push(before)
      tokens.set(keyOf(boardId, kind), tokenHash)
      Object.assign(setting, { createdAt: at, codeHash: undefined, codeExpiresAt: null })
    },
    async wasReset(boardId, tokenHash) {
      return linkKinds.some((kind) => settingOf(boardId, kind).resetHashes.includes(tokenHash))
    },
    async setCode(boardId, kind, code) {
      const isTaken = [...settings].some(
        ([key, one]) => key !== keyOf(boardId, kind) && one.codeHash === code?.codeHash,
      )
      if (code && isTaken) throw new Error('This code is in use.')
      Object.assign(settingOf(boardId, kind), { codeHash: code?.codeHash, codeExpiresAt: code?.expiresAt ?? null })
    },
    async findCode(codeHash) {
      const found = [...settings].find(([, one]) => one.codeHash === codeHash)
      if (!found) return undefined
      const [key, { kind, codeExpiresAt }] = found
      return { boardId: key.slice(0, key.lastIndexOf('/')), kind, expiresAt: codeExpiresAt ?? 0 }
    },
    async seats(boardId) {
      return all()
        .filter((seat) => seat.boardId === boardId)
        .map(recordOf)
    },
    async removeSeats(boardId, seatIds, why) {
      for (const seatId of seatIds) {
        const seat = seatAt(boardId, seatId)
        if (seat) put({ ...seat, removed: why })
      }
    },
    async removedSeat(tokenHash) {
      const seat = seats.get(tokenHash)
      return seat?.removed && { boardId: seat.boardId, why: seat.removed }
    },
    async renameSeat(boardId, seatId, name) {
      const seat = seatAt(boardId, seatId)
      return seat && put({ ...seat, name })
    },
    async setPerson(boardId, seatId, personId) {
      const seat = seatAt(boardId, seatId)
      return seat && put({ ...seat, personId })
    },
    async markSeen(seen) {
      for (const { seatId, at } of seen) {
        const seat = all().find((one) => one.seatId === seatId)
        if (seat) put({ ...seat, seenAt: at })
      }
    },
  }
}

/** The seat itself, without what only the store needs. */
export function seatOf({ seatId, boardId, role, name, personId }: Seat): Seat {
  return { seatId, boardId, role, name, personId }
}

function linkOfSeat({ link, role }: NewSeat): LinkKind {
  return link ?? linkMaking(role)
}

function recordOf(seat: MemorySeat): SeatRecord {
  const { createdAt, seenAt = null, removed = null } = seat
  return { ...seatOf(seat), link: linkOfSeat(seat), createdAt, seenAt, removed }
}
