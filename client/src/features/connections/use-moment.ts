import { useLingui } from '@lingui/react/macro'
import { formatMoment } from '../../sync/dates.ts'
import { useView } from '../../sync/use-board.ts'

/** Writes a moment (Unix ms) in the time zone of the board. */
export function useMoment(): (unixMs: number) => string {
  const { i18n } = useLingui()
  const timezone = useView(({ session }) => session.meta.timezone)
  return (unixMs) => formatMoment(unixMs, i18n.locale, timezone)
}
