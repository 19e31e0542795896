import { join } from 'node:path'
import { hocuspocus, ours, yWebsocket } from '../wire/dialect.ts'
import type { Dialect } from '../wire/dialect.ts'
import { makeOurRoom } from './our-room.ts'
import { randomName } from './random-name.ts'

/** Somebody's place in a room: where to connect, and who they are. */
export interface Seat {
  path: string
  /** The document's name. */
  room: string
  name: string
  personId: string
}

/** A server under test: how it is started and how one gets into a room of it. */
export interface ServerKind {
  name: ServerName
  about: string
  /** The file Node runs. */
  file: string
  env: (of: { port: number; folder: string; keeps: boolean }) => Record<string, string>
  dialect: Dialect
  /** It has documents, and answers a newcomer's question; false for the bare broadcaster. */
  hasDocuments: boolean
  /** It can keep documents through a restart. */
  canKeep: boolean
  /** Says how far a client's updates got. */
  acks: 'on disk' | 'in memory' | 'none'
  makeRoom: (url: string, people: number) => Promise<Seat[]>
}

export const serverNames = ['ours', 'y-websocket', 'hocuspocus', 'bare'] as const
export type ServerName = (typeof serverNames)[number]

const root = join(import.meta.dirname, '../../../..')
const children = join(import.meta.dirname, 'children')

export const serverKinds: Record<ServerName, ServerKind> = {
  ours: {
    name: 'ours',
    about: 'Planwall: SQLite, durable log and acks on',
    file: join(root, 'server/src/main.ts'),
    env: ({ port, folder }) => ({
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: folder,
      // As `pnpm start` sets it.
      NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled'),
    }),
    dialect: ours,
    hasDocuments: true,
    canKeep: true,
    acks: 'on disk',
    makeRoom: makeOurRoom,
  },
  'y-websocket': {
    name: 'y-websocket',
    about: 'y-websocket 2.1.0, bundled server (with y-leveldb where something has to be kept)',
    file: join(root, 'e2e/node_modules/y-websocket-2/bin/server.cjs'),
    env: ({ port, folder, keeps }) => ({
      PORT: String(port),
      HOST: '127.0.0.1',
      ...(keeps ? { YPERSISTENCE: folder } : {}),
    }),
    dialect: yWebsocket,
    hasDocuments: true,
    canKeep: true,
    acks: 'none',
    makeRoom: roomByName,
  },
  hocuspocus: {
    name: 'hocuspocus',
    about: 'Hocuspocus 4.7.0, whole documents in SQLite (node:sqlite), its usual delays',
    file: join(children, 'hocuspocus-server.ts'),
    env: ({ port, folder }) => ({ PORT: String(port), DATA_DIR: folder }),
    dialect: hocuspocus,
    hasDocuments: true,
    canKeep: true,
    acks: 'in memory',
    makeRoom: roomByName,
  },
  bare: {
    name: 'bare',
    about: 'ws 8: a bare broadcast, nothing kept (the limit)',
    file: join(children, 'bare-server.ts'),
    env: ({ port }) => ({ PORT: String(port) }),
    dialect: yWebsocket,
    hasDocuments: false,
    canKeep: false,
    acks: 'none',
    makeRoom: roomByName,
  },
}

/** A server that only ever sends these bytes to whoever connects. */
export function blobServer(blobFile: string): ServerKind {
  return {
    ...serverKinds.bare,
    about: 'ws 8: the same bytes for everybody (the limit of a join)',
    file: join(children, 'blob-server.ts'),
    hasDocuments: true,
    env: ({ port }) => ({ PORT: String(port), BLOB: blobFile }),
  }
}

/** Rooms of the others are made by naming them. The names are as long as ours. */
function roomByName(_url: string, people: number): Promise<Seat[]> {
  const room = randomName()
  const seats = Array.from({ length: people }, (_, n) => ({
    path: `/${room}`,
    room,
    name: `Person ${n}`,
    personId: randomName(),
  }))
  return Promise.resolve(seats)
}
