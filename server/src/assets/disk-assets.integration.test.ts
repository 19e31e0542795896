import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tempDir } from '../testing/temp-dir.ts'
import { describeAssetStore } from './asset-store-contract.ts'
import { createDiskAssets } from './disk-assets.ts'

describeAssetStore('disk', () => createDiskAssets(join(tempDir(), 'assets')))

describe('pictures on a disk', () => {
  const name = 'a'.repeat(64)

  it('are for the server alone to read, and no half of one is left', async () => {
    const dir = join(tempDir(), 'assets')
    const store = createDiskAssets(dir)
    await store.put({ boardId: 'board1', name }, new Uint8Array([1]), 'image/png')
    expect(readdirSync(join(dir, 'board1'))).toEqual([name])
    expect(statSync(join(dir, 'board1')).mode & 0o777).toBe(0o700)
    expect(statSync(join(dir, 'board1', name)).mode & 0o777).toBe(0o600)
  })

  it('what a process that was killed left half written goes with the next one', async () => {
    const dir = join(tempDir(), 'assets')
    mkdirSync(join(dir, 'board1'), { recursive: true })
    writeFileSync(join(dir, 'board1', `${name}.abc.half`), 'ha')
    const store = createDiskAssets(dir)
    expect(await store.get({ boardId: 'board1', name })).toBeUndefined()
    await store.put({ boardId: 'board1', name }, new Uint8Array([1]), 'image/png')
    expect(readdirSync(join(dir, 'board1'))).toEqual([name])
  })

  it('a place that cannot be written is said as such', async () => {
    const dir = join(tempDir(), 'assets')
    // A file where a folder should be: nobody can write below it, whoever runs this.
    writeFileSync(dir, '')
    chmodSync(dir, 0o400)
    const store = createDiskAssets(dir)
    await expect(store.put({ boardId: 'board1', name }, new Uint8Array([1]), 'image/png')).rejects.toMatchObject({
      code: 'not-stored',
    })
  })
})
