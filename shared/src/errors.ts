/**
 * Expected failures, one row each: what HTTP answers, how a socket closes, and whether the same call can
 * succeed later without the person changing anything. The words are for people; clients translate by code.
 * Stock y-websocket clients take 4400 to 4499 as final and come back after any other code, so what passes is 45xx.
 */
export const errorTable = {
  'bad-request': { status: 400, close: 4400, retry: false, message: 'The request could not be read.' },
  'bad-file': { status: 400, close: 4400, retry: false, message: 'The file could not be read.' },
  'wrong-token': {
    status: 401,
    close: 4401,
    retry: false,
    message: 'This link is not valid. Ask the facilitator for a new one.',
  },
  'not-allowed': { status: 403, close: 4403, retry: false, message: 'Your role does not allow this.' },
  'unknown-board': { status: 404, close: 4404, retry: false, message: 'There is no board at this address.' },
  'unknown-template': { status: 404, close: 4404, retry: false, message: 'There is no template with this name.' },
  'not-found': { status: 404, close: 4404, retry: false, message: 'There is nothing at this address.' },
  'stale-copy': {
    status: 409,
    close: 4410,
    retry: false,
    message: 'This board was restored or replaced. Reload it; what you had not saved yet can be offered again.',
  },
  'too-slow': { status: 408, close: 4508, retry: true, message: 'The connection said nothing in time.' },
  'slow-reader': {
    status: 408,
    close: 4509,
    retry: true,
    message: 'Your connection could not keep up and will be resumed.',
  },
  'too-large': { status: 413, close: 4413, retry: false, message: 'This is larger than the server accepts.' },
  taken: {
    status: 409,
    close: 4409,
    retry: true,
    message: 'Somebody else did the same at the same time. Look again, then try again.',
  },
  'plan-incomplete': {
    status: 422,
    close: 4425,
    retry: false,
    message: 'Errors stand between this board and a plan. Mend them, or let them be with a reason.',
  },
  refused: {
    status: 422,
    close: 4422,
    retry: false,
    message: 'A change was refused: your role, or the current step, does not allow it.',
  },
  'board-full': {
    status: 413,
    close: 4423,
    retry: false,
    message: 'This board has reached its largest size. Nothing more can be added to it.',
  },
  'bad-update': { status: 422, close: 1007, retry: false, message: 'The change could not be read.' },
  'version-unsupported': {
    status: 426,
    close: 4426,
    retry: false,
    message: 'This page is older or newer than the server. Reload it.',
  },
  'too-many': { status: 429, close: 1008, retry: true, message: 'Too many requests. Wait a moment and try again.' },
  internal: { status: 500, close: 1011, retry: true, message: 'Something went wrong on the server.' },
  damaged: {
    status: 500,
    close: 4424,
    retry: false,
    message: 'What is stored of this board cannot be read. Nothing was changed.',
  },
  'not-stored': { status: 503, close: 1013, retry: true, message: 'The server cannot store changes at the moment.' },
  restarting: { status: 503, close: 1012, retry: true, message: 'The server is restarting.' },
} as const

export type ErrorCode = keyof typeof errorTable

/** What every failed request answers with: the code to branch on, words for a person, and whether to try again. */
export interface ErrorBody {
  code: ErrorCode
  message: string
  retry: boolean
}

/** A failure that is part of the contract. Anything else thrown is a bug. */
export class AppError extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode, message?: string, options?: { cause?: unknown }) {
    super(message ?? errorTable[code].message, options)
    this.name = 'AppError'
    this.code = code
  }

  get status(): number {
    return errorTable[this.code].status
  }

  get close(): number {
    return errorTable[this.code].close
  }

  body(): ErrorBody {
    return { code: this.code, message: this.message, retry: errorTable[this.code].retry }
  }
}

/** The table's row for a WebSocket close code, or undefined for codes that are not ours. */
export function errorForClose(close: number): ErrorCode | undefined {
  return (Object.keys(errorTable) as ErrorCode[]).find((code) => errorTable[code].close === close)
}
