import { hash } from './hash.ts'
import type { Plan } from './plan.ts'

type Move = Plan['moves'][number]

/**
 * Marks the words of a move that somebody signs: its name, description, owner and what it should bring. The same words
 * give the same mark; where it stands on the wall and how far it has come play no part.
 */
export function moveHash({ name, description, accountable, expectedContribution, confidence }: Move): string {
  const { value, unit } = expectedContribution ?? {}
  return hash(
    JSON.stringify([name ?? '', description ?? '', accountable ?? '', value ?? '', unit ?? '', confidence ?? '']),
  )
}
