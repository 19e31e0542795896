import type { BoardContents } from '../../features/bin/contents.ts'
import { call, readSeat } from '../api.ts'
import type { TakenSeat } from '../api.ts'
import { isRecord, isText, listOf } from '../read-json.ts'

/** Who is signed in in this browser. */
export interface AccountPerson {
  name: string
  /** Empty where the provider told none. */
  email: string
}

/** A board of an account. */
export interface OwnBoard {
  boardId: string
  title: string
  /** Unix ms. */
  changedAt: number
  /** Names of those who took part. */
  people: string[]
}

/** A board of an account that is in the bin. */
export interface BinnedBoard {
  boardId: string
  title: string
  /** Unix ms. */
  deletedAt: number
  until: number
  /** Empty where the server did it. */
  by: string
}

export interface OwnBoards {
  boards: OwnBoard[]
  bin: BinnedBoard[]
}

/** Null where nobody is signed in. */
export async function fetchPerson(): Promise<AccountPerson | null> {
  const { person } = await call('GET', 'api/me', {}, (value) =>
    isRecord(value) ? { person: isRecord(value.person) ? readPerson(value.person) : null } : undefined,
  )
  return person
}

export function fetchOwnBoards(): Promise<OwnBoards> {
  return call('GET', 'api/me/boards', {}, (value) => {
    const boards = isRecord(value) ? listOf(value.boards, readOwnBoard) : undefined
    const bin = isRecord(value) ? listOf(value.bin, readBinned) : undefined
    return boards && bin && { boards, bin }
  })
}

/** The page of the provider to go to. */
export function beginSignIn(): Promise<string> {
  return post('api/auth/sign-in', { returnTo: '/' }, (value) =>
    isRecord(value) && isText(value.url) ? value.url : undefined,
  )
}

export function signOut(): Promise<null> {
  return post('api/auth/sign-out', undefined, done)
}

export function openOwnBoard(boardId: string): Promise<TakenSeat & { name: string }> {
  return post(`api/me/boards/${boardId}/seat`, {}, (value) => {
    const seat = readSeat(value)
    return seat && isRecord(value) && isText(value.name) ? { ...seat, name: value.name } : undefined
  })
}

export function renameBoard(boardId: string, title: string): Promise<null> {
  return post(`api/me/boards/${boardId}/title`, { title }, done)
}

/** Puts a board this browser leads into the list of the account. */
export function claimBoard(boardId: string, seatToken: string): Promise<null> {
  return post(`api/boards/${boardId}/owner`, undefined, done, seatToken)
}

export function deleteBoard(boardId: string): Promise<null> {
  return post(`api/boards/${boardId}/bin`, undefined, done)
}

export function restoreBoard(boardId: string): Promise<null> {
  return post(`api/boards/${boardId}/bin/restore`, undefined, done)
}

export function purgeBoard(boardId: string, title: string): Promise<null> {
  return post(`api/boards/${boardId}/bin/purge`, { title }, done)
}

function post<T>(path: string, body: object | undefined, read: (value: unknown) => T | undefined, seatToken?: string) {
  return call(
    'POST',
    path,
    {
      ...(body ? { body: JSON.stringify(body), type: 'application/json' } : {}),
      ...(seatToken ? { seatToken } : {}),
    },
    read,
  )
}

/** For calls whose answer says no more than that it was done. */
function done(): null {
  return null
}

function readPerson({ name, email }: Record<string, unknown>): AccountPerson | null {
  return isText(name) ? { name, email: isText(email) ? email : '' } : null
}

function readOwnBoard(value: unknown): OwnBoard | undefined {
  if (!isRecord(value) || !isText(value.boardId) || !isText(value.title)) return undefined
  const people = Array.isArray(value.people) ? value.people.filter(isText) : []
  return { boardId: value.boardId, title: value.title, changedAt: Number(value.changedAt), people }
}

function readBinned(value: unknown): BinnedBoard | undefined {
  if (!isRecord(value) || !isText(value.boardId) || !isText(value.title)) return undefined
  const { boardId, title, deletedAt, until, by } = value
  return { boardId, title, deletedAt: Number(deletedAt), until: Number(until), by: isText(by) ? by : '' }
}

/** How much there is of a board, for those who are about to remove it; undefined where the server does not say. */
export async function fetchContents(boardId: string): Promise<BoardContents | undefined> {
  try {
    return await call('GET', `api/boards/${boardId}/bin`, {}, (value) =>
      isRecord(value) && isRecord(value.contents) ? (value.contents as unknown as BoardContents) : undefined,
    )
  } catch {
    return undefined
  }
}
