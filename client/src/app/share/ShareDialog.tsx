import { i18n } from '@lingui/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { can } from '@planwall/shared/access/roles'
import { messages } from '../../locales/en/access.po'
import { useBoard, useView } from '../../sync/use-board.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ChatInvitation, ShareLinks } from '../ShareLinks.tsx'
import { useMyBoards } from '../use-my-boards.ts'
import { CodePart } from './CodePart.tsx'
import { LinksPart } from './LinksPart.tsx'
import { OwnDevice } from './OwnDevice.tsx'
import { useLinks } from './use-links.ts'

i18n.load('en', messages)

/** How others get to this board. Facilitators rule over all three links and their codes; others pass on what they have. */
export default function ShareDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const { seat } = useBoard()
  const title = useView(({ session }) => session.meta.title)
  const links = useMyBoards().find(({ boardId }) => boardId === seat.boardId)?.links ?? {}
  return (
    <Dialog title={t`Share this board`} onClose={onClose}>
      {can(seat.role, 'manage-links') ? (
        <FacilitatorsPart title={title} participateLink={links.participate} />
      ) : (
        <>
          {Object.keys(links).length === 0 ? (
            <p>
              <Trans>This browser does not know a link to this board. Ask the facilitator for one.</Trans>
            </p>
          ) : (
            <ShareLinks title={title} links={links} />
          )}
        </>
      )}
      <OwnDevice />
      {!can(seat.role, 'manage-links') && Object.keys(links).length > 0 && (
        <Banner tone="info">
          <Trans>This is the link you came with. The facilitators have the others.</Trans>
        </Banner>
      )}
    </Dialog>
  )
}

function FacilitatorsPart({ title, participateLink }: { title: string; participateLink: string | undefined }) {
  const links = useLinks()
  return (
    <div className="share">
      {participateLink && <ChatInvitation title={title} link={participateLink} />}
      <CodePart links={links} />
      <LinksPart links={links} />
    </div>
  )
}
