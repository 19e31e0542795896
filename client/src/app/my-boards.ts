import { linkKinds, roles } from '@planwall/shared/access/roles'
import type { LinkKind, Role } from '@planwall/shared/access/roles'
import { isRecord, isText, parseJson } from './read-json.ts'

/** This browser's place at a board, and the link it was taken with. */
export interface MySeat {
  seatId: string
  seatToken: string
  role: Role
  name: string
  personId: string | null
  linkToken: string
}

/** A board this browser has made or been at. */
export interface MyBoard {
  boardId: string
  title: string
  /** Unix ms. */
  openedAt: number
  /** The links this browser knows: all three where the board was made here. */
  links: Partial<Record<LinkKind, string>>
  /** Null until somebody has joined from this browser. */
  seat: MySeat | null
  /** The join codes this browser made: the server tells each of them once. */
  codes: Partial<Record<LinkKind, MyCode>>
  /** The seat this browser had until a facilitator took it away; null once another is taken. */
  ended: EndedSeat | null
}

/** A join code, with its end in Unix ms. */
export interface MyCode {
  code: string
  url: string
  expiresAt: number
}

/** Why a seat is no more. */
export interface EndedSeat {
  why: 'removed' | 'link-reset'
  seatId: string
}

export type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>

const BOARDS = 'planwall/boards'
const NAME = 'planwall/name'

/** The boards of this browser, last opened first. What cannot be read is passed over. */
export function readMyBoards(storage: Storage): MyBoard[] {
  return entries(storage)
    .map(readEntry)
    .filter((board) => board !== undefined)
    .toSorted((a, b) => b.openedAt - a.openedAt)
}

export function findMyBoard(storage: Storage, boardId: string): MyBoard | undefined {
  return readMyBoards(storage).find((board) => board.boardId === boardId)
}

/** What changes about a board of this browser; a link or a code that is undefined is forgotten. */
export type MyBoardChange = Partial<Omit<MyBoard, 'boardId' | 'links' | 'codes'>> & {
  links?: Partial<Record<LinkKind, string | undefined>>
  codes?: Partial<Record<LinkKind, MyCode | undefined>>
}

/** Adds or changes one board. The others stay as they are, those this build cannot read too. */
export function rememberBoard(storage: Storage, boardId: string, change: MyBoardChange): void {
  const before = findMyBoard(storage, boardId) ?? { ...unknown, boardId }
  const links = { ...before.links, ...change.links }
  const codes = { ...before.codes, ...change.codes }
  write(storage, [...withoutBoard(storage, boardId), { ...before, ...change, links, codes }])
}

const unknown = { title: '', openedAt: 0, links: {}, seat: null, codes: {}, ended: null }

/** Takes a board off the list of this browser. The board itself, and the seats of others, are not touched. */
export function forgetBoard(storage: Storage, boardId: string): void {
  write(storage, withoutBoard(storage, boardId))
}

/** The name this person last joined with. */
export function lastName(storage: Storage): string {
  try {
    return storage.getItem(NAME) ?? ''
  } catch {
    return ''
  }
}

export function rememberName(storage: Storage, name: string): void {
  tryWrite(storage, NAME, name)
}

function entries(storage: Storage): unknown[] {
  try {
    const value = parseJson(storage.getItem(BOARDS))
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}

function withoutBoard(storage: Storage, boardId: string): unknown[] {
  return entries(storage).filter((entry) => !isRecord(entry) || entry.boardId !== boardId)
}

function write(storage: Storage, boards: readonly unknown[]): void {
  tryWrite(storage, BOARDS, JSON.stringify(boards))
}

/** A browser that keeps nothing (private windows, full disks) shows the page all the same. */
function tryWrite(storage: Storage, key: string, value: string): void {
  try {
    storage.setItem(key, value)
  } catch {
    // Nothing is kept: the link opens the board again.
  }
}

function readEntry(value: unknown): MyBoard | undefined {
  if (!isRecord(value) || !isText(value.boardId) || value.boardId === '') return undefined
  return {
    boardId: value.boardId,
    title: isText(value.title) ? value.title : '',
    openedAt: typeof value.openedAt === 'number' && Number.isFinite(value.openedAt) ? value.openedAt : 0,
    links: readLinks(value.links),
    seat: readSeat(value.seat),
    codes: readCodes(value.codes),
    ended: readEnded(value.ended),
  }
}

function readCodes(value: unknown): MyBoard['codes'] {
  const codes: MyBoard['codes'] = {}
  for (const kind of linkKinds) {
    const { code, url, expiresAt } = isRecord(value) && isRecord(value[kind]) ? value[kind] : {}
    if (isText(code) && isText(url) && typeof expiresAt === 'number') codes[kind] = { code, url, expiresAt }
  }
  return codes
}

function readEnded(value: unknown): EndedSeat | null {
  const { why, seatId } = isRecord(value) ? value : {}
  return isText(seatId) && (why === 'removed' || why === 'link-reset') ? { why, seatId } : null
}

function readLinks(value: unknown): MyBoard['links'] {
  const links: MyBoard['links'] = {}
  for (const kind of linkKinds) {
    const url = isRecord(value) ? value[kind] : undefined
    if (isText(url) && /^https?:\/\//.test(url)) links[kind] = url
  }
  return links
}

/** A seat as this browser keeps it; null for what is none. */
export function readSeat(value: unknown): MySeat | null {
  if (!isRecord(value)) return null
  const { seatId, seatToken, name, personId, linkToken } = value
  const role = roles.find((known) => known === value.role)
  if (!role || !isText(seatId) || !isText(seatToken) || !isText(name) || !isText(linkToken)) return null
  return { seatId, seatToken, role, name, personId: isText(personId) ? personId : null, linkToken }
}
