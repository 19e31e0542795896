import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from './api.ts'

const refusal = (code: 'passphrase-needed' | 'wrong-passphrase' | 'too-many') => new ApiError(code, { retry: false })

async function fresh() {
  vi.resetModules()
  return import('./passphrase.ts')
}

/** A server whose passphrase is "Büro 7". */
function server() {
  return vi.fn(async (headers: Record<string, string>) => {
    const given = headers['create-passphrase']
    if (given === undefined) throw refusal('passphrase-needed')
    if (decodeURIComponent(given) !== 'Büro 7') throw refusal('wrong-passphrase')
    return 'made'
  })
}

describe('the passphrase of a server', () => {
  beforeEach(() => vi.resetModules())

  it('is asked for when the server wants it, as often as it takes, and then known to this tab', async () => {
    const { passphraseQuestion, withPassphrase } = await fresh()
    const call = server()
    const made = withPassphrase(call)
    await vi.waitFor(() => expect(passphraseQuestion.getState().open?.wasWrong).toBe(false))
    passphraseQuestion.getState().open?.answer('Buero 7')
    await vi.waitFor(() => expect(passphraseQuestion.getState().open?.wasWrong).toBe(true))
    passphraseQuestion.getState().open?.answer('Büro 7')
    expect(await made).toBe('made')
    expect(passphraseQuestion.getState().open).toBeNull()
    expect(await withPassphrase(call)).toBe('made')
    expect(call).toHaveBeenCalledTimes(4)
    expect(call.mock.lastCall?.[0]).toEqual({ 'create-passphrase': 'B%C3%BCro%207' })
  })

  it('whoever gives up gets the refusal, and is asked the next time', async () => {
    const { passphraseQuestion, withPassphrase } = await fresh()
    for (let i = 0; i < 2; i++) {
      const made = withPassphrase(server()).catch((error: unknown) => error)
      await vi.waitFor(() => expect(passphraseQuestion.getState().open).not.toBeNull())
      passphraseQuestion.getState().open?.answer(undefined)
      expect(await made).toMatchObject({ code: 'passphrase-needed' })
    }
  })

  it('other failures are not about it', async () => {
    const { passphraseQuestion, withPassphrase } = await fresh()
    await expect(withPassphrase(() => Promise.reject(refusal('too-many')))).rejects.toMatchObject({ code: 'too-many' })
    expect(passphraseQuestion.getState().open).toBeNull()
  })
})
