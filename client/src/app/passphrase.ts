import { createStore } from 'zustand/vanilla'

/** A question for the passphrase of this server, open until it is answered. */
export interface PassphraseQuestion {
  /** The one given before was not right. */
  wasWrong: boolean
  /** Undefined: the person gave up. */
  answer: (given: string | undefined) => void
}

/** What the page shows a dialog for. */
export const passphraseQuestion = createStore<{ open: PassphraseQuestion | null }>(() => ({ open: null }))

/** Known to this tab alone, until it is closed. */
let known: string | undefined

/**
 * Makes a call that creates a board. Where the server asks for its passphrase the person is asked, as often as it takes;
 * whoever gives up gets the server's refusal.
 */
export async function withPassphrase<T>(call: (headers: Record<string, string>) => Promise<T>): Promise<T> {
  try {
    return await call(known === undefined ? {} : { 'create-passphrase': encodeURIComponent(known) })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code !== 'passphrase-needed' && code !== 'wrong-passphrase') throw error
    known = undefined
    const given = await ask(code === 'wrong-passphrase')
    if (given === undefined) throw error
    known = given
    return await withPassphrase(call)
  }
}

function ask(wasWrong: boolean): Promise<string | undefined> {
  return new Promise((resolve) => {
    const answer = (given: string | undefined) => {
      passphraseQuestion.setState({ open: null })
      resolve(given)
    }
    passphraseQuestion.setState({ open: { wasWrong, answer } })
  })
}
