import { Trans, useLingui } from '@lingui/react/macro'
import { useStore } from 'zustand'
import { useBoard } from '../../sync/use-board.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'

export interface LeaveDialogProps {
  onClose: () => void
  /** Gives up this browser's seat. */
  onLeave: () => void
}

/** Giving up one's seat, which is more than closing the tab. */
export function LeaveDialog({ onClose, onLeave }: LeaveDialogProps) {
  const { t } = useLingui()
  const handle = useBoard()
  const { pending } = useStore(handle.status)
  return (
    <Dialog
      title={t`Leave this board?`}
      width="narrow"
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onClick={onClose}>{t`Stay`}</Button>
          <Button look="danger" onClick={onLeave}>{t`Leave`}</Button>
        </>
      }
    >
      <p>
        <Trans>
          This browser forgets that you are {handle.seat.name} and deletes its copy of the board. Whoever comes back by
          the link gets a new place. If you only want to pause, just close the tab.
        </Trans>
      </p>
      {pending > 0 && (
        <Banner tone="warn" title={<Trans>Not everything is saved</Trans>}>
          <Trans>Some of your changes have not reached the server yet. Wait until “Saved” is shown.</Trans>
        </Banner>
      )}
    </Dialog>
  )
}
