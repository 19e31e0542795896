import { Trans, useLingui } from '@lingui/react/macro'
import { useBoard } from '../../sync/use-board.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { urlOf } from '../config.ts'
import { ownLinkPart } from '../own-link.ts'
import { useMyBoards } from '../use-my-boards.ts'
import './own-device.css'

/** A link for oneself: the same place at the board on another device, with private cards and votes. */
export function OwnDevice() {
  const { t } = useLingui()
  const { boardId } = useBoard().seat
  const seat = useMyBoards().find((board) => board.boardId === boardId)?.seat
  if (!seat) return null
  return (
    <section className="own-device">
      <div>
        <h3>
          <Trans>Go on at another device of yours</Trans>
        </h3>
        <p>
          <Trans>
            Open this link there and you are {seat.name} again, with your private cards and votes. It is for you alone:
            whoever has it is you.
          </Trans>
        </p>
      </div>
      <CopyButton size="small" text={`${urlOf(`b/${boardId}`)}#${ownLinkPart(seat)}`} what={t`your own link`}>
        {t`Copy my own link`}
      </CopyButton>
    </section>
  )
}
