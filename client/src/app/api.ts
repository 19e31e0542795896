import { linkKinds, roles } from '@planwall/shared/access/roles'
import type { LinkKind, Role } from '@planwall/shared/access/roles'
import { urlOf } from './config.ts'
import { failureCode } from './error-words.ts'
import type { FailureCode } from './error-words.ts'
import { withPassphrase } from './passphrase.ts'
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
  /** How many more passcodes may be tried; undefined where that is not the matter. */
  readonly triesLeft: number | undefined
  /** How long to wait before the next try, seconds; undefined where the server does not say. */
  readonly waitS: number | undefined

  constructor(
    code: FailureCode,
    { retry, detail, triesLeft, waitS, cause }: Partial<ApiErrorFacts> & { retry: boolean; cause?: unknown },
  ) {
    super(code, { cause })
    this.name = 'ApiError'
    this.code = code
    this.retry = retry
    this.detail = detail ?? ''
    this.triesLeft = triesLeft
    this.waitS = waitS
  }
}

interface ApiErrorFacts {
  detail: string
  triesLeft: number | undefined
  waitS: number | undefined
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
  needsPasscode: boolean
  /** A facilitator lets people in one by one. */
  needsApproval: boolean
}

export interface TakenSeat {
  seatId: string
  seatToken: string
  role: Role
  personId: string | null
}

/** Somebody waits to be let in. */
export interface Knocking {
  knockId: string
  knockToken: string
}

export function createBoard(wish: { title: string; templateId: string; timezone: string }): Promise<NewBoard> {
  const body = { body: JSON.stringify(wish), type: 'application/json' }
  return withPassphrase((headers) =>
    call('POST', 'api/boards', { ...body, headers }, (value) => readNewBoard(value, wish.title)),
  )
}

/** Makes a board of a file, as it is. What kind of file it is, the server finds out. */
export function importBoard(file: File, timezone: string): Promise<NewBoard> {
  const path = `api/boards/import?${new URLSearchParams({ timezone })}`
  const body = { body: file, type: 'application/octet-stream' }
  return withPassphrase((headers) =>
    call('POST', path, { ...body, headers }, (value) => readNewBoard(value, file.name.replace(/\.[^.]*$/, ''))),
  )
}

/**
 * Takes a seat by a link's token or a join code, or knocks where the link asks for that. `seatToken` of an earlier seat at
 * the same board, so that the server knows the person.
 */
export function takeSeat(
  boardId: string,
  wish: { token: string; name: string; passcode?: string },
  seatToken: string | undefined,
): Promise<TakenSeat | Knocking> {
  const body = { body: JSON.stringify(wish), type: 'application/json', ...(seatToken ? { seatToken } : {}) }
  return call(
    'POST',
    `api/boards/${encodeURIComponent(boardId)}/seats`,
    body,
    (value) => readKnocking(value) ?? readSeat(value),
  )
}

/** What a link or a join code leads to, before anybody has given a name. `seatToken` as above: facilitators are asked less. */
export function lookThroughLink(boardId: string, token: string, seatToken?: string): Promise<LinkTarget> {
  const body = { body: JSON.stringify({ token }), type: 'application/json', ...(seatToken ? { seatToken } : {}) }
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
  /** Of a seat, or of whatever else the call is allowed by. */
  seatToken?: string
  headers?: Record<string, string>
  signal?: AbortSignal
}

/** Asks the server and reads its answer. Every failure is an ApiError; an answer nobody can read is a fault of the server. */
export async function call<T>(
  method: 'GET' | 'POST',
  path: string,
  { body, type, seatToken, headers: further, signal }: CallBody,
  read: (value: unknown) => T | undefined,
): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json', ...further }
  if (type) headers['content-type'] = type
  if (seatToken) headers.authorization = `Bearer ${seatToken}`
  const answered = await send(urlOf(path), { method, headers, body: body ?? null, signal: signal ?? null })
  const value = parseJson(answered.text)
  if (!answered.ok) throw failureOf(answered, value)
  const answer = read(value)
  if (answer === undefined) throw new ApiError('internal', { retry: true })
  return answer
}

interface Answered {
  ok: boolean
  status: number
  headers: Headers
  text: string
}

async function send(url: string, init: RequestInit): Promise<Answered> {
  try {
    const response = await fetch(url, init)
    const { ok, status, headers } = response
    return { ok, status, headers, text: await response.text() }
  } catch (cause) {
    throw new ApiError('unreachable', { retry: true, cause })
  }
}

function failureOf({ status, headers }: Answered, value: unknown): ApiError {
  if (isRecord(value) && isText(value.code)) {
    return new ApiError(failureCode(value.code), {
      retry: value.retry === true,
      detail: isText(value.message) ? value.message : '',
      triesLeft: countIn(headers, 'x-tries-left'),
      waitS: countIn(headers, 'retry-after'),
    })
  }
  // Something in between answered: a proxy that has lost the server, or one that refuses large files.
  if (status === 413) return new ApiError('too-large', { retry: false })
  if (status === 429) return new ApiError('too-many', { retry: true })
  return new ApiError(status >= 502 && status <= 504 ? 'unreachable' : 'internal', { retry: true })
}

function countIn(headers: Headers, name: string): number | undefined {
  const text = headers.get(name)
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : undefined
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
  if (!isRecord(value) || !isText(value.title) || !role) return undefined
  return {
    title: value.title,
    role,
    needsPasscode: value.needsPasscode === true,
    needsApproval: value.needsApproval === true,
  }
}

function readKnocking(value: unknown): Knocking | undefined {
  if (!isRecord(value) || !isText(value.knockId) || !isText(value.knockToken)) return undefined
  return { knockId: value.knockId, knockToken: value.knockToken }
}

export function readSeat(value: unknown): TakenSeat | undefined {
  if (!isRecord(value) || !isText(value.seatId) || !isText(value.seatToken)) return undefined
  const role = roles.find((known) => known === value.role)
  if (!role) return undefined
  const personId = isText(value.personId) ? value.personId : null
  return { seatId: value.seatId, seatToken: value.seatToken, role, personId }
}
