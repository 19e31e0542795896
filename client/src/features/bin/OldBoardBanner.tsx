import { Trans, useLingui } from '@lingui/react/macro'
import { can } from '@planwall/shared/access/roles'
import { useEffect, useMemo, useState } from 'react'
import { callBoard } from '../../sync/board-api.ts'
import { useBoard } from '../../sync/use-board.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { dateWords } from './day-words.ts'

/** Warns that nobody has changed this board for long, before it goes to the bin. */
export default function OldBoardBanner() {
  const { t, i18n } = useLingui()
  const { seat, apiUrl } = useBoard()
  const access = useMemo(() => ({ ...seat, apiUrl }), [seat, apiUrl])
  const [goesAt, setGoesAt] = useState<number | null>(null)
  useEffect(() => {
    let isCurrent = true
    void callBoard<{ goesToBinAt: number | null }>(access, 'GET', '').then(({ value }) => {
      if (isCurrent && value) setGoesAt(value.goesToBinAt)
    })
    return () => {
      isCurrent = false
    }
  }, [access])
  if (goesAt === null) return null
  const day = dateWords(goesAt, i18n.locale)
  const keep = async () => {
    const { failure } = await callBoard(access, 'POST', '/keep')
    if (!failure) setGoesAt(null)
  }
  return (
    <Banner
      tone="warn"
      wide
      title={<Trans>Nobody has changed this board for long.</Trans>}
      actions={
        can(seat.role, 'write-board') && (
          <Button size="small" onClick={() => void keep()}>
            {t`Keep it`}
          </Button>
        )
      }
    >
      <Trans>On {day} it goes to the bin, unless somebody changes something on it or keeps it.</Trans>
    </Banner>
  )
}
