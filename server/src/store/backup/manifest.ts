import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import Type from 'typebox'
import type { Static } from 'typebox'
import { Check } from 'typebox/value'

/** A backup could not be made or used. For the person who asked for it; the message says what to do. */
export class BackupError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'BackupError'
  }
}

export const manifestName = 'backup.json'
/** Where in a backup the data lies, as it lies in the data folder. */
export const dataName = 'data'

const fileSchema = Type.Object({
  /** Within the data folder, with slashes. */
  path: Type.String({ minLength: 1 }),
  bytes: Type.Integer({ minimum: 0 }),
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
})

const manifestSchema = Type.Object({
  format: Type.Literal('planwall-backup'),
  version: Type.Literal(1),
  planwall: Type.String(),
  /** Version of the tables. */
  tables: Type.Integer({ minimum: 1 }),
  madeAt: Type.String(),
  boards: Type.Integer({ minimum: 0 }),
  files: Type.Array(fileSchema),
})

export type Manifest = Static<typeof manifestSchema>
export type BackupFile = Static<typeof fileSchema>

/** With a checksum of itself. */
export function writeManifest(manifest: Manifest): string {
  return `${JSON.stringify({ ...manifest, sha256: checksumOf(manifest) }, null, 2)}\n`
}

/** What a backup says of itself; throws `BackupError` where it is none, or its list is not what was written. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, manifestName), 'utf8').catch((error: unknown) => {
    throw new BackupError(`There is no backup in ${folder}: it has no ${manifestName} that can be read.`, {
      cause: error,
    })
  })
  const { sha256, ...manifest } = parsed(text, folder)
  if (!Check(manifestSchema, manifest) || sha256 !== checksumOf(manifest)) throw damaged(folder)
  if (manifest.files.some(({ path }) => path.split('/').some((part) => ['', '.', '..'].includes(part)))) {
    throw damaged(folder)
  }
  return manifest
}

function parsed(text: string, folder: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return { ...value }
  } catch (error) {
    throw damaged(folder, error)
  }
  throw damaged(folder)
}

function damaged(folder: string, cause?: unknown): BackupError {
  return new BackupError(`The backup in ${folder} is damaged: ${manifestName} is not what was written.`, { cause })
}

function checksumOf({ format, version, planwall, tables, madeAt, boards, files }: Manifest): string {
  const list = files.map(({ path, bytes, sha256 }) => [path, bytes, sha256])
  return createHash('sha256')
    .update(JSON.stringify([format, version, planwall, tables, madeAt, boards, list]))
    .digest('hex')
}
