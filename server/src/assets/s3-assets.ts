import { createHash } from 'node:crypto'
import { AppError } from '@planwall/shared/errors'
import { AwsClient } from 'aws4fetch'
import { checkBoardId, checkKey } from './asset-store.ts'
import type { AssetKey, AssetStore } from './asset-store.ts'

/** An S3-compatible store: where it is, and with which key. */
export interface S3Settings {
  /** `https://s3.example.com`; buckets are addressed by path. */
  endpoint: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
  /** Stands before every name in the bucket; empty, or with a slash at its end. */
  prefix: string
}

/** One answer must come within this long, ms. */
const PATIENCE_MS = 20_000

/** Keeps files in a bucket as `<prefix><board>/<name>`. Requests are signed (SigV4), their bodies with them. */
export function createS3Assets({ endpoint, bucket, prefix, region, ...keys }: S3Settings): AssetStore {
  const client = new AwsClient({ ...keys, region, service: 's3', retries: 2 })
  const root = `${endpoint.replace(/\/+$/, '')}/${encodeURIComponent(bucket)}`
  const nameOf = ({ boardId, name }: AssetKey) => `${prefix}${boardId}/${name}`
  const urlOf = (name: string) => `${root}/${name.split('/').map(encodeURIComponent).join('/')}`

  const ask = async (url: string, init: RequestInit & { body?: Uint8Array<ArrayBuffer> } = {}): Promise<Response> => {
    const hash = createHash('sha256')
      .update(init.body ?? '')
      .digest('hex')
    try {
      return await client.fetch(url, {
        ...init,
        headers: { ...(init.headers as Record<string, string> | undefined), 'x-amz-content-sha256': hash },
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
    } catch (error) {
      throw unreachable(error)
    }
  }
  const done = async (url: string, init: Parameters<typeof ask>[1], ...alsoFine: number[]): Promise<void> => {
    const answer = await ask(url, init)
    const words = await answer.text().catch(() => '')
    if (!answer.ok && !alsoFine.includes(answer.status)) throw refusedBy(answer, words)
  }
  const removeNamed = (name: string) => done(urlOf(name), { method: 'DELETE' }, 404)

  return {
    async put(key, bytes, mediaType) {
      checkKey(key)
      const body = new Uint8Array(bytes)
      await done(urlOf(nameOf(key)), { method: 'PUT', body, headers: { 'content-type': mediaType } })
    },
    async get(key) {
      checkKey(key)
      const answer = await ask(urlOf(nameOf(key)))
      if (answer.status === 404) {
        await answer.body?.cancel()
        return undefined
      }
      if (!answer.ok) throw refusedBy(answer, await answer.text().catch(() => ''))
      try {
        return new Uint8Array(await answer.arrayBuffer())
      } catch (error) {
        throw unreachable(error)
      }
    },
    async remove(key) {
      checkKey(key)
      await removeNamed(nameOf(key))
    },
    async removeBoard(boardId) {
      checkBoardId(boardId)
      const query = new URLSearchParams({ 'list-type': '2', prefix: `${prefix}${boardId}/` })
      // What was listed is gone the next time, so that the first page is always enough.
      for (;;) {
        const answer = await ask(`${root}?${query.toString()}`)
        const listing = await answer.text()
        if (!answer.ok) throw refusedBy(answer, listing)
        const found = [...listing.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, name]) => name as string)
        if (found.length === 0) return
        for (const name of found) await removeNamed(name)
      }
    },
    async close() {
      // Connections are the platform's.
    },
  }
}

function unreachable(cause: unknown): AppError {
  return new AppError('not-stored', 'The server cannot reach the place where its pictures lie.', { cause })
}

/** What the store answered goes to the log, never to whoever asked. */
function refusedBy({ status }: Response, words: string): AppError {
  return unreachable(new Error(`The S3 store answered ${status}: ${words.slice(0, 300)}`))
}
