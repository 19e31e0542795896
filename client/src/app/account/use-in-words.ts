import { useLingui } from '@lingui/react/macro'
import { ApiError } from '../api.ts'
import { errorWords } from '../error-words.ts'
import { readAccount } from './account-store.ts'

/** Makes a call, reads the account again, and gives what went wrong in words; empty where nothing did. */
export function useInWords(): (call: () => Promise<unknown>) => Promise<string> {
  const { t } = useLingui()
  return async (call) => {
    try {
      await call()
      await readAccount()
      return ''
    } catch (error) {
      const { title, advice } = errorWords[error instanceof ApiError ? error.code : 'internal']
      return `${t(title)} ${t(advice)}`
    }
  }
}
