import { Trans, useLingui } from '@lingui/react/macro'
import { CalendarClock, FileText, Users, Vote, X } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { AgendaPanel } from '../../features/agenda/AgendaPanel.tsx'
import { GroupsPart } from '../../features/people/GroupsPart.tsx'
import { PeoplePanel } from '../../features/people/PeoplePanel.tsx'
import { DecideForm } from '../../features/record/DecideForm.tsx'
import { RoundsPanel } from '../../features/rounds/RoundsPanel.tsx'
import { follow } from '../../features/together/follow-store.ts'
import { useBoard } from '../../sync/use-board.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { myBoards } from '../use-my-boards.ts'
import './session-panel.css'

type PartId = 'agenda' | 'people' | 'votes'

/** The facilitator's side of a session, beside the board: the agenda, the people, the votes. */
export function SessionPanel({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const { seat } = useBoard()
  const [, navigate] = useLocation()
  const [part, setPart] = useState<PartId>('agenda')
  const tabs = [
    { id: 'agenda' as const, label: t`Agenda`, icon: <CalendarClock aria-hidden="true" /> },
    { id: 'people' as const, label: t`People`, icon: <Users aria-hidden="true" /> },
    { id: 'votes' as const, label: t`Votes`, icon: <Vote aria-hidden="true" /> },
  ]
  return (
    <div className="session-panel">
      <header>
        <h2 className="pw-hidden">
          <Trans>Session</Trans>
        </h2>
        <Tabs label={t`Session`} tabs={tabs} chosen={part} onChoose={setPart} controls="session-part" />
        <IconButton label={t`Close session panel`} icon={<X />} size="small" onClick={onClose} />
      </header>
      <div
        id="session-part"
        className="session-panel-body"
        role="tabpanel"
        aria-label={tabs.find(({ id }) => id === part)?.label}
      >
        {part === 'agenda' && (
          <>
            <AgendaPanel />
            <DecideForm />
            <Button
              size="small"
              className="session-panel-record"
              icon={<FileText />}
              onClick={() => navigate(`/b/${seat.boardId}/record`)}
            >
              <Trans>Summary of the session</Trans>
            </Button>
          </>
        )}
        {part === 'people' && (
          <>
            <PeoplePanel onFollow={follow} />
            <GroupsPart participateLink={myBoards.find(seat.boardId)?.links.participate} />
          </>
        )}
        {part === 'votes' && <RoundsPanel />}
      </div>
    </div>
  )
}
