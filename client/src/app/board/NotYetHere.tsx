import { Trans, useLingui } from '@lingui/react/macro'
import { CloudOff } from 'lucide-react'
import { useStore } from 'zustand'
import { useBoard } from '../../sync/use-board.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Waiting } from '../../ui/Spinner.tsx'
import './not-yet-here.css'

/** The board has not arrived yet, and this browser has no copy of it. */
export function NotYetHere() {
  const { t } = useLingui()
  const { kind, closed } = useStore(useBoard().status)
  if (closed) return null
  return (
    <div className="not-yet-here">
      {kind === 'offline' ? <Unreachable /> : <Waiting>{t`Fetching the board …`}</Waiting>}
    </div>
  )
}

function Unreachable() {
  return (
    <EmptyState icon={<CloudOff aria-hidden="true" />} title={<Trans>The server cannot be reached</Trans>}>
      <Trans>
        This browser has no copy of the board yet. It appears here by itself as soon as there is a connection; leave
        this page open.
      </Trans>
    </EmptyState>
  )
}
