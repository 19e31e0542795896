import { Trans, useLingui } from '@lingui/react/macro'
import { can } from '@planwall/shared/access/roles'
import { useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import { connectionsRequest, endConnections } from '../../sync/connections-request.ts'
import { useBoard } from '../../sync/use-board.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Keys } from './Keys.tsx'
import { Webhooks } from './Webhooks.tsx'

/** Open while `requestConnections` asks for it. Facilitators only. */
export function Connections() {
  const { seat } = useBoard()
  const { isOpen } = useStore(connectionsRequest)
  useEffect(() => endConnections, [])
  return isOpen && can(seat.role, 'manage-connections') ? <ConnectionsDialog onClose={endConnections} /> : null
}

/** What other programs may read of this board, and which of them are told when a plan is finished. */
function ConnectionsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const { seat, apiUrl } = useBoard()
  const access = useMemo(() => ({ ...seat, apiUrl }), [seat, apiUrl])
  const docsUrl = apiUrl.replace(/\/api$/, '/docs')
  return (
    <Dialog title={t`Connections for programs`} width="wide" onClose={onClose}>
      <p>
        <Trans>
          For those who connect their own tools. What programs can ask for is described{' '}
          <a href={docsUrl} target="_blank" rel="noreferrer">
            in the description of the interface
          </a>
          .
        </Trans>
      </p>
      <Keys access={access} />
      <Webhooks access={access} />
    </Dialog>
  )
}
