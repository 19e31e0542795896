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
} as const

/** Second varuint of a `sync` frame (y-protocols/sync). */
export const syncType = { step1: 0, step2: 1, update: 2 } as const

/** Version of this contract. A client sends it as `?v=`; stock clients send none and are served as version 1. */
export const PROTOCOL_VERSION = 1

export const limits = {
  /** Largest frame a client may send, bytes. */
  maxFrameBytes: 4 * 1024 * 1024,
  /** Largest awareness state of one client, bytes of JSON. */
  maxAwarenessBytes: 16 * 1024,
  /** Client ids one connection may speak for. */
  maxClientsPerConnection: 4,
  /** From upgrade to the first valid sync message, ms. */
  firstMessageMs: 10_000,
  /** Unsent bytes after which a slow reader gets no cursors any more, then is closed and resumes. */
  slowReaderBytes: 1024 * 1024,
  closeReaderBytes: 8 * 1024 * 1024,
  /** HTTP body of ordinary calls, and of imported files, bytes. */
  maxBodyBytes: 256 * 1024,
  maxImportBytes: 8 * 1024 * 1024,
  maxTitleLength: 200,
  maxNameLength: 80,
} as const
