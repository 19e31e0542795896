import { Trans, useLingui } from '@lingui/react/macro'
import { CloudOff } from 'lucide-react'
import { useStore } from 'zustand'
import { useBoard } from '../../sync/use-board.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Waiting } from '../../ui/Spinner.tsx'

/** The board has not arrived yet, and this browser has no copy of it. */
export function NotYetHere() {
  const { t } = useLingui()
  const { kind, closed } = useStore(useBoard().status)
  if (closed) return null
  if (kind !== 'offline') return <Waiting>{t`Fetching the board …`}</Waiting>
  return (
    <EmptyState icon={<CloudOff aria-hidden="true" />} title={<Trans>The server cannot be reached</Trans>}>
      <Trans>
        This browser has no copy of the board yet. It appears here by itself as soon as there is a connection; leave
        this page open.
      </Trans>
    </EmptyState>
  )
}
