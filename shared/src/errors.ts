/**
 * Expected failures, one row each: what HTTP answers, how a socket closes, and whether the same call can
 * succeed later without the person changing anything. The words are for people; clients translate by code.
 * Stock y-websocket clients take 4400 to 4499 as final and come back after any other code, so what passes is 45xx.
 */
export const errorTable = {
  'bad-request': { status: 400, close: 4400, retry: false, message: 'The request could not be read.' },
  'bad-file': { status: 400, close: 4400, retry: false, message: 'The file could not be read.' },
  'bad-picture': {
    status: 422,
    close: 4400,
    retry: false,
    message: 'This is not a picture that can be shown here. Use PNG, JPEG, GIF, WebP, AVIF or SVG.',
  },
  'pictures-full': {
    status: 413,
    close: 4439,
    retry: false,
    message: 'This board has no room for more pictures.',
  },
  'wrong-token': {
    status: 401,
    close: 4401,
    retry: false,
    message: 'This link is not valid. Ask the facilitator for a new one.',
  },
  removed: {
    status: 401,
    close: 4431,
    retry: false,
    message: 'A facilitator has removed you from this board. Ask them for a link if that was a mistake.',
  },
  'link-reset': {
    status: 401,
    close: 4432,
    retry: false,
    message: 'This link was reset and opens nothing any more. Ask the facilitator for the new one.',
  },
  'link-expired': {
    status: 410,
    close: 4433,
    retry: false,
    message: 'The time of this link is over. Ask the facilitator for another one.',
  },
  'passcode-needed': { status: 401, close: 4434, retry: false, message: 'This link asks for a passcode.' },
  'passcode-wrong': { status: 401, close: 4435, retry: false, message: 'This is not the passcode.' },
  'unknown-code': {
    status: 404,
    close: 4436,
    retry: false,
    message: 'There is no such code, or its time is over. Ask the facilitator for a new one.',
  },
  'wrong-origin': {
    status: 403,
    close: 4437,
    retry: false,
    message: 'This page is not from this server. Whoever runs the server can set PUBLIC_URL to its address.',
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
  deleted: { status: 410, close: 4450, retry: false, message: 'This board was deleted.' },
  'passphrase-needed': {
    status: 403,
    close: 4451,
    retry: false,
    message: 'Whoever creates boards on this server needs its passphrase.',
  },
  'wrong-passphrase': { status: 403, close: 4452, retry: false, message: 'This is not the passphrase of this server.' },
  'sign-in-needed': { status: 401, close: 4453, retry: false, message: 'Sign in first.' },
  'sign-in-failed': { status: 400, close: 4454, retry: false, message: 'Signing in did not work. Begin again.' },
  'sign-in-refused': {
    status: 403,
    close: 4455,
    retry: false,
    message: 'This account may not be used here.',
  },
  'sign-in-unavailable': {
    status: 503,
    close: 4550,
    retry: true,
    message: 'The sign-in service does not answer at the moment. Try again in a while.',
  },
  'creating-closed': {
    status: 403,
    close: 4457,
    retry: false,
    message: 'Nobody can create boards on this server yet. Whoever runs it has to set CREATE_BOARDS.',
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
