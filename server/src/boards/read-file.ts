import { AppError } from '@planwall/shared/errors'
import type { ErrorBody } from '@planwall/shared/errors'
import { readImport } from '@planwall/shared/import/read-import'
import type { ImportKind } from '@planwall/shared/import/read-import'
import * as Y from 'yjs'
import { newId } from '../access/tokens.ts'
import { contentOf } from './create-board.ts'
import type { BoardContent } from './create-board.ts'
import { decodeXml } from './decode-xml.ts'

export interface ImportWish {
  /** IANA name. */
  timezone: string
  /** ISO date. */
  today: string
  /** Unix ms. */
  createdAt: number
}

export interface ImportedFile {
  content: BoardContent
  kind: ImportKind
  /** Pictures of the file by name, to be looked at before they are kept. */
  pictures: [name: string, bytes: Uint8Array][]
  /** Paths of what no card can hold; the first hundred. */
  notKept: string[]
}

/** Reads a file whole and makes a board's content of it. Throws `bad-file`, with the place. */
export function readFile(bytes: Uint8Array, wish: ImportWish): ImportedFile {
  const reading = readImport(decodeXml(bytes), newId)
  if (!reading.ok) {
    const { message, path } = reading
    throw new AppError('bad-file', path === '' ? message : `${message} (${path})`)
  }
  const docs = { board: new Y.Doc(), session: new Y.Doc(), facilitate: new Y.Doc() }
  const notKept = reading.apply(docs, { ...wish, newId }, 'server')
  const pictures = [...(reading.pictures ?? [])].map(([name, data]): [string, Uint8Array] => [
    name,
    Buffer.from(data, 'base64'),
  ])
  return { content: contentOf(docs), kind: reading.kind, pictures, notKept: notKept.slice(0, 100) }
}

/** What a thread answers: a file that was read, or the failure that is part of the contract. */
export type FileAnswer = { ok: true; file: ImportedFile } | { ok: false; failure: ErrorBody }
