import { createStore } from 'zustand/vanilla'
import { ApiError } from '../api.ts'
import { failureCode } from '../error-words.ts'
import type { FailureCode } from '../error-words.ts'
import { fetchOwnBoards, fetchPerson } from './account-api.ts'
import type { AccountPerson, OwnBoards } from './account-api.ts'

export interface AccountState {
  /** Undefined until it is known; null where nobody is signed in. */
  person: AccountPerson | null | undefined
  boards: OwnBoards | undefined
  failure: ApiError | undefined
  /** Why somebody could not sign in just now. */
  signInFailure: FailureCode | undefined
}

/** Who is signed in in this browser, and their boards, as the server said last. */
export const accountStore = createStore<AccountState>(() => ({
  person: undefined,
  boards: undefined,
  failure: undefined,
  signInFailure: undefined,
}))

/** Undefined: there is nothing to tell any more. */
export function tellSignInFailure(signInFailure: FailureCode | undefined): void {
  accountStore.setState({ signInFailure })
}

/** Whoever comes back from the provider without success brings the reason in the address; it is taken out of there. */
export function takeSignInFailure(): void {
  const url = new URL(window.location.href)
  const code = url.searchParams.get('sign-in')
  if (code === null) return
  url.searchParams.delete('sign-in')
  window.history.replaceState(window.history.state, '', url)
  tellSignInFailure(failureCode(code))
}

/** Asks the server again. Never rejects: what goes wrong is in the store. */
export async function readAccount(): Promise<void> {
  try {
    const person = await fetchPerson()
    accountStore.setState({ person, ...(person ? {} : { boards: undefined }) })
    const boards = person ? await fetchOwnBoards() : undefined
    accountStore.setState({ boards, failure: undefined })
  } catch (error) {
    const failure = error instanceof ApiError ? error : new ApiError('internal', { retry: true, cause: error })
    accountStore.setState({ failure })
  }
}

let first: Promise<void> | undefined

/** Asks the server once, however many parts of the page want to know. */
export function readAccountOnce(): Promise<void> {
  first ??= readAccount()
  return first
}
