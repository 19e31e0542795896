import S3rver from '@20minutes/s3rver'
import { onTestFinished } from 'vitest'
import { tempDir } from '../../testing/temp-dir.ts'
import type { S3Settings } from '../s3-assets.ts'

/** A server of the S3 protocol that checks signatures by itself, until the test is over. */
export async function startS3Server(): Promise<{ settings: S3Settings }> {
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: tempDir(),
    configureBuckets: [{ name: 'pictures', configs: [] }],
  })
  const { port } = await server.run()
  onTestFinished(() => server.close())
  return {
    settings: {
      endpoint: `http://127.0.0.1:${port}`,
      bucket: 'pictures',
      region: 'eu-central-1',
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
      prefix: '',
    },
  }
}
