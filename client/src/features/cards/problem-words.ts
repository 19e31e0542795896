import { useLingui } from '@lingui/react/macro'
import type { CellProblem } from './parse-block.ts'

/** What is wrong with a pasted cell, in words. */
export function useProblemWords(): Record<CellProblem, string> {
  const { t } = useLingui()
  return {
    'not-a-date': t`not a date`,
    'not-a-number': t`not a number`,
    'not-whole': t`not a whole number`,
    'out-of-bounds': t`too small or too large`,
    'not-a-choice': t`not one of the choices`,
    'not-yes-or-no': t`neither yes nor no`,
    'several-people': t`one name only`,
    'no-such-card': t`no card says this`,
    'too-long': t`shortened: too long`,
  }
}
