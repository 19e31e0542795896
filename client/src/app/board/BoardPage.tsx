import { i18n } from '@lingui/core'
import { useLingui } from '@lingui/react/macro'
import { messages } from '../../locales/en/board.po'
import { BoardContext } from '../../sync/use-board.ts'
import { PrivateRoomContext } from '../../sync/use-private-room.ts'
import { Waiting } from '../../ui/Spinner.tsx'
import type { MySeat } from '../my-boards.ts'
import { BoardShell } from './BoardShell.tsx'
import { forgetCopy } from './forget-copy.ts'
import { useOpenBoard } from './use-open-board.ts'
import type { SeatNews } from './use-open-board.ts'

// The words of the board come with the board.
i18n.load('en', messages)

export interface BoardPageProps extends SeatNews {
  boardId: string
  seat: MySeat
  /** Gives up this browser's seat. */
  onLeave: () => void
}

export default function BoardPage({ boardId, seat, onLeave, ...news }: BoardPageProps) {
  const { t } = useLingui()
  const open = useOpenBoard(boardId, seat, news)
  if (!open?.loaded) return <Waiting>{t`Opening the board …`}</Waiting>
  return (
    <BoardContext value={open.handle}>
      <PrivateRoomContext value={open.privateRoom}>
        <BoardShell
          key={open.generation}
          keptHere={open.keptHere}
          onGiveUpSeat={onLeave}
          onLeave={() => {
            onLeave()
            forgetCopy(boardId, seat.seatId)
          }}
        />
      </PrivateRoomContext>
    </BoardContext>
  )
}
