import { Trans, useLingui } from '@lingui/react/macro'
import { useLocation } from 'wouter'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import type { NewBoard } from '../api.ts'
import { ShareLinks } from '../ShareLinks.tsx'

/** A board has been made: how everybody gets there. */
export function BoardReadyDialog({ board, onClose }: { board: NewBoard; onClose: () => void }) {
  const { t } = useLingui()
  const [, navigate] = useLocation()
  const { facilitate, participate, observe } = board.links
  return (
    <Dialog
      title={t`${board.title} is ready`}
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onClick={onClose}>{t`Later`}</Button>
          <Button look="primary" onClick={() => navigate(`/b/${board.boardId}#${facilitate.token}`)}>
            {t`Open the board`}
          </Button>
        </>
      }
    >
      <p className="page-card-words">
        <Trans>Send people the link that fits. You find all three again under “Share” on the board.</Trans>
      </p>
      <ShareLinks
        title={board.title}
        links={{ facilitate: facilitate.url, participate: participate.url, observe: observe.url }}
      />
    </Dialog>
  )
}
