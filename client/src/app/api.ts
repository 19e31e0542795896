import { linkKinds, roles } from '@planwall/shared/access/roles'
import type { LinkKind, Role } from '@planwall/shared/access/roles'
import { urlOf } from './config.ts'
import { failureCode } from './error-words.ts'
import type { FailureCode } from './error-words.ts'
import { isRecord, isText, listOf, parseJson } from './read-json.ts'
import { readTemplateCard } from './template-card.ts'
import type { TemplateCard } from './template-card.ts'

/** A call that failed: words come from the code (`error-words.ts`). */
export class ApiError extends Error {
  readonly code: FailureCode
  /** Whether the same call can succeed later. */
  readonly retry: boolean
  /** What the server said in particular, such as the line of a file it stumbled over. */
  readonly detail: string

  constructor(code: FailureCode, { retry, detail, cause }: { retry: boolean; detail?: string; cause?: unknown }) {
    super(code, { cause })
    this.name = 'ApiError'
    this.code = code
    this.retry = retry
    this.detail = detail ?? ''
  }
}

export interface NewBoard {
  boardId: string
  title: string
  links: Record<LinkKind, { url: string; token: string }>
  /** Where in an imported plan stands what no card can hold; the first hundred. Absent: everything came along. */
  notKept?: string[]
}

export interface LinkTarget {
  title: string
  role: Role
}

export interface TakenSeat {
  seatId: string
  seatToken: string
  role: Role
  personId: string | null
}

export function createBoard(wish: { title: string; templateId: string; timezone: string }): Promise<NewBoard> {
  return call('POST', 'api/boards', { body: JSON.stringify(wish), type: 'application/json' }, (value) =>
    readNewBoard(value, wish.title),
  )
}

/** Makes a board of a file, as it is. What kind of file it is, the server finds out. */
export function importBoard(file: File, timezone: string): Promise<NewBoard> {
  return call(
    'POST',
    `api/boards/import?${new URLSearchParams({ timezone })}`,
    { body: file, type: 'application/octet-stream' },
    (value) => readNewBoard(value, file.name.replace(/\.[^.]*$/, '')),
  )
}

/** Takes a seat by a link's token. `seatToken` of an earlier seat at the same board, so that the server knows the person. */
export function takeSeat(
  boardId: string,
  wish: { token: string; name: string },
  seatToken: string | undefined,
): Promise<TakenSeat> {
  const body = { body: JSON.stringify(wish), type: 'application/json', ...(seatToken ? { seatToken } : {}) }
  return call('POST', `api/boards/${encodeURIComponent(boardId)}/seats`, body, readSeat)
}

/** What a link leads to, before anybody has given a name. */
export function lookThroughLink(boardId: string, token: string): Promise<LinkTarget> {
  const body = { body: JSON.stringify({ token }), type: 'application/json' }
  return call('POST', `api/boards/${encodeURIComponent(boardId)}/link`, body, readTarget)
}

export function fetchTemplates(): Promise<TemplateCard[]> {
  return call('GET', 'api/templates', {}, (value) =>
    listOf(isRecord(value) ? value.templates : value, readTemplateCard),
  )
}

interface CallBody {
  body?: BodyInit
  type?: string
  seatToken?: string
}

/** Asks the server and reads its answer. Every failure is an ApiError; an answer nobody can read is a fault of the server. */
async function call<T>(
  method: 'GET' | 'POST',
  path: string,
  { body, type, seatToken }: CallBody,
  read: (value: unknown) => T | undefined,
): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (type) headers['content-type'] = type
  if (seatToken) headers.authorization = `Bearer ${seatToken}`
  const { ok, status, text } = await send(urlOf(path), { method, headers, body: body ?? null })
  const value = parseJson(text)
  if (!ok) throw failureOf(status, value)
  const answer = read(value)
  if (answer === undefined) throw new ApiError('internal', { retry: true })
  return answer
}

async function send(url: string, init: RequestInit): Promise<{ ok: boolean; status: number; text: string }> {
  try {
    const response = await fetch(url, init)
    return { ok: response.ok, status: response.status, text: await response.text() }
  } catch (cause) {
    throw new ApiError('unreachable', { retry: true, cause })
  }
}

function failureOf(status: number, value: unknown): ApiError {
  if (isRecord(value) && isText(value.code)) {
    const detail = isText(value.message) ? value.message : ''
    return new ApiError(failureCode(value.code), { retry: value.retry === true, detail })
  }
  // Something in between answered: a proxy that has lost the server, or one that refuses large files.
  if (status === 413) return new ApiError('too-large', { retry: false })
  if (status === 429) return new ApiError('too-many', { retry: true })
  return new ApiError(status >= 502 && status <= 504 ? 'unreachable' : 'internal', { retry: true })
}

function readNewBoard(value: unknown, title: string): NewBoard | undefined {
  if (!isRecord(value) || !isText(value.boardId) || !isRecord(value.links)) return undefined
  const links: Partial<NewBoard['links']> = {}
  for (const kind of linkKinds) {
    const link = value.links[kind]
    if (!isRecord(link) || !isText(link.url) || !isText(link.token)) return undefined
    links[kind] = { url: link.url, token: link.token }
  }
  const notKept = Array.isArray(value.notKept) ? value.notKept.filter(isText) : []
  return {
    boardId: value.boardId,
    title: isText(value.title) ? value.title : title,
    links: links as NewBoard['links'],
    ...(notKept.length > 0 ? { notKept } : {}),
  }
}

function readTarget(value: unknown): LinkTarget | undefined {
  const role = isRecord(value) ? roles.find((known) => known === value.role) : undefined
  return isRecord(value) && isText(value.title) && role ? { title: value.title, role } : undefined
}

function readSeat(value: unknown): TakenSeat | undefined {
  if (!isRecord(value) || !isText(value.seatId) || !isText(value.seatToken)) return undefined
  const role = roles.find((known) => known === value.role)
  if (!role) return undefined
  const personId = isText(value.personId) ? value.personId : null
  return { seatId: value.seatId, seatToken: value.seatToken, role, personId }
}
