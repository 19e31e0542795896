import type { ErrorCode } from './errors.ts'

/**
 * What travels on `/sync/<room>`. Types 0 to 3 are y-websocket's own; stock clients ignore the others.
 * Every frame is binary: a varuint message type, then the body (lib0 encoding).
 */
export const messageType = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  /** Server to client: varuint n, how many of this connection's updates are on disk. */
  durable: 120,
  /**
   * Server to client: varstring epoch, varuint seq. Everything up to update number `seq` of this room has been sent to this
   * connection; it may come back with `?since=<epoch>.<seq>`. Comes after the first sync, then at most once a second while
   * things change, and only to clients that sent `?v=`. A seq counts within its epoch only.
   */
  position: 121,
  /**
   * Server to client: varstring, a `Notice` as JSON. Something the person did was let in and put right afterwards, since the
   * step does not allow it. Only to clients that sent `?v=`.
   */
  notice: 122,
  /**
   * Pointers on the wall, without anything else of those they belong to. Client to server: one, of a client id whose state it
   * has told before; server to client: the last of each that moved, only to clients that sent `?v=`. For each: varuint client
   * id times two, plus one where it has left the wall; otherwise x and y follow, board units, each a varuint: twice the number,
   * or for one below zero twice its amount less one.
   */
  cursor: 123,
} as const

/** The notice that a person has another role now; its `message` is the role. */
export const ROLE_CHANGED = 'role-changed'

/** The notice that facilitators get when who waits at the door has changed; its `message` is the name of who just knocked, or empty. */
export const KNOCKED = 'knocked'

/** The notice that a facilitator gave a person another name; its `message` is the name. */
export const RENAMED = 'renamed'

/** What was put right of a person's changes: why, in words for them, and which elements it is about. */
export interface Notice {
  code: string
  message: string
  elementIds: string[]
}

/** Second varuint of a `sync` frame (y-protocols/sync). */
export const syncType = { step1: 0, step2: 1, update: 2 } as const

/** Version of this contract. A client sends it as `?v=`; stock clients send none and are served as version 1. */
export const PROTOCOL_VERSION = 1

/**
 * How a client connects: `/sync/<room>?token=<seat token>`, and from our own clients `&v=1&since=<epoch>.<seq>`, or
 * `since=<epoch>` where it knows no number (a copy from before positions were told, or the room was never in sync).
 *
 * - The epoch is another: closed with `stale-copy`; the two histories must not be merged.
 * - A number the server still has the following updates of: those come as update messages, then an empty step 2.
 * - Otherwise the server answers step 1 as usual: to an empty state vector with a stream of update messages, closed by a
 *   step 2; to any other with one step 2. A client is in sync when the step 2 has come.
 */
export interface Since {
  epoch: string
  seq: number | undefined
}

export function formatSince({ epoch, seq }: Since): string {
  return seq === undefined ? epoch : `${epoch}.${seq}`
}

/** Reads `?since=`; undefined for what is none. */
export function parseSince(text: string): Since | undefined {
  const [, epoch, seq] = /^([A-Za-z0-9_-]{1,64})(?:\.(\d{1,15}))?$/.exec(text) ?? []
  if (epoch === undefined) return undefined
  return { epoch, seq: seq === undefined ? undefined : Number(seq) }
}

/**
 * Codes a socket is closed with because of an update it sent. The update was dropped whole and nobody heard of it, but
 * its sender still has it, and everything that sender writes from now on would build on it: a client that gets one of
 * these sets aside what was not saved, and begins anew with an empty document under a new client id.
 */
export const refusalCodes = ['refused', 'board-full'] as const satisfies readonly ErrorCode[]

/**
 * Reason of a close that asks the client to come back not before a while, so that a thousand of them do not come at
 * once: the words of the table, then `; retryMs=<n>`. Sent with `restarting`.
 */
export function retryReason(words: string, retryMs: number): string {
  return `${words}; retryMs=${Math.round(retryMs)}`
}

/** How long a close reason asks to wait, ms; undefined where it says nothing of it. */
export function retryMsOf(reason: string): number | undefined {
  const [, ms] = /; retryMs=(\d{1,6})$/.exec(reason) ?? []
  return ms === undefined ? undefined : Number(ms)
}

export const limits = {
  /** Largest frame a client may send, bytes. */
  maxFrameBytes: 4 * 1024 * 1024,
  /** Largest awareness state of one client, bytes of JSON. */
  maxAwarenessBytes: 16 * 1024,
  /** Sockets one seat may have in one room; beyond that its oldest silent one is closed for the next. */
  maxConnectionsPerSeat: 16,
  /** Client ids one connection may speak for. */
  maxClientsPerConnection: 4,
  /** From upgrade to the first valid sync message, ms. */
  firstMessageMs: 10_000,
  /** Unsent bytes after which a slow reader gets no cursors any more, then is closed and resumes. */
  slowReaderBytes: 1024 * 1024,
  closeReaderBytes: 8 * 1024 * 1024,
  /**
   * What one connection may send. Who sends more updates is read from more slowly and loses nothing; who sends more of
   * anything else (cursors, questions) is closed with `too-many`.
   */
  edits: { perSecond: 500, burst: 2000 },
  editBytes: { perSecond: 1024 * 1024, burst: 16 * 1024 * 1024 },
  chatter: { perSecond: 300, burst: 1500 },
  questions: { perSecond: 1, burst: 20 },
  /** What others are told of one connection's presence, bytes. Beyond it they hear of it later, and then of the newest. */
  presenceBytes: { perSecond: 128 * 1024, burst: 512 * 1024 },
  /** HTTP body of ordinary calls, and of imported files, bytes. */
  maxBodyBytes: 256 * 1024,
  maxImportBytes: 8 * 1024 * 1024,
  /** A board's own file may hold its pictures too. */
  maxBoardFileBytes: 64 * 1024 * 1024,
  /** More than this no picture is decoded; it is seen in the head of the file, before. */
  maxPicturePixels: 50_000_000,
  maxSvgBytes: 512 * 1024,
  maxTitleLength: 200,
  maxNameLength: 80,
  /** Of a link's passcode. */
  minPasscodeLength: 4,
  maxPasscodeLength: 128,
} as const
