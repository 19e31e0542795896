import { useLingui } from '@lingui/react/macro'
import type { Field } from '@planwall/shared/board/fields'

/** What is wrong with a number, and what to do about it. */
export function useNumberWords(): { notANumber: string; bounds: (field: Field) => string } {
  const { t } = useLingui()
  return {
    notANumber: t`This is not a number. Type digits, such as 1250 or 12.5.`,
    bounds: ({ schema, control }) => {
      const { minimum, maximum } = schema as { minimum?: number; maximum?: number }
      const isWhole = control === 'int' || control === 'scale5'
      if (minimum !== undefined && maximum !== undefined) {
        return isWhole
          ? t`Type a whole number from ${minimum} to ${maximum}.`
          : t`Type a number from ${minimum} to ${maximum}.`
      }
      if (minimum !== undefined) return t`Type a number that is at least ${minimum}.`
      return isWhole ? t`Type a whole number.` : t`Type a number.`
    },
  }
}
