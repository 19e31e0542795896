import { createContext, use } from 'react'
import type { OutlineActs } from './use-outline-acts.ts'

export const ActsContext = createContext<OutlineActs | null>(null)

export function useActs(): OutlineActs {
  const acts = use(ActsContext)
  if (!acts) throw new Error('useActs outside of an Outline')
  return acts
}
