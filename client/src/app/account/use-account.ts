import { useEffect } from 'react'
import { useStore } from 'zustand'
import { accountStore, readAccountOnce } from './account-store.ts'
import type { AccountState } from './account-store.ts'

/** Who is signed in in this browser. */
export function useAccount(): AccountState {
  useEffect(() => void readAccountOnce(), [])
  return useStore(accountStore)
}
