import { Trans, useLingui } from '@lingui/react/macro'
import { Banner } from '../../ui/Banner.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useBoard, useView } from '../../sync/use-board.ts'
import { ShareLinks } from '../ShareLinks.tsx'
import { useMyBoards } from '../use-my-boards.ts'
import { OwnDevice } from './OwnDevice.tsx'

/** The links this browser knows: all three where the board was made here, otherwise the one that was joined with. */
export function ShareDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const { seat } = useBoard()
  const title = useView(({ session }) => session.meta.title)
  const links = useMyBoards().find(({ boardId }) => boardId === seat.boardId)?.links ?? {}
  const count = Object.keys(links).length
  return (
    <Dialog title={t`Share this board`} onClose={onClose}>
      {count === 0 && (
        <p>
          <Trans>This browser does not know a link to this board. Ask the facilitator for one.</Trans>
        </p>
      )}
      <ShareLinks title={title} links={links} />
      <OwnDevice />
      {count > 0 && count < 3 && (
        <Banner tone="info">
          <Trans>This is the link you came with. The others are with whoever made the board.</Trans>
        </Banner>
      )}
    </Dialog>
  )
}
