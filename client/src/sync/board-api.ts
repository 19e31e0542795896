import { errorTable } from '@planwall/shared/errors'
import type { ErrorCode } from '@planwall/shared/errors'

/** What a call of the API needs to know of a board. */
export interface BoardAccess {
  /** `http(s)://host/base/api` */
  apiUrl: string
  boardId: string
  seatToken: string
}

/** Why a call did not do what it was to do: a code of the server, or no answer at all. */
export interface CallFailure {
  code: ErrorCode | 'unreachable'
  /** What the server said, in English. */
  message: string
  /** The whole answer, for failures that carry more than words. */
  body: unknown
}

export type CallAnswer<T> = { value: T; failure?: undefined } | { value?: undefined; failure: CallFailure }

/** Calls the API of a board. What it answers is trusted to be what its record says: it is our own server. Never rejects. */
export async function callBoard<T>(
  { apiUrl, boardId, seatToken }: BoardAccess,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<CallAnswer<T>> {
  return callApi<T>(`${apiUrl}/boards/${encodeURIComponent(boardId)}${path}`, seatToken, method, body)
}

export async function callApi<T>(
  url: string,
  token: string,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  body?: unknown,
): Promise<CallAnswer<T>> {
  try {
    const answer = await fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': typeOf(body) }),
      },
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
    })
    const value: unknown = answer.status === 204 ? null : await answer.json()
    return answer.ok ? { value: value as T } : { failure: failureOf(value) }
  } catch {
    return { failure: { code: 'unreachable', message: '', body: null } }
  }
}

function typeOf(body: unknown): string {
  return body instanceof Blob ? body.type || 'application/octet-stream' : 'application/json'
}

function failureOf(body: unknown): CallFailure {
  const { code, message } = (body ?? {}) as { code?: unknown; message?: unknown }
  const isKnown = typeof code === 'string' && Object.hasOwn(errorTable, code)
  return { code: isKnown ? (code as ErrorCode) : 'internal', message: typeof message === 'string' ? message : '', body }
}
